"""Ask a recorded question again, of the recorded snapshot, and say what differs."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_core import from_json

from service.alerts.finding_model import SubjectKind
from service.alerts.findings import Item, fingerprints_of, with_alerts
from service.alerts.service import AlertService
from service.common.cooperative import TurnQueue
from service.engine.model.decision import Decision
from service.engine.screening.request import ScreeningRequest
from service.engine.screening.result import ScreeningResult
from service.engine.screening.screen import Screener
from service.engine.screening.serialization import serialize_result
from service.engine.screening.warnings import OF_A_FILE
from service.records.model import LOCAL_ACTOR, Document
from service.records.records import Records
from service.screenings.differences import Difference, differences
from service.screenings.micro_batching import ScreeningCall
from service.screenings.service import ScreeningService
from service.screenings.work_in_hand import WorkInHand, least_units
from service.settings import Settings
from service.snapshots.former import FormerSnapshots
from service.snapshots.holder import SnapshotHolder
from service.snapshots.manifest import PartsMissing


@dataclass(frozen=True, slots=True)
class Replay:
    """An answer on record beside the answer to the same question now. `missing` says what the recorded snapshot lacks,
    if it could not be asked."""

    id: str
    replayed_at: datetime
    same_snapshot: bool
    identical: bool
    differences: tuple[Difference, ...]
    missing: tuple[str, ...]


class ReplayService:
    """Replays screenings on record. The last rebuilt snapshot is kept for further replays."""

    def __init__(
        self,
        settings: Settings,
        snapshots: SnapshotHolder,
        records: Records,
        screenings: ScreeningService,
        alerts: AlertService,
        turns: TurnQueue,
        in_hand: WorkInHand,
    ) -> None:
        self._settings, self._snapshots, self._records = settings, snapshots, records
        self._screenings, self._alerts, self._turns = screenings, alerts, turns
        self._in_hand = in_hand
        self._former_snapshots = FormerSnapshots(settings)
        self._former_screener: Screener | None = None

    async def replay(
        self, document: Document, request: ScreeningRequest, now: datetime, *, caller: str = LOCAL_ACTOR
    ) -> Replay:
        """Ask a recorded question again, at the recorded time, of the recorded snapshot: the current one if it is that,
        or it is rebuilt. If that cannot be done, the current one is asked, and the answer says what is missing. The
        suppressions are those of then. Raises TooMuchInHand."""
        screener = self._snapshots.screener()
        missing: tuple[str, ...] = ()
        if screener.snapshot.sha256 != document.snapshot_sha256:
            try:
                screener = await asyncio.to_thread(self._former, document.snapshot_sha256)
            except PartsMissing as error:
                missing = error.parts
        at = datetime.fromisoformat(document.screened_at)
        lookup = await self._alerts.looked_up(document.id, fingerprints_of(request), screener.snapshot)
        with self._in_hand.open(caller) as place:
            place.expect(least_units(request))
            day = self._screenings.day_of(at)
            call = ScreeningCall(request, document.id, at, day, lookup.remembered, caller, place)
            result = await self._turns.run(call.answered_by(screener), caller=caller, check=place.check)
        recorded = from_json(document.answer)
        result = with_alerts(result, _recorded_alerts(recorded, result))
        replayed = from_json(serialize_result(result))
        found = differences(recorded, replayed | {"warnings": [*replayed["warnings"], *_of_its_file(recorded)]})
        same = screener.snapshot.sha256 == document.snapshot_sha256
        return Replay(document.id, now, same, not found, found, missing)

    def _former(self, sha256: str) -> Screener:
        snapshot = self._former_snapshots.get(sha256, self._snapshots.current(), self._records.events_now)
        screener = self._former_screener
        if screener is None or screener.snapshot is not snapshot:
            screener = self._former_screener = Screener(snapshot, max_name_length=self._settings.max_name_length)
        return screener


def _of_its_file(recorded: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What an answer to a row says of its file, which is not part of the question."""
    return [one for one in recorded.get("warnings", ()) if one["code"] in OF_A_FILE]


def _recorded_alerts(recorded: Mapping[str, Any], result: ScreeningResult) -> dict[Item, str]:
    """The alerts of then, for what asks for a person now too. Their ids are part of the answer, but not found by it."""
    asking = {(SubjectKind.PARTY, one.id) for one in result.parties if one.decision is not Decision.CLEAR}
    asking |= {(SubjectKind.GOODS, one.id) for one in result.goods if one.decision is not Decision.CLEAR}
    kinds = {SubjectKind.PARTY: recorded["parties"], SubjectKind.GOODS: recorded["goods"]}
    ids = {(kind, one["id"]): one.get("alert_id") for kind, several in kinds.items() for one in several}
    return {item: alert_id for item, alert_id in ids.items() if alert_id is not None and item in asking}
