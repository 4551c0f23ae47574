"""The alerts of subjects that a new finding may join or replace, read for one transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, func, select

from service.alerts.finding_model import Finding, FoundMatch
from service.alerts.states import UNDECIDED
from service.alerts.statuses import AlertStatus
from service.alerts.suppressing import RISE
from service.alerts.tables import ALERTS, MATCHES, STATES

Chain = tuple[str, str]
"""Key of a subject and id of a profile. Their alerts follow one another."""
LastAlerts = dict[Chain, tuple[int, str | None]]
"""The number and id of the last alert of each subject."""


_STILL_TRUE = frozenset({AlertStatus.CLOSED_TRUE_MATCH})
"""An alert in these states answers the same finding for ever: there is nothing new to decide."""


@dataclass(slots=True)
class StandingAlert:
    """An alert that may cover a new finding."""

    id: str
    status: AlertStatus
    version: int
    assignee: str | None
    fingerprint_sha256: str
    disposition_id: str | None
    matches: list[FoundMatch]

    def covers(self, finding: Finding) -> bool:
        """Was everything that is found now known when this alert was raised, and has nothing changed since?"""
        known = {
            (one.entity_id, one.entity_sha256, one.rules_sha256): one.score
            for one in self.matches
            if one.suppressed_by is None
        }
        same = self.fingerprint_sha256 == finding.subject.fingerprint_sha256
        return same and all(
            one.score < known.get((one.entity_id, one.entity_sha256, one.rules_sha256), -1.0) + RISE
            for one in finding.matches
            if one.suppressed_by is None
        )

    def carried_by(self, finding: Finding) -> bool:
        """Are all its entities found again?"""
        return {one.entity_id for one in self.matches} <= {one.entity_id for one in finding.matches}


_OF_CHAINS = and_(
    ALERTS.c.subject_key.in_(bindparam("subjects", expanding=True)),
    ALERTS.c.profile_id.in_(bindparam("profiles", expanding=True)),
)
"""Chains, and perhaps others of the same subjects. SQLite finds pairs of values in no index."""
_STATUS = func.coalesce(STATES.c.status, "")
"""So that SQLite does not walk all alerts of a status to find those of a few subjects."""
_NEWEST = (
    select(ALERTS.c.subject_key, ALERTS.c.profile_id, func.max(ALERTS.c.sequence).label("sequence"))
    .where(_OF_CHAINS)
    .group_by(ALERTS.c.subject_key, ALERTS.c.profile_id)
    .subquery()
)
_LAST = select(ALERTS.c.subject_key, ALERTS.c.profile_id, ALERTS.c.sequence, ALERTS.c.id).join(
    _NEWEST,
    (ALERTS.c.subject_key == _NEWEST.c.subject_key)
    & (ALERTS.c.profile_id == _NEWEST.c.profile_id)
    & (ALERTS.c.sequence == _NEWEST.c.sequence),
)
_STANDING = (
    select(
        ALERTS.c.subject_key,
        ALERTS.c.profile_id,
        ALERTS.c.id,
        STATES.c.status,
        STATES.c.version,
        STATES.c.assignee,
        ALERTS.c.fingerprint_sha256,
        STATES.c.disposition_id,
    )
    .join(STATES, STATES.c.alert_id == ALERTS.c.id)
    .where(_OF_CHAINS, _STATUS.in_([status.value for status in UNDECIDED | _STILL_TRUE]))
    .order_by(ALERTS.c.sequence.desc())
)
_MATCHES_OF = select(
    MATCHES.c.alert_id,
    MATCHES.c.entity_id,
    MATCHES.c.watchlist,
    MATCHES.c.entity_sha256,
    MATCHES.c.rules_sha256,
    MATCHES.c.score,
    MATCHES.c.suppressed_by,
).where(MATCHES.c.alert_id.in_(bindparam("alerts", expanding=True)))
"""Made once: to make them for each transaction takes longer than to run them. Rows are taken apart by position: by the
names of columns that takes three times as long."""


def _of(chains: set[Chain]) -> dict[str, list[str]]:
    """The parameters by which alerts of subjects are found."""
    return {"subjects": sorted({one[0] for one in chains}), "profiles": sorted({one[1] for one in chains})}


def last_sequences(connection: Connection, chains: set[Chain]) -> LastAlerts:
    """The number and id of the last alert of each subject."""
    if not chains:
        return {}
    rows = connection.execute(_LAST, _of(chains))
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def read_standing(connection: Connection, chains: set[Chain]) -> defaultdict[Chain, list[StandingAlert]]:
    """Alerts of these subjects that may cover what is found now, the newest first."""
    found: defaultdict[Chain, list[StandingAlert]] = defaultdict(list)
    if not chains:
        return found
    by_id: dict[str, StandingAlert] = {}
    for row in connection.execute(_STANDING, _of(chains)):
        subject_key, profile_id, alert_id, status, version, assignee, fingerprint, disposition_id = row
        one = StandingAlert(alert_id, AlertStatus(status), version, assignee, fingerprint, disposition_id, [])
        by_id[alert_id] = one
        found[subject_key, profile_id].append(one)
    if by_id:
        for alert_id, *match in connection.execute(_MATCHES_OF, {"alerts": list(by_id)}):
            by_id[alert_id].matches.append(FoundMatch(*match))
    return found
