"""The suppressions that hold, in memory: they are looked up for every party that is screened.

Other processes add and end suppressions too. One that was added elsewhere is seen within seconds, and until then makes
an alert. One that was ended elsewhere is noticed in the transaction of the record (`AlertWriter`), which refuses an
answer that rests on it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Engine

from service.alerts.finding_model import Suppression
from service.alerts.suppression_reading import active_suppressions, count_suppressions
from service.common.clock import Clock, sortable
from service.storage.database import reading

Active = Mapping[str, Sequence[Suppression]]


class ActiveSuppressions:
    """Suppressions by the key of their subject. `refresh` reads them again if anything has happened."""

    def __init__(self, engine: Engine, clock: Clock, *, monotonic: Callable[[], float], seconds: float = 1.0) -> None:
        """Older than so many `seconds` they are read again before they are used."""
        self._engine, self._clock, self._monotonic, self._seconds = engine, clock, monotonic, seconds
        self._active: Active = {}
        self._counts: tuple[int, int] | None = None
        self._read_at: float | None = None
        self._reading = threading.Lock()

    @property
    def fresh(self) -> bool:
        """Were they read a moment ago?"""
        return self._read_at is not None and self._monotonic() - self._read_at <= self._seconds

    @property
    def empty(self) -> bool:
        """Are there none at all? Then nothing needs to be worked out to look them up."""
        return not self._active

    def of(self, subject_key: str) -> Sequence[Suppression]:
        """Those of a subject, as far as is known."""
        return self._active.get(subject_key, ())

    def all(self) -> tuple[Suppression, ...]:
        """All that are known."""
        return tuple(one for several in self._active.values() for one in several)

    def refresh(self) -> None:
        """Read them again if there are others than before. Raises RecordsUnavailable."""
        with self._reading:
            with reading(self._engine, "the suppressions") as connection:
                counts = count_suppressions(connection)
                if counts != self._counts:
                    found: dict[str, list[Suppression]] = {}
                    for one in active_suppressions(connection, sortable(self._clock())):
                        found.setdefault(one.subject_key, []).append(one)
                    self._active = found
                    self._counts = counts
            self._read_at = self._monotonic()
