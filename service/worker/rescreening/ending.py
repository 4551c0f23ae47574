"""The end of a rescreen: its totals, its record, its certificate."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from service.common.logging import Logger
from service.customers.model import EntityCounts, Rescreen, Trigger
from service.customers.record import join_parts
from service.customers.rescreen_tasks import PartMissing, RescreenTasks
from service.customers.rescreens import RescreenStore
from service.engine.snapshot import Snapshot

log = Logger("sekisho.book")

_COUNTED = ("subjects_total", "screened", "failed", "new", "changed", "ended", "unchanged", "missed", "alerts")


def end_rescreen(
    store: RescreenStore,
    tasks: RescreenTasks,
    rescreen: Rescreen,
    snapshot: Snapshot,
    entities: EntityCounts,
    folder: Path,
) -> bool:
    """Put everything together and end the rescreen. False if somebody else has. Raises RecordsUnavailable."""
    outcomes = tasks.outcomes(rescreen.id)
    totals = {name: sum(outcome[name] for _, outcome in outcomes) for name in _COUNTED}
    given_up = tasks.left_over(rescreen)
    totals["failed"] += given_up
    totals["subjects_total"] += given_up
    try:
        record = join_parts(folder, tasks.parts(rescreen.id, [number for number, _ in outcomes]))
    except PartMissing:  # another machine has ended it meanwhile
        with suppress(OSError):
            folder.rmdir()
        return False
    certificate = {
        "rescreen_id": rescreen.id,
        "trigger": rescreen.trigger.value,
        "method": rescreen.method.value,
        "queued_at": rescreen.queued_at,
        "started_at": rescreen.started_at,
        "day": rescreen.on.isoformat(),
        "engine": snapshot.engine,
        "from_snapshot": rescreen.from_snapshot,
        "to_snapshot": rescreen.to_snapshot,
        "watchlists": [{"id": one.id, "edition": one.edition, "sha256": one.sha256} for one in snapshot.watchlists],
        "entities_changed": {"added": entities.added, "changed": entities.changed, "removed": entities.removed},
        **totals,
        "record_sha256": record,
    }
    why = _why(rescreen, totals)
    ended = store.finish(rescreen, totals, certificate, why)
    if ended:
        tasks.drop_parts(rescreen.id)
        (log.error if why else log.info)("rescreen_ended", rescreen=rescreen.id, reason=why or None, **totals)
    return ended


def fail_rescreen(store: RescreenStore, tasks: RescreenTasks, rescreen: Rescreen, why: str) -> None:
    """End a rescreen that cannot be made: its subjects stay where they are, and the next one takes them on."""
    left = tasks.left_over(rescreen)
    totals = dict.fromkeys(_COUNTED, 0) | {"failed": left, "subjects_total": left}
    certificate: dict[str, Any] = {"rescreen_id": rescreen.id, "to_snapshot": rescreen.to_snapshot, **totals}
    store.finish(rescreen, totals, certificate, why)
    log.error("rescreen_ended", rescreen=rescreen.id, reason=why)


def _why(rescreen: Rescreen, totals: dict[str, int]) -> str:
    """Why a rescreen is not done; empty if it is."""
    reasons = []
    if totals["failed"]:
        reasons.append(f"{totals['failed']} of {totals['subjects_total']} subjects could not be screened")
    if totals["missed"]:
        what = "the daily run" if rescreen.trigger is Trigger.DAILY else "this run"
        reasons.append(f"{what} found {totals['missed']} differences that no rescreen before had found")
    return "; ".join(reasons)
