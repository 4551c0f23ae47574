"""Alerts as the rest of the program sees them: what is remembered for a screening, and what people do."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, Engine, select

from service.alerts.active_suppressions import ActiveSuppressions
from service.alerts.errors import DispositionChanged
from service.alerts.finding_model import SubjectKind, Suppression
from service.alerts.findings import NOTHING_REMEMBERED, Item, Lookup, look_up, lookup_of
from service.alerts.listed_fingerprints import CurrentFingerprints, ListedFingerprints
from service.alerts.suppressing import SubjectSuppressions, suppressions_sha256
from service.alerts.suppression_reading import read_suppressions
from service.alerts.suppression_tables import CONSIDERED
from service.common.clock import Clock
from service.engine.matching.profile import FourEyes
from service.engine.screening.request import ScreeningRequest
from service.engine.snapshot import Snapshot
from service.records.action import Performed
from service.records.model import Document
from service.records.records import Records
from service.storage.database import connected

if TYPE_CHECKING:
    from service.alerts.approval import Decided
    from service.alerts.decisions import Alone
    from service.alerts.four_eyes import DecidedAlone
    from service.alerts.model import Disposition, Proposal
    from service.alerts.steps import By

_T = TypeVar("_T")
_CHANCE = random.SystemRandom().random


class _AlertWriter:
    """Raises alerts for what documents carry. What does so is imported with the first of them: the command that screens
    one name mostly finds nothing."""

    def prepare(self, document: Document) -> Document:
        from service.alerts.raising import AlertWriter

        return AlertWriter().prepare(document)

    def write(self, connection: Connection, documents: Sequence[Document]) -> Sequence[Performed[Document] | Exception]:
        from service.alerts.raising import AlertWriter

        return AlertWriter().write(connection, documents)


class AlertService:
    """Remembers decisions. What decides is imported once something is decided: most processes only screen. Its writer
    becomes that of the findings of all documents of `records`."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records, self._clock = records, clock
        self._fingerprints = CurrentFingerprints()
        self._current: Callable[[], Snapshot] | None = None
        self.suppressions = ActiveSuppressions(records.engine, clock, monotonic=time.monotonic)
        records.extend(_AlertWriter())

    def use_snapshots(self, current: Callable[[], Snapshot]) -> None:
        """Say where the snapshot of now is had from, against which proposals are held before they are approved."""
        self._current = current

    def fingerprints(self, snapshot: Snapshot) -> ListedFingerprints:
        """The fingerprints of the entities of a snapshot."""
        return self._fingerprints.of(snapshot)

    async def look_up(self, request: ScreeningRequest, snapshot: Snapshot, at: datetime) -> Lookup:
        """What is remembered about the subjects of a request. Raises RecordsUnavailable."""
        if not self.suppressions.fresh:
            await self.refresh()
        if self.suppressions.empty:
            return NOTHING_REMEMBERED
        return look_up(request, self.suppressions.of, self.fingerprints(snapshot), at)

    async def refresh(self) -> None:
        """Read the suppressions again. Raises RecordsUnavailable."""
        await self._records.read(lambda _: self.suppressions.refresh())

    async def looked_up(self, screening_id: str, subjects: dict[Item, str], snapshot: Snapshot) -> Lookup:
        """What was remembered when a screening was made. `subjects` are the fingerprints of its parties and lines."""
        found = await self._records.read(partial(_considered, screening_id))
        listed = self.fingerprints(snapshot)
        return lookup_of(
            {
                item: SubjectSuppressions(several, subject_sha256=subjects[item], listed=listed)
                for item, several in found.items()
                if item in subjects
            }
        )

    async def propose(self, alert_id: str, proposal: Proposal, by: By) -> Disposition:
        """Propose a decision, which takes effect at once if the profile lets one person decide. Raises
        ActionRefused."""
        from service.alerts import decisions

        return await self._records.perform(decisions.propose(alert_id, proposal, by, self._alone()))

    def propose_now(self, alert_id: str, proposal: Proposal, by: By) -> Disposition:
        """The same for the command line."""
        from service.alerts import decisions

        return self._records.perform_now(decisions.propose(alert_id, proposal, by, self._alone()))

    async def approve(self, disposition_id: str, disposition_sha256: str, by: By) -> Decided:
        """Let a proposal take effect. Raises DispositionChanged if what it is about has changed, ActionRefused."""
        from service.alerts import decisions

        action = decisions.approve(disposition_id, disposition_sha256, by, self._listed)
        return self._settled(await self._records.perform(action))

    def approve_now(self, disposition_id: str, disposition_sha256: str, by: By) -> Decided:
        """The same for the command line."""
        from service.alerts import decisions

        action = decisions.approve(disposition_id, disposition_sha256, by, self._listed)
        return self._settled(self._records.perform_now(action))

    def lapse_changed(self, snapshot: Snapshot) -> int:
        """End the suppressions that do not hold on a new snapshot, and raise alerts for what is on it still. Gives the
        number of those that lapsed. Raises RecordsUnavailable."""
        self.suppressions.refresh()
        standing = self.suppressions.all()
        if not standing:
            return 0
        from service.alerts.lapsing import lapse_changed

        lapsed = lapse_changed(self._records, standing, self.fingerprints(snapshot), self._clock)
        if lapsed:
            self.suppressions.refresh()
        return lapsed

    def _alone(self) -> Alone:
        from service.alerts.decisions import Alone

        return Alone(self._decided_alone, self._listed)

    def _decided_alone(self, profile_id: str) -> DecidedAlone:
        """By the profile of now; all that was found under one that is gone needs two."""
        from service.alerts.four_eyes import DecidedAlone

        profile = self._snapshot().profiles.get(profile_id)
        return DecidedAlone(FourEyes() if profile is None else profile.four_eyes, _CHANCE)

    def _listed(self) -> ListedFingerprints:
        return self.fingerprints(self._snapshot())

    def _snapshot(self) -> Snapshot:
        assert self._current is not None  # nosec  # B101: the composition root says so before anything is decided
        return self._current()

    def _settled(self, decided: Decided) -> Decided:
        if decided.changes:
            detail = "what this proposal is about has changed since, so it is stale: look at the alert, propose again"
            raise DispositionChanged(detail, decided.changes)
        return decided

    async def read(self, action: Callable[[Connection], _T]) -> _T:
        """Read tables of alerts. Raises RecordsUnavailable, and what the action raises."""
        return await self._records.read(partial(connected, action))

    async def search_through(self, action: Callable[[Connection], _T]) -> _T:
        """The same for long pages. Raises RecordsUnavailable."""
        return await self._records.search_through(partial(connected, action))


def considered_sha256(connection: Connection, screening_id: str) -> str | None:
    """Hash of the suppressions that a screening has looked at, as its answer says it."""
    rows = connection.execute(select(CONSIDERED.c.suppression_id).where(CONSIDERED.c.screening_id == screening_id))
    return suppressions_sha256(read_suppressions(connection, rows.scalars().all()).values())


def _considered(screening_id: str, engine: Engine) -> dict[Item, list[Suppression]]:
    with engine.connect() as connection:
        rows = connection.execute(select(CONSIDERED).where(CONSIDERED.c.screening_id == screening_id)).all()
        suppressions = read_suppressions(connection, [row.suppression_id for row in rows])
    found: dict[Item, list[Suppression]] = {}
    for row in rows:
        found.setdefault((SubjectKind(row.kind), row.item_id), []).append(suppressions[row.suppression_id])
    return found
