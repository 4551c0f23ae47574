"""When other lists come into use, remembered decisions are held against them at once. What is listed still, but not as
it was, becomes an alert without waiting for the next screening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from service.alerts.drafting import Raised
from service.alerts.finding_model import Finding, FoundMatch, Lapse, LapseReason, Suppression
from service.alerts.fingerprint import territory_id
from service.alerts.listed_fingerprints import ListedFingerprints
from service.alerts.model import Alert
from service.alerts.raising import lapse, raise_alerts
from service.alerts.reading import ALERTS_WITH_STATE, alerts_of
from service.alerts.suppressing import lapse_reason
from service.alerts.suppression_tables import SUPPRESSION_ENDS, SUPPRESSIONS
from service.alerts.tables import ALERTS
from service.audit.chain import PROGRAM
from service.audit.event import RecordedEvent
from service.common.clock import Clock, sortable
from service.common.ids import new_id
from service.records.action import Action, Performed
from service.records.records import Records
from service.webhooks.outbox import OutboxEvent, write_events

_TOGETHER = 200
"""Suppressions that lapse in one transaction, so that screenings are written between."""


def lapse_changed(
    records: Records, suppressions: Sequence[Suppression], listed: ListedFingerprints, clock: Clock
) -> int:
    """End the suppressions that do not hold on these lists. Raises RecordsUnavailable."""
    lapses = list(find_lapsed(suppressions, listed))
    for start in range(0, len(lapses), _TOGETHER):
        records.perform_now(_lapsing(lapses[start : start + _TOGETHER], listed, clock))
    return len(lapses)


def find_lapsed(suppressions: Sequence[Suppression], listed: ListedFingerprints) -> Iterator[Lapse]:
    """Which suppressions do not hold on these lists, and why. Their subjects have not changed."""
    for one in suppressions:
        found = _hashes(one.entity_id, listed)
        if found is None:
            yield Lapse(one, LapseReason.ENTITY_RENUMBERED)
            continue
        because = lapse_reason(
            one, subject_sha256=one.subject_sha256, entity_sha256=found[0], rules_sha256=found[1], score=one.score
        )
        if because is not None:
            yield Lapse(one, because)


def _hashes(entity_id: str, listed: ListedFingerprints) -> tuple[str, str] | None:
    if entity_id.startswith(territory_id("")):
        return listed.rules_sha256, listed.rules_sha256
    return listed.find(entity_id)


def _lapsing(lapses: Sequence[Lapse], listed: ListedFingerprints, clock: Clock) -> Action[int]:
    def run(connection: Connection) -> Performed[int]:
        at = clock()
        open_ = _not_ended(connection, lapses)
        outbox: list[OutboxEvent] = []
        events: list[RecordedEvent] = list(lapse(connection, open_, sortable(at), outbox))
        write_events(connection, outbox, at)
        events += raise_alerts(connection, list(_reopened(connection, open_, listed, clock)))
        return Performed(len(open_), events)

    return Action(run)


def _not_ended(connection: Connection, lapses: Sequence[Lapse]) -> list[Lapse]:
    """Another server, or a screening, may have been first."""
    ids = [one.suppression.id for one in lapses]
    ended = set(
        connection.execute(
            select(SUPPRESSION_ENDS.c.suppression_id).where(SUPPRESSION_ENDS.c.suppression_id.in_(ids))
        ).scalars()
    )
    return [one for one in lapses if one.suppression.id not in ended]


def _reopened(
    connection: Connection, lapses: Sequence[Lapse], listed: ListedFingerprints, clock: Clock
) -> Iterator[Raised]:
    """For each subject of which remembered matches are listed still, what is raised: all of those together."""
    ids = [one.suppression.id for one in lapses if one.because is not LapseReason.ENTITY_RENUMBERED]
    pairs = connection.execute(select(SUPPRESSIONS.c.id, SUPPRESSIONS.c.alert_id).where(SUPPRESSIONS.c.id.in_(ids)))
    alert_of = {row.id: row.alert_id for row in pairs}
    rows = connection.execute(ALERTS_WITH_STATE.where(ALERTS.c.id.in_(set(alert_of.values())))).mappings().all()
    alerts = {one.id: one for one in alerts_of(connection, rows)}
    found: dict[tuple[str, str, str], tuple[Alert, list[FoundMatch]]] = {}
    for one in lapses:
        suppression = one.suppression
        hashes = _hashes(suppression.entity_id, listed)
        if suppression.id not in alert_of or hashes is None:
            continue
        chain = (suppression.subject_key, suppression.profile_id, suppression.subject_sha256)
        _, matches = found.setdefault(chain, (alerts[alert_of[suppression.id]], []))
        matches.append(FoundMatch(suppression.entity_id, _watchlist_of(suppression), *hashes, suppression.score))
    for (_, profile_id, subject_sha256), (former, matches) in found.items():
        subject = replace(former.subject, fingerprint_sha256=subject_sha256)
        at = clock()
        yield Raised(
            Finding(subject, new_id("alr_", at), former.decision, tuple(matches)),
            at=sortable(at),
            actor=PROGRAM,
            profile_id=profile_id,
            profile_sha256=former.profile_sha256,
            snapshot_sha256=listed.snapshot.sha256,
            reference=former.reference,
        )


def _watchlist_of(suppression: Suppression) -> str | None:
    """The watchlist of the entity of a suppression is the first part of its id; a territory has none."""
    return None if suppression.entity_id.startswith(territory_id("")) else suppression.entity_id.partition(":")[0]
