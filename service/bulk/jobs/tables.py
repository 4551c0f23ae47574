"""The tables of bulk jobs. `service/bulk/jobs` reads and changes them.

A job is divided into tasks: reading the file, screening each chunk of its rows, putting the result together. Workers
on any number of machines claim tasks. Rows of the result that need a person lead to alerts (`service.alerts`); the
other rows are in the job's file only, whose hash is in the audit chain.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, String, Table

from service.storage.metadata import METADATA

JOBS = Table(
    "bulk_jobs",
    METADATA,
    Column("id", String, primary_key=True),
    Column("actor", String, nullable=False),
    Column("state", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("started_at", String),
    Column("finished_at", String),
    Column("file_name", String, nullable=False),
    Column("file_bytes", BigInteger, nullable=False),
    Column("question", String, nullable=False),
    Column("layout", String),
    Column("rows", BigInteger),
    Column("totals", String),
    Column("book", String),
    Column("result_sha256", String),
    Column("reason", String),
    Column("rows_expected", BigInteger),
    Column("worked_seconds", Float),
    Column("worked_until", String),
    Column("resumed_at", String),
    Column("revision", Integer),
    Index("bulk_jobs_created", "created_at", "id"),
    Index("bulk_jobs_state", "state"),
)
"""One job. Moments are UTC in ISO 8601 of fixed width; `question`, `layout`, `totals` and `book` are JSON."""

TASKS = Table(
    "bulk_tasks",
    METADATA,
    Column("job_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("rows_in_hand", Integer),
    Column("attempts", Integer, nullable=False, default=0),
    Column("owner", String),
    Column("lease_until", String),
    Column("outcome", String),
    Index("bulk_tasks_open", "state", "number"),
)
"""One piece of work. `number` 0 is reading, chunks count from 1, putting together comes last.

`owner` holds it until `lease_until`; after that whoever comes first may take it over. `rows_in_hand` is how many of
its rows the owner had answered when it last said so.
"""
