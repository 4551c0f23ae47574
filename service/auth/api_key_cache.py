"""The keys as one process knows them: all of them in memory, read again from the database every few seconds.

So a request costs a hash and a look into a dictionary, and a key that is revoked anywhere is refused everywhere within
`life` seconds: what is known is never used longer than that after the database was asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from time import monotonic
from typing import Protocol

from service.auth.model import Actor, ApiKey
from service.auth.token_bucket import TokenBucket
from service.storage.errors import RecordsUnavailable

_USED_EVERY = timedelta(minutes=1)


class Store(Protocol):
    """Where keys are kept."""

    def load(self) -> tuple[ApiKey, ...]: ...

    def used(self, key_ids: list[str], at: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class _Known:
    """A key that counts, whom it lets in, and until when, if it expires."""

    actor: Actor
    until: datetime | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the database said, and when it was asked (seconds of the monotonic clock)."""

    at: float
    keys: tuple[ApiKey, ...]
    known: Mapping[str, _Known]


class ApiKeyCache:
    """Looks keys up. `actor` is for the hot path; call `refreshed` first whenever `fresh` says no."""

    def __init__(
        self,
        store: Store,
        *,
        life: float,
        requests_per_second: float,
        clock: Callable[[], datetime],
        timeout: float,
        monotonic: Callable[[], float] = monotonic,
    ) -> None:
        self._store, self._life, self._rate = store, life, requests_per_second
        self._clock, self._timeout, self._monotonic = clock, timeout, monotonic
        self._reading: _Reading | None = None
        self._reader = Lock()
        self._reading_ahead = False
        self._used: set[str] = set()
        self._used_written = clock()

    def fresh(self) -> bool:
        """Whether what is known may be used. In the second half of its life it is read again beside the requests."""
        reading = self._reading
        if reading is None:
            return False
        age = self._monotonic() - reading.at
        if age > self._life / 2 and not self._reading_ahead:
            self._read_ahead()
        return age <= self._life

    async def refreshed(self) -> None:
        """Wait for the database. Raises RecordsUnavailable if it does not answer: then nobody may be let in."""
        try:
            async with asyncio.timeout(self._timeout):
                await asyncio.to_thread(self.read)
        except TimeoutError:
            raise RecordsUnavailable(f"the API keys could not be read within {self._timeout:g} s") from None

    def read(self, *, anyway: bool = False) -> None:
        """Read the keys if what is known is no longer new, or in any case. Raises RecordsUnavailable."""
        with self._reader:
            reading, at = self._reading, self._monotonic()
            if not anyway and reading is not None and at - reading.at <= self._life / 2:
                return
            self._write_used()
            keys = self._store.load()
            buckets = {} if reading is None else {key: one.actor for key, one in reading.known.items()}
            self._reading = _Reading(at, keys, dict(self._entries(keys, buckets)))

    def actor(self, secret_sha256: str) -> Actor | None:
        """Whom a key lets in, or None if there is no valid one with this hash."""
        reading = self._reading
        known = None if reading is None else reading.known.get(secret_sha256)
        if known is None or (known.until is not None and known.until <= self._clock()):
            return None
        if known.actor.key_id is not None:
            self._used.add(known.actor.key_id)
        return known.actor

    def why_not(self, secret_sha256: str) -> str:
        """Why this key lets nobody in."""
        found = [key for key in self.keys if key.secret_sha256 == secret_sha256]
        if not found:
            return "this key is not known here"
        state = found[0].state(self._clock())
        return (
            "this key waits for another administrator to approve it" if state == "proposed" else f"this key is {state}"
        )

    @property
    def keys(self) -> tuple[ApiKey, ...]:
        """All keys there ever were, as last read."""
        return () if self._reading is None else self._reading.keys

    def close(self) -> None:
        """Note what was used since the last time."""
        self._used_written = datetime.min.replace(tzinfo=UTC)
        with self._reader:
            self._write_used()

    def _read_ahead(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._reading_ahead = True
        loop.run_in_executor(None, self._read_quietly)

    def _read_quietly(self) -> None:
        """A failure here is no failure yet: what is known still counts, and `refreshed` will say what is wrong."""
        try:
            self.read()
        except RecordsUnavailable:
            pass
        finally:
            self._reading_ahead = False

    def _write_used(self) -> None:
        """Once a minute: to know when a key was last used is not worth a write at every request, nor a failure."""
        now = self._clock()
        if not self._used or now - self._used_written < _USED_EVERY:
            return
        used, self._used, self._used_written = self._used, set(), now
        try:
            self._store.used(sorted(used), now)
        except RecordsUnavailable:
            self._used |= used

    def _entries(self, keys: tuple[ApiKey, ...], before: Mapping[str, Actor]) -> list[tuple[str, _Known]]:
        now = self._clock()
        entries = []
        for key in keys:
            if key.state(now) == "valid":
                bucket = self._bucket(key, before.get(key.secret_sha256))
                actor = Actor(key.name, key.roles, key.id, bucket, key.policy)
                entries.append((key.secret_sha256, _Known(actor, key.expires_at)))
        return entries

    def _bucket(self, key: ApiKey, before: Actor | None) -> TokenBucket | None:
        """A key keeps the bucket it has as long as its rate stays."""
        rate = self._rate if key.requests_per_second is None else key.requests_per_second
        if before is not None and before.bucket is not None and before.bucket.per_second == rate:
            return before.bucket
        return TokenBucket(rate, self._monotonic()) if rate > 0 else None
