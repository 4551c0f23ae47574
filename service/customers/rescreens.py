"""Rescreens in the database: which are needed, and what they have come to. Who works on which part: `rescreen_tasks`.

Which subjects have to be screened again is read off the book itself: all whose last answer rests on another snapshot
than the one in use. So no edition can be skipped, whoever was killed when, and a subject that some server puts on lists
of before is screened on those of now.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, or_, select, update

from service.alerts.errors import NotPossible
from service.audit.chain import PROGRAM
from service.audit.event import Detail, Event, RecordedEvent, recorded_event
from service.audit.link import canonical
from service.audit.tables import AUDIT_EVENTS, RARE
from service.common.clock import Clock, sortable
from service.common.ids import new_id
from service.customers.errors import RescreenUnknown
from service.customers.model import OPEN, EntityCounts, HitCounts, Method, Rescreen, RescreenState, Trigger
from service.customers.rescreen_tasks import add_tasks
from service.customers.tables import RESCREENS, SUBJECTS
from service.customers.writing import NEVER_SCREENED
from service.records.action import Action, Performed
from service.records.records import Records
from service.storage.advisory_lock import take_turn
from service.storage.database import connected, reading, writing
from service.storage.seals import seal_rows
from service.webhooks.outbox import OutboxEvent, write_events

_BACK_OFF = timedelta(seconds=60)
"""After a rescreen that has failed, before the same is tried again."""

_ACTIVATED = "snapshot_activated"
_WHAT = "the rescreens"
Choose = Callable[[str], tuple[Trigger, Method]]
"""Why, and how, subjects that were answered on the snapshot of this hash are to be screened again."""


@dataclass(frozen=True, slots=True)
class BookFigures:
    """How the book stands: subjects by status, those whose last answer rests on another snapshot than the one in use,
    for how long the oldest open rescreen has been at work, and what the last full run of a day found missed."""

    subjects: Mapping[str, int]
    waiting: int
    open_seconds: float
    daily_at: str | None
    daily_missed: int


_PLANNING = 0x5E_C1_5B_02
"""Number of the lock under which rescreens are planned: two machines that see at the same moment that none is open
would each plan one."""


class RescreenStore:
    """Every method raises RecordsUnavailable if the database does not do it."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records, self._clock = records, clock

    def wanted(self, snapshot_sha256: str, today: date, *, daily: bool) -> bool:
        """Is there anything to do? `daily` if the full run of the day is due, unless it was made."""
        with reading(self._records.engine, _WHAT) as connection:
            return (
                _oldest_open(connection) is not None
                or _next_stale(connection, snapshot_sha256, self._clock()) is not None
                or (daily and _daily_missing(connection, today))
            )

    def stale(self, snapshot_sha256: str) -> tuple[str, date] | None:
        """The snapshot that subjects to be screened again stand at, and the earliest day that those were asked about.
        None if all stand at this one."""
        with reading(self._records.engine, _WHAT) as connection:
            return _next_stale(connection, snapshot_sha256, self._clock())

    async def figures(self, snapshot_sha256: str) -> BookFigures:
        """How the book stands. Raises RecordsUnavailable."""
        return await self._records.read(
            partial(connected, partial(_figures, sha256=snapshot_sha256, clock=self._clock))
        )

    def open(self) -> Rescreen | None:
        """The rescreen to work on."""
        with reading(self._records.engine, _WHAT) as connection:
            return _oldest_open(connection)

    def plan(self, snapshot_sha256: str, today: date, choose: Choose, *, daily: bool) -> Rescreen | None:
        """Make the next rescreen that is needed, if any is and none is open."""

        def run(connection: Connection) -> Performed[Rescreen | None]:
            take_turn(connection, _PLANNING)
            if _oldest_open(connection) is not None:
                return Performed(None, ())
            stale = _next_stale(connection, snapshot_sha256, self._clock())
            if stale is not None:
                trigger, method = choose(stale[0])
                return self._make(connection, trigger, method, stale, snapshot_sha256, today, PROGRAM, None)
            if daily and _daily_missing(connection, today):
                same = (snapshot_sha256, today)
                return self._make(connection, Trigger.DAILY, Method.FULL, same, snapshot_sha256, today, PROGRAM, None)
            return Performed(None, ())

        return self._records.perform_now(Action(run))

    async def ask(self, snapshot_sha256: str, today: date, actor: str, why: str) -> Rescreen:
        """A full run over the book on this snapshot. Raises NotPossible while another rescreen is open."""
        made = await self._records.perform(self._asking(snapshot_sha256, today, actor, why))
        assert made is not None  # nosec  # B101: it is made or refused
        return made

    def ask_now(self, snapshot_sha256: str, today: date, actor: str, why: str) -> Rescreen:
        """The same for the command line."""
        made = self._records.perform_now(self._asking(snapshot_sha256, today, actor, why))
        assert made is not None  # nosec  # B101: it is made or refused
        return made

    def _asking(self, snapshot_sha256: str, today: date, actor: str, why: str) -> Action[Rescreen | None]:
        def run(connection: Connection) -> Performed[Rescreen | None]:
            take_turn(connection, _PLANNING)
            at_work = _oldest_open(connection)
            if at_work is not None:
                raise NotPossible(f"the rescreen {at_work.id} is {at_work.state}; ask again when it has ended")
            same = (snapshot_sha256, today)
            return self._make(connection, Trigger.MANUAL, Method.FULL, same, snapshot_sha256, today, actor, why)

        return Action(run)

    def _make(
        self,
        connection: Connection,
        trigger: Trigger,
        method: Method,
        before: tuple[str, date],
        to_snapshot: str,
        today: date,
        actor: str,
        why: str | None,
    ) -> Performed[Rescreen | None]:
        at = self._clock()
        rescreen_id, (from_snapshot, since) = new_id("rsc_", at), before
        row = {
            "id": rescreen_id,
            "trigger": trigger,
            "method": method,
            "state": RescreenState.QUEUED,
            "actor": actor,
            "from_snapshot": from_snapshot,
            "to_snapshot": to_snapshot,
            "since_day": since.isoformat(),
            "on_day": today.isoformat(),
            "queued_at": sortable(at),
            "reason": why,
        }
        connection.execute(RESCREENS.insert().values(row))
        add_tasks(connection, rescreen_id, from_snapshot)
        details: dict[str, Detail] = {
            "trigger": trigger.value,
            "method": method.value,
            "from_snapshot": from_snapshot,
            "to_snapshot": to_snapshot,
        }
        event = recorded_event(Event("rescreen_started", actor, rescreen_id, details), sortable(at))
        return Performed(_read(connection, rescreen_id), [event])

    def started(self, rescreen_id: str, entities: EntityCounts) -> None:
        """Work has begun, with what differs between the snapshots."""
        running = {
            "state": RescreenState.RUNNING,
            "entities": json.dumps(asdict(entities)),
            "started_at": func.coalesce(RESCREENS.c.started_at, sortable(self._clock())),
        }
        with writing(self._records.engine, _WHAT) as connection:
            mine = and_(RESCREENS.c.id == rescreen_id, RESCREENS.c.state.in_(OPEN))
            connection.execute(update(RESCREENS).where(mine).values(running))

    def finish(self, rescreen: Rescreen, totals: Mapping[str, Any], certificate: Mapping[str, Any], why: str) -> bool:
        """End a rescreen: `done` if there is no reason why not. Totals, certificate, audit event and event for others
        in one transaction. False if somebody else has ended it."""

        def run(connection: Connection) -> Performed[bool]:
            at = self._clock()
            state = RescreenState.FAILED if why else RescreenState.DONE
            document = canonical(certificate)
            sha256 = _sha256(document)
            ended = {
                "state": state,
                "finished_at": sortable(at),
                "totals": json.dumps(totals),
                "certificate": document,
                "certificate_sha256": sha256,
            } | ({"reason": why} if why else {})
            mine = and_(RESCREENS.c.id == rescreen.id, RESCREENS.c.state.in_(OPEN))
            if not connection.execute(update(RESCREENS).where(mine).values(ended)).rowcount:
                return Performed(False, ())
            seal_rows(connection, RESCREENS, id=rescreen.id)
            told = {name: totals[name] for name in ("subjects_total", "screened", "failed")}
            type_ = "rescreen.failed" if why else "rescreen.finished"
            data = {"rescreen_id": rescreen.id, "trigger": rescreen.trigger.value, **told, "certificate_sha256": sha256}
            write_events(connection, [OutboxEvent(type_, data)], at)
            details: dict[str, Detail] = {"state": state.value, "certificate_sha256": sha256, **told}
            event: RecordedEvent = recorded_event(
                Event("rescreen_finished", PROGRAM, rescreen.id, details), sortable(at)
            )
            return Performed(True, [event])

        return self._records.perform_now(Action(run))

    async def get(self, rescreen_id: str) -> Rescreen:
        """The rescreen of that id. Raises RescreenUnknown."""
        return await self._records.read(partial(connected, partial(_read, rescreen_id=rescreen_id)))

    async def certificate(self, rescreen_id: str) -> Rescreen:
        """A rescreen that has a certificate. Raises RescreenUnknown."""
        found = await self.get(rescreen_id)
        if found.certificate is None:
            raise RescreenUnknown(f"the rescreen {rescreen_id!r} is {found.state} and has no certificate yet")
        return found

    async def page(
        self, *, state: RescreenState | None = None, after: str | None = None, limit: int = 50
    ) -> tuple[list[Rescreen], str | None]:
        """Rescreens, newest first, and after which id the next page begins."""
        listed = partial(_list, state=state, after=after, limit=limit)
        return await self._records.search_through(partial(connected, listed))

    def list_now(self, limit: int) -> list[Rescreen]:
        """The newest rescreens, for the command line."""
        with reading(self._records.engine, _WHAT) as connection:
            return _list(connection, state=None, after=None, limit=limit)[0]


def choose_trigger(
    before: Mapping[str, Any] | None, after: Mapping[str, Any], *, never: bool = False
) -> tuple[Trigger, Method]:
    """Why and how, from what the snapshots are made of (`service.snapshots.manifest`): lists alone are a delta,
    profiles and everything of the program a full run. `before` None if it is not on record, `never` for subjects that
    are new."""
    if never:
        return Trigger.SUBJECT_CHANGED, Method.FULL
    if before is None or any(before[name] != after[name] for name in ("engine", "tables", "rules")):
        return Trigger.ENGINE_CHANGED, Method.FULL
    if before["profiles"] != after["profiles"]:
        return Trigger.PROFILE_CHANGED, Method.FULL
    return Trigger.EDITION_ACTIVATED, Method.DELTA


def _stale(snapshot_sha256: str) -> Any:
    """Two ranges of an index. Those that were withdrawn have NULL there."""
    return or_(SUBJECTS.c.last_snapshot < snapshot_sha256, SUBJECTS.c.last_snapshot > snapshot_sha256)


def _next_stale(connection: Connection, snapshot_sha256: str, now: datetime) -> tuple[str, date] | None:
    """A snapshot that subjects stand at which is not this one, and the earliest day that those were asked about."""
    last = SUBJECTS.c.last_snapshot
    for side in (last < snapshot_sha256, last > snapshot_sha256):
        for found in connection.execute(select(last).where(side).distinct().order_by(last)).scalars().all():
            if _came_later(connection, found, snapshot_sha256):
                continue  # another machine has newer lists: to go back from those to its own would never end
            if not _failed_lately(connection, found, snapshot_sha256, now):
                day = connection.execute(select(func.min(SUBJECTS.c.last_on)).where(last == found)).scalar_one()
                return found, date.min if day is None else date.fromisoformat(day)
    return None


def _came_later(connection: Connection, found: str, ours: str) -> bool:
    """Did a snapshot come into use somewhere after the last time that ours did?"""
    if found == NEVER_SCREENED:
        return False
    times = [
        connection.execute(
            select(func.max(AUDIT_EVENTS.c.at)).where(
                AUDIT_EVENTS.c.subject == one, AUDIT_EVENTS.c.kind == _ACTIVATED, RARE
            )
        ).scalar_one()
        for one in (found, ours)
    ]
    return None not in times and times[0] > times[1]


def _failed_lately(connection: Connection, before: str, after: str, now: datetime) -> bool:
    since = sortable(now - _BACK_OFF)
    same = and_(RESCREENS.c.from_snapshot == before, RESCREENS.c.to_snapshot == after)
    wanted = select(RESCREENS.c.id).where(same, RESCREENS.c.state == RescreenState.FAILED)
    return connection.execute(wanted.where(RESCREENS.c.finished_at > since).limit(1)).first() is not None


def _daily_missing(connection: Connection, today: date) -> bool:
    made = select(RESCREENS.c.id).where(RESCREENS.c.trigger == Trigger.DAILY, RESCREENS.c.on_day == today.isoformat())
    if connection.execute(made.limit(1)).first() is not None:
        return False
    watched = select(SUBJECTS.c.number).where(SUBJECTS.c.last_snapshot > NEVER_SCREENED).limit(1)
    return connection.execute(watched).first() is not None


def _figures(connection: Connection, *, sha256: str, clock: Clock) -> BookFigures:
    by_status = select(SUBJECTS.c.status, func.count()).group_by(SUBJECTS.c.status)
    waiting = select(func.count()).select_from(SUBJECTS).where(_stale(sha256))
    oldest = _oldest_open(connection)
    daily = (
        select(RESCREENS)
        .where(RESCREENS.c.trigger == Trigger.DAILY, RESCREENS.c.finished_at.is_not(None))
        .order_by(RESCREENS.c.id.desc())
        .limit(1)
    )
    row = connection.execute(daily).mappings().first()
    last = None if row is None else _rescreen_of(row)
    return BookFigures(
        subjects={row[0]: row[1] for row in connection.execute(by_status)},
        waiting=connection.execute(waiting).scalar_one(),
        open_seconds=0.0 if oldest is None else (clock() - datetime.fromisoformat(oldest.queued_at)).total_seconds(),
        daily_at=None if last is None else last.finished_at,
        daily_missed=0 if last is None else last.missed,
    )


def _oldest_open(connection: Connection) -> Rescreen | None:
    wanted = select(RESCREENS).where(RESCREENS.c.state.in_(OPEN)).order_by(RESCREENS.c.id).limit(1)
    row = connection.execute(wanted).mappings().first()
    return None if row is None else _rescreen_of(row)


def _read(connection: Connection, rescreen_id: str) -> Rescreen:
    row = connection.execute(select(RESCREENS).where(RESCREENS.c.id == rescreen_id)).mappings().first()
    if row is None:
        raise RescreenUnknown(f"there is no rescreen {rescreen_id!r}")
    return _rescreen_of(row)


def _list(
    connection: Connection, *, state: RescreenState | None, after: str | None, limit: int
) -> tuple[list[Rescreen], str | None]:
    wanted = select(RESCREENS).order_by(RESCREENS.c.id.desc()).limit(limit + 1)
    if state is not None:
        wanted = wanted.where(RESCREENS.c.state == state)
    if after is not None:
        wanted = wanted.where(RESCREENS.c.id < after)
    found = [_rescreen_of(row) for row in connection.execute(wanted).mappings()]
    return found[:limit], found[limit - 1].id if len(found) > limit else None


def _rescreen_of(row: RowMapping) -> Rescreen:
    totals: dict[str, Any] = json.loads(row["totals"] or "{}")
    entities: dict[str, int] = json.loads(row["entities"] or "{}")
    hits = {name: totals.get(name, 0) for name in ("new", "changed", "ended", "unchanged")}
    counted = {name: totals.get(name, 0) for name in ("subjects_total", "screened", "failed", "missed", "alerts")}
    kept = {name: row[name] for name in ("id", "actor", "from_snapshot", "to_snapshot", "queued_at", "started_at")}
    kept |= {name: row[name] for name in ("finished_at", "reason", "certificate_sha256")}
    return Rescreen(
        **kept,
        **counted,
        trigger=Trigger(row["trigger"]),
        method=Method(row["method"]),
        state=RescreenState(row["state"]),
        since=date.fromisoformat(row["since_day"]),
        on=date.fromisoformat(row["on_day"]),
        entities_changed=EntityCounts(**entities),
        hits=HitCounts(**hits),
        certificate=None if row["certificate"] is None else json.loads(row["certificate"]),
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
