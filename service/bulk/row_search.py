"""Rows of finished jobs among the screenings that are looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, select

from service.bulk.job_files import JobFiles
from service.bulk.jobs.store import find_job
from service.bulk.jobs.tables import JOBS
from service.bulk.model import Job, State, first_row_after, place_of_job
from service.records.search import Candidate, Query
from service.records.search_keys import AnyOf, SearchKeys

if TYPE_CHECKING:
    from service.bulk.row_documents import RowDocuments
    from service.bulk.row_index import RowIndex

_OPEN_INDEXES = 64
_AT_ONCE = 100
"""Rows that are read together."""


class RowSearch:
    """Finds rows by what they are about. Where a query says nothing of that, as one for all screenings of a day, rows
    are not listed one by one: the result of the job has them. Rows that were rejected were not screened."""

    def __init__(self, folder: Callable[[str], JobFiles], keys: SearchKeys) -> None:
        """`folder` says where the files of a job lie."""
        self._folder, self._keys = folder, keys
        self._index = lru_cache(maxsize=_OPEN_INDEXES)(_opened)

    def __call__(self, engine: Engine, query: Query, wanted: frozenset[str]) -> list[Candidate]:
        """As many rows as the limit says, of the newest job first, in the order of the file."""
        from service.bulk.row_index import keys_of_query  # loads what reads tables, which takes a moment

        keys = keys_of_query(query, self._keys, scored="answer" in wanted)
        if keys is None:
            return []
        with engine.connect() as connection:
            rows = (
                candidate
                for job_id, place in _jobs(connection, query)
                for candidate in self._of_job(connection, job_id, first_row_after(place, query.after), keys, wanted)
                if query.decision in (None, candidate.entry.decision)
                and query.profile in (None, candidate.entry.profile_id)
            )
            return list(islice(rows, query.limit))

    def _of_job(
        self,
        connection: Connection,
        job_id: str,
        first: int | None,
        keys: tuple[AnyOf, ...],
        wanted: frozenset[str],
    ) -> Iterator[Candidate]:
        """Rows from one on that have the keys."""
        files = self._folder(job_id)
        index = None if first is None else self._index(files.index)
        if index is None or first is None:
            return
        numbers = index.rows(keys, first)
        documents = None
        while some := list(islice(numbers, _AT_ONCE)):
            if documents is None:
                job = find_job(connection, job_id)
                if job is None or not files.result.exists():
                    return
                documents = _documents(job, files.result)
            yield from documents.candidates(some, wanted)


def _documents(job: Job, record: Path) -> RowDocuments:
    from service.bulk.row_documents import RowDocuments  # as above

    return RowDocuments(job, record)


def _opened(path: Path) -> RowIndex | None:
    from service.bulk.row_index import RowIndex  # as above

    return RowIndex(path) if path.exists() else None


def _jobs(connection: Connection, query: Query) -> Iterator[tuple[str, str]]:
    """The jobs of a query with their places, newest first."""
    statement = select(JOBS.c.id, JOBS.c.created_at).where(JOBS.c.state == State.DONE)
    if query.actor is not None:
        statement = statement.where(JOBS.c.actor == query.actor)
    if query.from_ is not None:
        statement = statement.where(JOBS.c.created_at >= query.from_)
    if query.until is not None:
        statement = statement.where(JOBS.c.created_at < query.until)
    jobs = ((job_id, place_of_job(job_id, created_at)) for job_id, created_at in connection.execute(statement))
    return iter(sorted(jobs, key=lambda one: one[1], reverse=True))
