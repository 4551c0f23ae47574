"""Bodies of bulk jobs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from pydantic import Field

from service.alerts.finding_model import SubjectKind
from service.alerts.search import Release
from service.alerts.statuses import AlertStatus
from service.api.schemas.base import Outgoing
from service.bulk.model import Job, State

_ID = "blk_673be0deb9300774d4ceda31c665"
_SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class BulkFileOut(Outgoing):
    """The file as it came."""

    name: str = Field(description="Its name.", examples=["customers.csv"])
    bytes: int = Field(description="Its size.", examples=[213])
    sha256: str = Field(description="Its SHA-256.", examples=[_SHA])


class BulkColumnOut(Outgoing):
    """A column of the file, and what it is taken for."""

    column: str = Field(description="The header.", examples=["Full Name"])
    field: str | None = Field(
        description="The field it holds, of another party than the one that the row is about with the role before it; "
        "`null` if it is not screened.",
        examples=["name", "consignee.name"],
    )


class BulkLayoutOut(Outgoing):
    """What the file is taken for."""

    format: str = Field(description="`csv`, `jsonl`, `xlsx` or `parquet`.", examples=["csv"])
    details: dict[str, str] = Field(
        description="Encoding, delimiter, sheet.", examples=[{"encoding": "utf-8", "delimiter": ","}]
    )
    columns: list[BulkColumnOut] = Field(description="Its columns, in order.")


class BulkProgressOut(Outgoing):
    """How far the work is."""

    rows: int | None = Field(description="Rows of the file; `null` until it was read.", examples=[6])
    rows_expected: int | None = Field(
        description="Rows of the file as its size tells before it was read; `null` where that tells nothing.",
        examples=[6],
    )
    rows_done: int = Field(
        description="Rows that are screened. Those in hand when a worker is gone are screened again.", examples=[6]
    )
    rows_per_second: float | None = Field(
        description="Rate while it was worked on, without pauses; `null` before the first rows.", examples=[9500.5]
    )
    seconds_left: float | None = Field(
        description="Time left at that rate, before the first rows at that of the job before.", examples=[12.5]
    )
    resumed_at: datetime | None = Field(
        description="When the work last went on from where it was, after the service or a worker was gone.",
        examples=[None],
    )


class BulkTotalsOut(Outgoing):
    """Control totals: clear, review, block and rejected rows together are all rows of the file."""

    clear: int = Field(description="Rows with nothing found.", examples=[2])
    review: int = Field(description="Rows that a person has to look at.", examples=[1])
    block: int = Field(description="Rows that are certain enough to stop.", examples=[1])
    rejected: int = Field(description="Rows that could not be screened.", examples=[2])
    hits: int = Field(description="Hits of all rows together.", examples=[2])
    suppressed_hits: int = Field(
        description="How many of them a remembered decision answers, so that they ask for nothing.", examples=[0]
    )


class BulkFaultOut(Outgoing):
    """Why a row was rejected."""

    row: int = Field(description="The row, from 1 below the header.", examples=[4])
    column: str = Field(description="The column at fault; empty if it is the row as a whole.", examples=["DOB"])
    reason: str = Field(description="The reason.", examples=["there is no such day: '1970-02-30'"])


class BulkProfileOut(Outgoing):
    """The settings used."""

    id: str = Field(description="Id of the profile.", examples=["default"])
    sha256: str = Field(description="SHA-256 of its settings.", examples=[_SHA])


class BulkBookOut(Outgoing):
    """What the file does to the book."""

    mode: str = Field(description="`merge` or `replace`.", examples=["replace"])
    segment: str | None = Field(description="The segment of its subjects.", examples=["trade"])
    new: int = Field(description="Subjects that come in.", examples=[10])
    changed: int = Field(description="Subjects of which it says something else.", examples=[2])
    unchanged: int = Field(description="Subjects that stay as they are.", examples=[980])
    withdrawn: int = Field(description="Subjects that it does not name, which are watched no more.", examples=[4])
    withdrawn_references: list[str] = Field(description="The first 20 of them.", examples=[["C-1001"]])
    active: int = Field(description="Subjects of the segment before.", examples=[986])
    shrinks: bool = Field(
        description="Whether more than a tenth of them would be withdrawn, which has to be accepted.", examples=[False]
    )


class BulkJobOut(Outgoing):
    """A job as it stands."""

    id: str = Field(description="Id of the job: a hash of everything its result depends on.", examples=[_ID])
    state: State = Field(
        description="`queued`, `reading`, `screening`; in the end `done`, `failed`, `cancelled` or, dry, `validated`.",
        examples=["done"],
    )
    reason: str | None = Field(description="Why it failed or was cancelled.", examples=[None])
    dry_run: bool = Field(description="Whether the file is only checked.", examples=[False])
    repeated: bool = Field(
        description="Whether the same file was sent before with the same profile, options, snapshot and remembered "
        "decisions on the same day: then this is that job, and nothing is screened again.",
        examples=[False],
    )
    created_at: datetime = Field(description="When it was asked, UTC.", examples=["2026-11-23T09:00:00Z"])
    started_at: datetime | None = Field(description="When work began, UTC.", examples=["2026-11-23T09:00:01Z"])
    finished_at: datetime | None = Field(description="When it came to its end, UTC.", examples=["2026-11-23T09:01:40Z"])
    actor: str = Field(description="Who asked.", examples=["local"])
    file: BulkFileOut = Field(description="The file that was sent.")
    layout: BulkLayoutOut | None = Field(
        description="What the file is taken for. `null` for a workbook or a Parquet file until it was read."
    )
    progress: BulkProgressOut = Field(description="How many rows are done, and how long the rest will take.")
    totals: BulkTotalsOut | None = Field(
        description="Control totals; `null` before the end. After a dry run only `rejected` is counted."
    )
    faults: list[BulkFaultOut] = Field(description="The first 100 rejected rows. The result has all of them.")
    book: BulkBookOut | None = Field(
        description="What the file does to the book, once it was read; `null` without `monitor`.", examples=[None]
    )
    result_sha256: str | None = Field(
        description="SHA-256 of the record of the job (`format=record`), which is also in the audit chain.",
        examples=[_SHA],
    )
    snapshot_sha256: str = Field(description="The snapshot that all rows are screened on.", examples=[_SHA])
    profile: BulkProfileOut = Field(description="With which settings.")
    as_of: date = Field(description="By which day's measures.", examples=["2026-11-23"])

    @classmethod
    def of(cls, job: Job, now: datetime, *, repeated: bool = False) -> Self:
        """A job as it is shown."""
        question, totals = job.question, job.totals
        rate, left = job.rate(now), job.seconds_left(now)
        return cls(
            id=job.id,
            state=job.state,
            reason=job.reason,
            dry_run=question.dry_run,
            repeated=repeated,
            created_at=job.created_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
            actor=question.actor,
            file=BulkFileOut(name=job.file_name, bytes=job.file_bytes, sha256=question.input_sha256),
            layout=None if job.layout is None else BulkLayoutOut.model_validate(job.layout),
            progress=BulkProgressOut(
                rows=job.rows,
                rows_expected=job.progress.rows_expected,
                rows_done=job.progress.rows_done,
                rows_per_second=None if rate is None else round(rate, 1),
                seconds_left=None if left is None else round(left, 1),
                resumed_at=job.progress.resumed_at,
            ),
            totals=None
            if totals is None
            else BulkTotalsOut(**totals.decisions, hits=totals.hits, suppressed_hits=totals.suppressed_hits),
            faults=[
                BulkFaultOut(row=one.row, column=one.column, reason=one.reason)
                for one in (totals.faults if totals else ())
            ],
            book=_book(job),
            result_sha256=job.result_sha256,
            snapshot_sha256=question.snapshot_sha256,
            profile=BulkProfileOut(id=question.options.profile, sha256=question.profile_sha256),
            as_of=question.options.as_of or job.created_at.date(),
        )


def _book(job: Job) -> BulkBookOut | None:
    monitoring = job.question.monitor
    if monitoring is None or job.book is None:
        return None
    return BulkBookOut(mode=monitoring.mode, segment=monitoring.segment, **job.book)


class BulkJobsOut(Outgoing):
    """The newest jobs."""

    jobs: list[BulkJobOut] = Field(description="Newest first.")


class BulkAlertOut(Outgoing):
    """A row that needs a person, and the alert that it has led to."""

    row: int = Field(description="The row, from 1 below the header.", examples=[1])
    screening_id: str = Field(description="Id of the row's screening: job and row.", examples=[f"{_ID}-1"])
    kind: SubjectKind = Field(description="What of the row: `party` or `goods`.", examples=["party"])
    item_id: str = Field(
        description="Which party: `party` for the one that the row is about, the role of another; `goods` for goods.",
        examples=["party", "consignee"],
    )
    status: Release = Field(
        description="`hold`: somebody has to decide. `release`: it was decided that it is nothing. `reject`: it was "
        "decided that it is a true match.",
        examples=["hold"],
    )
    alert_id: str = Field(
        description="Its alert; the newest, if it was superseded.", examples=["alr_019ab0f4c1d29f86d081884c7d65"]
    )
    alert_status: AlertStatus = Field(description="Where that stands.", examples=["open"])
    decision: str = Field(description="`review` or `block`, when the alert was raised.", examples=["block"])
    top_score: float = Field(description="The best score then.", examples=[0.9955])
    top_entity_id: str | None = Field(description="The best hit then.", examples=["jp_crimea_2014:026-000002"])
    top_watchlist: str | None = Field(description="Its watchlist.", examples=["jp_crimea_2014"])


class BulkAlertsOut(Outgoing):
    """A page of rows that need a person."""

    alerts: list[BulkAlertOut] = Field(description="The alerts of this page, by row.")
    next: int | None = Field(
        description="Ask for `after` this row to get the next page; null on the last.", examples=[1]
    )
