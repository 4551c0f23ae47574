"""The tables of bulk jobs. `service/bulk/jobs` reads and changes them.

A job is divided into tasks: reading the file, screening each chunk of its rows, putting the result together. Workers
on any number of machines claim tasks. Rows of the result that need a person lead to alerts (`service.alerts`); the
other rows are in the job's file only, whose hash is in the audit chain.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, Table
from sqlmodel import Field, SQLModel


class BulkJobRow(SQLModel, table=True):
    """One job. Moments are UTC in ISO 8601 of fixed width; `question`, `layout`, `totals` and `book` are JSON."""

    __tablename__ = "bulk_jobs"
    __table_args__ = (Index("bulk_jobs_created", "created_at", "id"), Index("bulk_jobs_state", "state"))

    id: str = Field(primary_key=True)
    actor: str
    state: str
    created_at: str
    started_at: str | None = None
    finished_at: str | None = None
    file_name: str
    file_bytes: int = Field(sa_type=BigInteger)
    question: str
    layout: str | None = None
    rows: int | None = Field(default=None, sa_type=BigInteger)
    totals: str | None = None
    book: str | None = None
    result_sha256: str | None = None
    reason: str | None = None
    rows_expected: int | None = Field(default=None, sa_type=BigInteger)
    worked_seconds: float | None = None
    worked_until: str | None = None
    resumed_at: str | None = None
    revision: int | None = None


JOBS: Table = BulkJobRow.__table__  # type: ignore[attr-defined]


class BulkTaskRow(SQLModel, table=True):
    """One piece of work. `number` 0 is reading, chunks count from 1, putting together comes last.

    `owner` holds it until `lease_until`; after that whoever comes first may take it over. `rows_in_hand` is how many of
    its rows the owner had answered when it last said so.
    """

    __tablename__ = "bulk_tasks"
    __table_args__ = (Index("bulk_tasks_open", "state", "number"),)

    job_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    kind: str
    state: str
    rows: int
    rows_in_hand: int | None = None
    attempts: int = 0
    owner: str | None = None
    lease_until: str | None = None
    outcome: str | None = None


TASKS: Table = BulkTaskRow.__table__  # type: ignore[attr-defined]
