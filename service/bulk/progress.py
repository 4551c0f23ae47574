"""How far a job is, and how long the rest of it will take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_PAUSE = timedelta(seconds=15)
"""A job of which nobody says anything for longer is not worked on."""

FIRST_RATE = 4_000.0
"""Rows a second where no job has come to its end yet: on two shared cores files of ordinary customers took from 2,000
to 10,000, by how many lists there are."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`rows` is None until the file was read; `rows_expected` was told by its size, None where that tells nothing.
    `rows_done` counts the rows of finished chunks and those that are answered of chunks in hand.

    `worked_seconds` is how long it was worked on, without pauses, up to `worked_until`. `resumed_at` is when the work
    last went on from where it was, after whoever did it was gone. `usual_rate` is that of the job before.
    """

    rows: int | None
    rows_done: int
    rows_expected: int | None = None
    worked_seconds: float = 0.0
    worked_until: datetime | None = None
    resumed_at: datetime | None = None
    usual_rate: float | None = None

    @property
    def rows_of_all(self) -> int | None:
        """How many rows there are, as far as that can be told."""
        expected = None if self.rows_expected is None else max(self.rows_expected, self.rows_done)
        return expected if self.rows is None else self.rows

    def rate(self, now: datetime) -> float | None:
        """Rows a second while it was worked on, or None before the first."""
        seconds = self.worked_seconds + self._seconds_since(now)
        return self.rows_done / seconds if self.rows_done and seconds > 0 else None

    def seconds_left(self, now: datetime) -> float | None:
        """How long the rest will take at that rate, before the first row at that of other jobs. None while nobody knows
        how many rows there are."""
        rows = self.rows_of_all
        if rows is None:
            return None
        return (rows - self.rows_done) / (self.rate(now) or self.usual_rate or FIRST_RATE)

    def _seconds_since(self, now: datetime) -> float:
        """Since the last word of whoever works on it."""
        if self.worked_until is None:
            return 0.0
        since = now - self.worked_until
        return max(0.0, since.total_seconds()) if since <= LONGEST_PAUSE else 0.0
