"""The use case: screen a request, put the answer on record, and only then give it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from service.common.clock import Clock, sortable
from service.common.cooperative import Stage
from service.engine.screening.request import ScreeningRequest
from service.engine.screening.result import ScreeningResult
from service.engine.screening.serialization import serialize_result
from service.records.model import LOCAL_ACTOR, Document
from service.records.records import Records
from service.screenings.micro_batching import MicroBatcher, ScreeningCall
from service.snapshots.holder import SnapshotHolder


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer that is on record. `repeated` if it is that of an earlier request with the same idempotency key."""

    id: str
    decision: str
    answer: bytes
    repeated: bool


class ScreeningService:
    """Answers screening requests. The day of a request without `as_of` is that of the operator's clock."""

    def __init__(self, snapshots: SnapshotHolder, records: Records, clock: Clock, zone: tzinfo) -> None:
        self._snapshots, self._records, self._clock, self._zone = snapshots, records, clock, zone
        self._batcher = MicroBatcher()
        self._random_parts = random_parts()

    def today(self) -> date:
        """The day on which a request without `as_of` is asked, where the operator is."""
        return self.day_of(self._clock())

    def day_of(self, at: datetime) -> date:
        """The day of a moment, where the operator is."""
        return at.astimezone(self._zone).date()

    def observe_stages(self, stage: Stage) -> None:
        """Call `stage` with the name of each stage of a screening as it begins, from here on."""
        self._batcher.stage = stage

    async def screen(
        self,
        request: ScreeningRequest,
        *,
        document: bytes,
        actor: str = LOCAL_ACTOR,
        idempotency_key: str | None = None,
        fingerprint: str | None = None,
    ) -> Recorded:
        """Screen, put on record, and only then answer. `document` is the request as it is to be recorded.

        Raises InvalidRequest, NotReady, RecordsUnavailable and KeyReused.
        """
        at = self._clock()
        screening_id = new_id(at, next(self._random_parts))
        stage = self._batcher.stage
        call = ScreeningCall(request, screening_id, at, self.day_of(at))
        result = await self._batcher.ask(self._snapshots.screener(), call)
        stage("write")
        answer = serialize_result(result)
        stage("record")
        stored = await self._records.append(
            Document(
                id=screening_id,
                screened_at=sortable(at),
                reference=result.reference,
                decision=result.decision.value,
                snapshot_sha256=result.snapshot.sha256,
                profile_id=result.profile.id,
                profile_sha256=result.profile.sha256,
                engine=result.engine,
                request=document,
                answer=answer,
                actor=actor,
                idempotency_key=idempotency_key,
                fingerprint=fingerprint,
                entities=hit_entities(result),
            )
        )
        stage(None)
        return Recorded(stored.id, stored.decision, stored.answer, repeated=stored.id != screening_id)


def random_parts() -> Iterator[str]:
    """Sixteen random hex digits at a time. To ask the system for each would cost more than all the rest of an id."""
    while True:
        digits = secrets.token_hex(4096)
        for start in range(0, len(digits), 16):
            yield digits[start : start + 16]


def new_id(at: datetime, random_part: str) -> str:
    """An id that cannot be guessed and sorts by time: twelve hex digits of milliseconds, then the random part."""
    return f"scr_{int(at.timestamp() * 1000):012x}{random_part}"


def fingerprint_of(canonical: bytes) -> str:
    """What tells a repeated request from another one under the same key."""
    return hashlib.sha256(canonical).hexdigest()


def hit_entities(result: ScreeningResult) -> tuple[str, ...]:
    """The ids of all listed entities that were hits, in order and each once."""
    return tuple(sorted({hit.entity_id for party in result.parties for hit in party.hits if hit.above_threshold}))
