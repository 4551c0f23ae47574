"""What answered rows lead to: alerts, decisions that were used, and decisions that do not hold any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import pyarrow as pa

from service.alerts.drafting import BulkRow, Raised
from service.bulk.batch_screening import ROW, of_row, references, subject_ids
from service.bulk.columns import Layout
from service.bulk.model import Job, row_id
from service.bulk.row_screening import RowAnswer
from service.common.clock import sortable
from service.common.ids import new_id


def raised_of(
    batch: pa.RecordBatch, answers: Sequence[RowAnswer], layout: Layout, job: Job, at: datetime
) -> list[Raised]:
    """What the answers to the rows of a batch lead to, in their order. Subjects go by the column `subject_id`, and
    alerts have what stands in `client_ref` as their reference, or else that id."""
    return list(_raised(batch, answers, layout, job, at)) if any(one.findings for one in answers) else []


def _raised(
    batch: pa.RecordBatch, answers: Sequence[RowAnswer], layout: Layout, job: Job, at: datetime
) -> Iterator[Raised]:
    question = job.question
    numbers, ids = batch.column(ROW).to_pylist(), subject_ids(batch, layout)
    for number, subject_id, reference, answer in zip(numbers, ids, references(batch, layout), answers, strict=True):
        for finding in answer.findings:
            yield Raised(
                replace(
                    finding,
                    subject=of_row(finding.subject, subject_id),
                    alert_id=None if finding.alert_id is None else new_id("alr_", at),
                ),
                at=sortable(at),
                actor=question.actor,
                profile_id=question.options.profile,
                profile_sha256=question.profile_sha256,
                snapshot_sha256=question.snapshot_sha256,
                reference=reference or subject_id,
                screening_id=row_id(job.id, number),
                bulk_row=BulkRow(job.id, number),
            )
