"""Has the audit chain time-stamped by an authority (RFC 3161), beside a server.

Runs in one process of a machine. What was stamped last stands in the chain, so that processes and machines that share a
database, and those that start anew, ask no more often than one. An authority that does not answer is asked again after
a minute, and holds up nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from cryptography.x509 import Certificate
from sqlalchemy.exc import SQLAlchemyError

from service.audit.chain import PROGRAM
from service.audit.event import TIMESTAMPED, Event
from service.audit.timestamp import Timestamp, TimestampRefused, request_for, trusted_certificates, verified_time
from service.audit.timestamp_state import stamp_state
from service.bootstrap.runtime import Runtime
from service.common.background import BackgroundThread
from service.common.clock import Clock, sortable
from service.common.http_post import post
from service.common.logging import Logger
from service.records.records import Records
from service.storage.errors import RecordsUnavailable

log = Logger("sekisho")

Ask = Callable[[bytes], bytes]
"""Sends a request to an authority and returns its response. Raises OSError."""

_LOOK_SECONDS = 60.0
_ANSWER_SECONDS = 10.0
_MOST_BYTES = 64 * 1024
"""A response with several certificates has some 7,000."""
_HEADERS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


class Timestamping(BackgroundThread):
    """Looks every minute whether a time-stamp is due: `every` so long after the last, if there is anything new."""

    def __init__(
        self,
        records: Records,
        ask: Ask,
        trusted: Sequence[Certificate],
        clock: Clock,
        *,
        every: timedelta,
        clock_behind: timedelta,
    ) -> None:
        super().__init__("sekisho-timestamps")
        self._records, self._ask, self._trusted, self._clock = records, ask, trusted, clock
        self._every, self._clock_behind = every, clock_behind

    def run(self) -> None:
        """Stamp until it is stopped."""
        pause = min(_LOOK_SECONDS, self._every.total_seconds())
        while not self.stopped.is_set():
            self.look()
            self.stopped.wait(pause)

    def look(self) -> bool:
        """Have the newest anchor stamped, if that is due. Was it? What goes wrong is logged, and tried again at the
        next look."""
        try:
            timestamp = self._stamp()
            if timestamp is not None:
                self._records.note_now(Event(TIMESTAMPED, PROGRAM, None, timestamp.details()))
                return True
        except (OSError, TimestampRefused) as error:
            log.error("anchor_not_timestamped", reason=str(error))
        except (RecordsUnavailable, SQLAlchemyError) as error:
            log.error("timestamp_not_recorded", error=type(error).__name__)
        return False

    def _stamp(self) -> Timestamp | None:
        with self._records.engine.connect() as connection:
            state = stamp_state(connection)
        if state.anchor is None or not self._due(state.stamped_at):
            return None
        request = request_for(state.anchor)
        timestamp = Timestamp(state.anchor, request.nonce, self._ask(request.body))
        self._refuse_other_clock(verified_time(timestamp, self._trusted))
        return timestamp

    def _due(self, stamped_at: str | None) -> bool:
        return stamped_at is None or datetime.fromisoformat(stamped_at) + self._every <= self._clock()

    def _refuse_other_clock(self, stamped: datetime) -> None:
        """Such a time-stamp would be a fault of the chain for ever."""
        now = self._clock()
        if abs(stamped - now) > self._clock_behind:
            raise TimestampRefused(
                f"the clock says {sortable(now)}, but the authority {sortable(stamped)}: set the clock, or allow for "
                "the difference (SEKISHO_CLOCK_BEHIND_SECONDS)"
            )


def timestamping_of(runtime: Runtime) -> Timestamping | None:
    """What has the chain of a runtime stamped, not yet started; None if the settings name no authority. Raises
    RecordsUnavailable."""
    settings = runtime.settings
    if settings.timestamp_authority is None or settings.timestamp_certificates is None:
        return None
    return Timestamping(
        runtime.records,
        asking(settings.timestamp_authority),
        trusted_certificates(settings.timestamp_certificates),
        runtime.clock,
        every=timedelta(seconds=settings.timestamp_seconds),
        clock_behind=timedelta(seconds=settings.clock_behind_seconds),
    )


def asking(address: str) -> Ask:
    """Asks the authority at an address, over HTTP."""
    return lambda body: post(address, body, _HEADERS, seconds=_ANSWER_SECONDS, most_bytes=_MOST_BYTES)
