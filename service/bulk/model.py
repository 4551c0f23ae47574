"""The nouns of jobs: the question, the job, a task of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from service.bulk.options import ReadOptions
from service.bulk.progress import Progress
from service.bulk.totals import Totals
from service.engine.model.entity import EntityType
from service.engine.screening.request import Options

_PREFIX = "blk_"


class State(StrEnum):
    """Where a job stands. `VALIDATED` is the end of a dry run."""

    QUEUED = "queued"
    READING = "reading"
    SCREENING = "screening"
    DONE = "done"
    VALIDATED = "validated"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = frozenset({State.QUEUED, State.READING, State.SCREENING})
"""States in which a job still has work."""

AGAIN = frozenset({State.FAILED, State.CANCELLED})
"""States from which the same question starts a job again, at the chunks that are not finished."""


class Kind(StrEnum):
    """What a task does."""

    READ = "read"
    SCREEN = "screen"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Monitoring:
    """That the parties of a file are to be watched from now on (`service.customers`).

    `merge` leaves subjects that the file does not name, `replace` withdraws those of the segment, and with `accept`
    more than a tenth of them. `segments` are those that whoever asks may work on; None for all.
    """

    mode: str
    segment: str | None = None
    accept: bool = False
    segments: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class JobKey:
    """Everything that the rows of a result depend on, and who asked. Equal questions are one job.

    `options.as_of` is always set: a question of yesterday is another one today. `watchlists` are the editions of the
    pinned snapshot, as pairs of id and SHA-256; `suppressions_sha256` is of the decisions that are remembered when it
    is asked, None if there are none.
    """

    actor: str
    input_sha256: str
    snapshot_sha256: str
    watchlists: tuple[tuple[str, str], ...]
    profile_sha256: str
    read: ReadOptions
    options: Options
    max_name_length: int
    dry_run: bool = False
    suppressions_sha256: str | None = None
    monitor: Monitoring | None = None

    @property
    def job_id(self) -> str:
        """The id of the job: the question's own hash, so that it needs no chance and no clock."""
        return f"{_PREFIX}{hashlib.sha256(self.document().encode()).hexdigest()[:28]}"

    def document(self) -> str:
        """As it is kept: JSON with sorted keys."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a question")


def read_question(document: str) -> JobKey:
    """From what was kept."""
    kept: dict[str, Any] = json.loads(document)
    read, options = kept["read"], kept["options"]
    read |= {"columns": tuple(map(tuple, read["columns"])), "entity_type": EntityType(read["entity_type"])}
    options |= {"as_of": date.fromisoformat(options["as_of"])}
    options |= {name: options[name] and tuple(options[name]) for name in ("watchlists", "regimes")}
    watchlists = tuple((one, sha256) for one, sha256 in kept["watchlists"])
    nouns = {"read": ReadOptions(**read), "options": Options(**options), "watchlists": watchlists}
    return JobKey(**kept | nouns | {"monitor": _read_monitoring(kept["monitor"])})


def _read_monitoring(kept: dict[str, Any] | None) -> Monitoring | None:
    if kept is None:
        return None
    segments = kept["segments"]
    return Monitoring(**kept | {"segments": None if segments is None else tuple(segments)})


_MOST_ROWS = 999_999_999
"""More than a job may have, so that the places of rows have one length."""


def row_id(job_id: str, number: int) -> str:
    """The id of the screening of a row."""
    return f"{job_id}-{number}"


def place_of_job(job_id: str, created_at: str) -> str:
    """What the places of its rows begin with, by which they stand among the ids of screenings: those of the moment when
    the job was asked. A `z` follows after all digits of ids."""
    return f"scr_{int(datetime.fromisoformat(created_at).timestamp() * 1000):012x}z{job_id}-"


def place_of_row(place_of_job: str, number: int) -> str:
    """The place of a row: the first rows of a job stand where later screenings do."""
    return f"{place_of_job}{_MOST_ROWS - number}"


def first_row_after(place_of_job: str, after: str | None) -> int | None:
    """The first row of a job that stands after a place; None if all stand before it."""
    if after is None or after > f"{place_of_job}{_MOST_ROWS}":
        return 1
    if not after.startswith(place_of_job):
        return None
    return _MOST_ROWS - int(after.removeprefix(place_of_job)) + 1


def bulk_row_of(screening_id: str | None) -> tuple[str, int] | None:
    """Job and row, if it is the id of the screening of a row."""
    if screening_id is None or not screening_id.startswith(_PREFIX):
        return None
    job_id, _, number = screening_id.rpartition("-")
    return (job_id, int(number)) if number.isascii() and number.isdigit() else None


@dataclass(frozen=True, slots=True)
class SentFile:
    """The file of a job: its name, its size, and, if a glance was enough to say, what its columns are taken for and how
    many rows it may have."""

    name: str
    bytes: int
    layout: dict[str, Any] | None
    rows_expected: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One job as it stands. `layout` says what its columns are taken for.

    `reason` says why it failed or was cancelled, `book` what the file does to the book.
    """

    id: str
    question: JobKey
    state: State
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    file_name: str
    file_bytes: int
    layout: dict[str, Any] | None
    progress: Progress
    totals: Totals | None
    result_sha256: str | None
    reason: str | None
    book: dict[str, Any] | None = None

    @property
    def rows(self) -> int | None:
        """The rows of the file, None until it was read."""
        return self.progress.rows

    def rate(self, now: datetime) -> float | None:
        """Rows a second while it is or was worked on."""
        return self.progress.rate(self.finished_at or now)

    def seconds_left(self, now: datetime) -> float | None:
        """How long it will take; None while nobody can tell, and at its end."""
        return self.progress.seconds_left(now) if self.state in OPEN else None


@dataclass(frozen=True, slots=True)
class Task:
    """A claimed piece of work. Whoever holds it is `owner`."""

    job_id: str
    number: int
    kind: Kind
    owner: str
    attempts: int
