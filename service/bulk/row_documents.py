"""Rows of a finished job as the screenings that they are: to be opened, compared and replayed like any other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec.json import Encoder
from pydantic_core import from_json, to_json

from service.bulk.batch_screening import FULL_ANSWER, ROW, own_names, reference_in, subject_id_in
from service.bulk.columns import Layout, described_layout
from service.bulk.errors import CellFault
from service.bulk.model import Job, place_of_job, place_of_row, row_id
from service.bulk.row_checks import Bounds, without_faulty_others
from service.bulk.row_screening import REJECTED, request_of
from service.bulk.rows import RowReader
from service.common.clock import sortable
from service.engine.screening.resolved_options import ResolvedOptions
from service.engine.screening.serialization import request_document
from service.records.model import Document, Entry
from service.records.search import Candidate

_USED = b"sekisho.used"


def with_used(answered: pa.RecordBatch, resolved: ResolvedOptions, engine: str) -> pa.RecordBatch:
    """Answered rows that say themselves what they were answered with, as screenings do."""
    used = {
        "as_of": resolved.on,
        "options": resolved.used_options,
        "snapshot": resolved.used_snapshot,
        "profile": resolved.used_profile,
        "engine": engine,
        "titles": {one.id: resolved.editions[one.id].title for one in resolved.used_snapshot.watchlists},
    }
    return answered.replace_schema_metadata({_USED: Encoder().encode(used)})


def used_of(record: Path) -> dict[str, Any]:
    """What the rows of a record were answered with, as they say it. Raises OSError."""
    found = (pq.read_schema(record).metadata or {}).get(_USED)
    return {} if found is None else from_json(found)


class RowDocuments:
    """The rows in the record of a job."""

    def __init__(self, job: Job, record: Path) -> None:
        """Raises OSError."""
        self._job = job
        self._place = place_of_job(job.id, sortable(job.created_at))
        self._file = pq.ParquetFile(record)
        self._layout = _layout(job)
        self._own = own_names(self._layout.headers)
        self._reader = RowReader(self._layout, job.question.read)
        self._used = used_of(record)

    def get(self, number: int, suppressions_sha256: str | None = None) -> Document | None:
        """The screening of the row of that number; None if there is none: no such row, or one that was rejected.
        `suppressions_sha256` is of the suppressions that it has looked at."""
        row = next(iter(self._rows([number], (*self._own, "decision", "suppressed_hits", FULL_ANSWER.name))), None)
        if row is None or row[FULL_ANSWER.name] is None or not self._used:
            return None
        request = to_json(self._request(row))
        entry = self._entry(row)
        question = self._job.question
        return Document(
            id=entry.id,
            screened_at=entry.screened_at,
            reference=entry.reference,
            decision=entry.decision,
            snapshot_sha256=entry.snapshot_sha256,
            profile_id=entry.profile_id,
            profile_sha256=question.profile_sha256,
            engine=entry.engine,
            request=request,
            answer=to_json(self._answer(row, entry, from_json(request)) | {"suppressions_sha256": suppressions_sha256}),
            actor=entry.actor,
        )

    def candidates(self, numbers: Sequence[int], wanted: Collection[str]) -> list[Candidate]:
        """Rows to be compared with what is looked for, in the order of their numbers."""
        columns = (*self._own, "decision", *((FULL_ANSWER.name,) if "answer" in wanted else ()))
        return [
            Candidate(
                place_of_row(self._place, row[ROW]),
                self._entry(row),
                to_json({"parties": list(self._names(row))}) if "request" in wanted else b"",
                (row[FULL_ANSWER.name] or '{"parties": [], "goods": []}').encode() if "answer" in wanted else b"",
            )
            for row in self._rows(numbers, columns)
            if row["decision"] != REJECTED
        ]

    def _rows(self, numbers: Sequence[int], columns: Sequence[str]) -> list[dict[str, Any]]:
        """Rows by their numbers, which ascend. Each group of the record that has one is read once."""
        found: list[dict[str, Any]] = []
        wanted, first = list(numbers), 1
        for group in range(self._file.num_row_groups):
            count = self._file.metadata.row_group(group).num_rows
            here = [number - first for number in wanted if first <= number < first + count]
            if here:
                found += self._file.read_row_group(group, columns=[ROW, *columns]).take(here).to_pylist()
            first += count
            if not wanted or wanted[-1] < first:
                break
        return found

    def _names(self, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        try:
            names = self._reader.names(self._cells(row))
        except CellFault:
            return
        if names:
            yield {"id": self._subject_id(row) or "1", "name": names[0], "aliases": names[1:]}

    def _request(self, row: dict[str, Any]) -> dict[str, Any]:
        bounds = Bounds(date.fromisoformat(self._used["as_of"]), self._job.question.max_name_length)
        (asked,) = without_faulty_others([self._reader.read(self._cells(row))], bounds, self._reader.header_of)
        answered = {one["id"] for one in from_json(row[FULL_ANSWER.name])["parties"]}
        asked = replace(asked, others=tuple(one for one in asked.others if one[0] in answered))
        return request_document(request_of(asked, self._subject_id(row), self._job.question.options)) | {
            "reference": self._reference(row)
        }

    def _answer(self, row: dict[str, Any], entry: Entry, request: dict[str, Any]) -> dict[str, Any]:
        """The answer of a row with what stands around it in that of a screening, in the same order."""
        answer: dict[str, Any] = from_json(row[FULL_ANSWER.name])
        used = self._used
        asked = {one["id"]: one for one in request["parties"]}
        parties = [
            party | {"screened": {"name": asked[party["id"]]["name"] or "", "type": asked[party["id"]]["type"]}}
            for party in answer["parties"]
        ]
        return {
            "id": entry.id,
            "reference": entry.reference,
            "screened_at": self._job.created_at,
            "as_of": used["as_of"],
            "options": used["options"],
            "decision": entry.decision,
            "parties": parties,
            "goods": answer["goods"],
            "snapshot": used["snapshot"],
            "profile": used["profile"],
            "engine": used["engine"],
            "warnings": answer["warnings"],
            "suppressed_hits": row["suppressed_hits"],
        }

    def _entry(self, row: dict[str, Any]) -> Entry:
        job = self._job
        return Entry(
            id=row_id(job.id, row[ROW]),
            screened_at=sortable(job.created_at),
            reference=self._reference(row),
            decision=row["decision"],
            snapshot_sha256=job.question.snapshot_sha256,
            profile_id=job.question.options.profile,
            engine=self._used.get("engine", ""),
            actor=job.question.actor,
        )

    def _cells(self, row: dict[str, Any]) -> Sequence[str | None]:
        return [row[self._own[place]] for place in self._layout.mapped]

    def _reference(self, row: dict[str, Any]) -> str | None:
        places = self._layout.positions.get("client_ref")
        return reference_in(row[self._own[places[0]]]) if places else None

    def _subject_id(self, row: dict[str, Any]) -> str | None:
        places = self._layout.positions.get("subject_id")
        return subject_id_in(row[self._own[places[0]]]) if places else None


def _layout(job: Job) -> Layout:
    return described_layout((job.layout or {})["columns"])
