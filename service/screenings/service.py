"""The use case: screen a request, put the answer on record, and only then give it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import partial

from sqlalchemy import Connection

from service.alerts.errors import SuppressionsOutdated
from service.alerts.finding_model import Finding
from service.alerts.findings import Lookup, alerts_of, findings_of, with_alerts
from service.alerts.service import AlertService
from service.audit.event import RecordedEvent
from service.common.clock import Clock, sortable
from service.common.cooperative import Stage, TurnQueue
from service.common.ids import new_id, random_parts
from service.common.lookups import aside
from service.engine.model.decision import Decision
from service.engine.screening.errors import NotReady
from service.engine.screening.request import ScreeningRequest
from service.engine.screening.result import ScreeningResult
from service.engine.screening.serialization import serialize_result
from service.engine.snapshot import Snapshot
from service.records.model import LOCAL_ACTOR, Document
from service.records.records import Records
from service.records.search_keys import SearchKeys
from service.screenings.micro_batching import MicroBatcher, ScreeningCall
from service.screenings.work_in_hand import OpenRequest, WorkInHand, least_units
from service.snapshots.holder import SnapshotHolder
from service.storage.errors import RecordsUnavailable

_ATTEMPTS = 3
_AT_ONCE = 20
"""Parties and lines of goods whose answer and search keys are written in a millisecond or two."""

Writing = Callable[[Connection], Sequence[RecordedEvent]]
"""Writes rows that belong to a screening, in its transaction, and gives the events of that."""

Accompany = Callable[[ScreeningResult, Snapshot], Writing]
"""Told what was found and on which snapshot, says what else is to be written with it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer that is on record. `repeated` if it is that of an earlier request with the same idempotency key."""

    id: str
    decision: str
    answer: bytes
    repeated: bool


_PUBLISHED_AHEAD = timedelta(days=7)
"""A publisher may date a list ahead."""


def refuse_old_clock(today: date, snapshot: Snapshot) -> None:
    """Raise NotReady if a list was published after today: by such a clock, who is listed now would be clear."""
    for one in snapshot.watchlists:
        if one.published_on is not None and one.published_on > today + _PUBLISHED_AHEAD:
            raise NotReady(f"the clock says {today}, but {one.id} was published on {one.published_on}: set the clock")


class ScreeningService:
    """Answers screening requests. The day of a request without `as_of` is that of the operator's clock."""

    def __init__(
        self,
        snapshots: SnapshotHolder,
        records: Records,
        alerts: AlertService,
        clock: Clock,
        zone: tzinfo,
        search_keys: SearchKeys,
        turns: TurnQueue,
        in_hand: WorkInHand,
    ) -> None:
        self._snapshots, self._records, self._alerts = snapshots, records, alerts
        self._search_keys = search_keys
        self._clock, self._zone = clock, zone
        self._batcher = MicroBatcher(turns)
        self._in_hand = in_hand
        self._random_parts = random_parts()

    def today(self) -> date:
        """The day on which a request without `as_of` is asked, where the operator is. Raises NotReady if the clock is
        so old that loaded lists would not have been published yet."""
        today = self.day_of(self._clock())
        if self._snapshots.loaded is not None:
            refuse_old_clock(today, self._snapshots.loaded)
        return today

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
        accompany: Accompany | None = None,
        caller: str | None = None,
        place: OpenRequest | None = None,
    ) -> Recorded:
        """Screen, put on record, and only then answer. `document` is the request as it is to be recorded, and what
        `accompany` gives is written with it or not at all. Long work stands in the line of `caller`, by default that of
        the actor, and is held in `place`, by default one of that caller for as long as this takes.

        Raises InvalidRequest, NotReady, TooMuchInHand, RecordsUnavailable, KeyReused, and what the accompanying writer
        raises.
        """
        caller = caller or actor
        with self._in_hand.open(caller) if place is None else nullcontext(place) as held:
            held.expect(least_units(request))
            for _ in range(_ATTEMPTS):
                try:
                    return await self._screen(
                        request, document, actor, idempotency_key, fingerprint, accompany, caller, held
                    )
                except SuppressionsOutdated:  # somebody ended one of them while the answer was found
                    await self._alerts.refresh()
        raise RecordsUnavailable("remembered decisions are ended faster than answers are found; ask again")

    async def _screen(
        self,
        request: ScreeningRequest,
        document: bytes,
        actor: str,
        idempotency_key: str | None,
        fingerprint: str | None,
        accompany: Accompany | None,
        caller: str,
        place: OpenRequest,
    ) -> Recorded:
        at = self._clock()
        screening_id = new_id("scr_", at, next(self._random_parts))
        stage = self._batcher.stage
        screener = self._snapshots.screener()
        refuse_old_clock(self.day_of(at), screener.snapshot)
        lookup = await self._alerts.look_up(request, screener.snapshot, at)
        call = ScreeningCall(request, screening_id, at, self.day_of(at), lookup.remembered, caller, place)
        result = await self._batcher.ask(screener, call)
        stage("write")
        if len(request.parties) + len(request.goods) <= _AT_ONCE:
            written = self._written(request, result, lookup, screener.snapshot, at, self._random_parts)
        else:  # others need not wait; random parts are taken by one thread at a time
            written = await aside(
                partial(self._written, request, result, lookup, screener.snapshot, at, random_parts())
            )
        result, findings, answer = written
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
                findings=findings,
                search_keys=await self._keys(request, result),
                also=None if accompany is None else accompany(result, screener.snapshot),
            )
        )
        stage(None)
        return Recorded(stored.id, stored.decision, stored.answer, repeated=stored.id != screening_id)

    def _written(
        self,
        request: ScreeningRequest,
        result: ScreeningResult,
        lookup: Lookup,
        snapshot: Snapshot,
        at: datetime,
        random: Iterator[str],
    ) -> tuple[ScreeningResult, tuple[Finding, ...], bytes]:
        """The result with the ids of alerts that it may lead to, what raises them, and the answer as it is sent."""
        findings: tuple[Finding, ...] = ()
        if lookup.remembered or result.decision is not Decision.CLEAR:
            listed = self._alerts.fingerprints(snapshot)
            findings = findings_of(
                request, result.parties, result.goods, lookup, listed, lambda: new_id("alr_", at, next(random))
            )
            result = with_alerts(result, alerts_of(findings))
        return result, findings, serialize_result(result)

    async def _keys(self, request: ScreeningRequest, result: ScreeningResult) -> frozenset[int]:
        """By what the screening is found. Many parties take longer than others need to wait for."""
        if len(request.parties) <= _AT_ONCE:
            return keys_of(self._search_keys, request, result)
        return await aside(partial(keys_of, self._search_keys, request, result))


def fingerprint_of(canonical: bytes) -> str:
    """What tells a repeated request from another one under the same key."""
    return hashlib.sha256(canonical).hexdigest()


def hit_entities(result: ScreeningResult) -> tuple[str, ...]:
    """The ids of all listed entities that were hits, in order and each once."""
    return tuple(sorted({hit.entity_id for party in result.parties for hit in party.hits if hit.above_threshold}))


def keys_of(search_keys: SearchKeys, request: ScreeningRequest, result: ScreeningResult) -> frozenset[int]:
    """By what a screening is found: the names and ids of its parties, and the territories that it found."""
    keys = set(search_keys.of_names(name for one in request.parties for name in one.party.names))
    keys |= {search_keys.of_id(id_) for one in request.parties for id_ in (one.id, one.subject_id) if id_ is not None}
    territories = {one.territory for one in result.goods}
    territories |= {one.address.territory for one in result.parties if one.address is not None}
    return frozenset(keys | {search_keys.of_territory(one) for one in territories if one is not None})
