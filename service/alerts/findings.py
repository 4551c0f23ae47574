"""From the answer of a screening to what alerts have to know of it: what is remembered before, what is found after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.alerts.finding_model import Finding, FoundMatch, Subject, SubjectKind, Suppression
from service.alerts.fingerprint import goods_sha256, party_sha256, territory_id
from service.alerts.listed_fingerprints import ListedFingerprints
from service.alerts.suppressing import SubjectSuppressions, suppressions_sha256
from service.common.clock import sortable
from service.engine.model.decision import Decision
from service.engine.screening.remembered_decisions import NOTHING, Remembered
from service.engine.screening.request import GoodsQuery, PartyQuery, ScreeningRequest
from service.engine.screening.result import GoodsResult, PartyResult, ScreeningResult

SuppressionsOf = Callable[[str], Sequence[Suppression]]
"""The suppressions of a subject that have not ended, by its key."""

Item = tuple[SubjectKind, str]
"""A party or line of a request: its kind and id."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is remembered about the subjects of a request."""

    remembered: Remembered
    by_item: Mapping[Item, SubjectSuppressions]


NOTHING_REMEMBERED = Lookup(NOTHING, {})


def party_subject(asked: PartyQuery) -> Subject:
    """The subject that a party is."""
    return Subject(SubjectKind.PARTY, asked.id, party_sha256(asked.party), asked.subject_id)


def goods_subject(asked: GoodsQuery) -> Subject:
    """The subject that a line of goods is."""
    return Subject(SubjectKind.GOODS, asked.id, goods_sha256(asked.goods))


def fingerprints_of(request: ScreeningRequest) -> dict[Item, str]:
    """The fingerprints of all subjects of a request."""
    subjects = [*map(party_subject, request.parties), *map(goods_subject, request.goods)]
    return {(one.kind, one.item_id): one.fingerprint_sha256 for one in subjects}


def look_up(
    request: ScreeningRequest, suppressions_of: SuppressionsOf, listed: ListedFingerprints, at: datetime
) -> Lookup:
    """The suppressions of all subjects of a request that hold at a moment, under its profile."""
    now = sortable(at)
    found: dict[Item, SubjectSuppressions] = {}
    subjects = [*map(party_subject, request.parties), *map(goods_subject, request.goods)]
    for subject in subjects:
        active = [
            one
            for one in suppressions_of(subject.key)
            if one.profile_id == request.options.profile and one.starts_at <= now < one.expires_at
        ]
        if active:
            found[subject.kind, subject.item_id] = SubjectSuppressions(
                active, subject_sha256=subject.fingerprint_sha256, listed=listed
            )
    return lookup_of(found)


def lookup_of(found: Mapping[Item, SubjectSuppressions]) -> Lookup:
    """The same, from the suppressions of each item."""
    if not found:
        return NOTHING_REMEMBERED
    sha256 = suppressions_sha256(one for suppressions in found.values() for one in suppressions.considered)
    parties = {item_id: one for (kind, item_id), one in found.items() if kind is SubjectKind.PARTY}
    goods = {item_id: one for (kind, item_id), one in found.items() if kind is SubjectKind.GOODS}
    return Lookup(Remembered(parties, goods, sha256), found)


def findings_of(
    request: ScreeningRequest,
    parties: Sequence[PartyResult],
    goods: Sequence[GoodsResult],
    lookup: Lookup,
    listed: ListedFingerprints,
    new_alert_id: Callable[[], str],
) -> tuple[Finding, ...]:
    """What is to be written for each party and line that asks for a person, or about which something is remembered."""
    findings: list[Finding] = []
    for asked, party in zip(request.parties, parties, strict=True):
        known = lookup.by_item.get((SubjectKind.PARTY, asked.id))
        if party.decision is not Decision.CLEAR or known is not None:
            matches = _party_matches(party, listed)
            findings.append(_finding(party_subject(asked), party.decision, matches, known, new_alert_id))
    for line, answer in zip(request.goods, goods, strict=True):
        known = lookup.by_item.get((SubjectKind.GOODS, line.id))
        if answer.decision is not Decision.CLEAR or known is not None:
            matches = (_territory(answer.territory, answer.score, answer.suppressed_by, listed),)
            findings.append(_finding(goods_subject(line), answer.decision, matches, known, new_alert_id))
    return tuple(findings)


def with_alerts(result: ScreeningResult, alerts: Mapping[Item, str]) -> ScreeningResult:
    """The answer with the ids of its alerts."""
    if not alerts:
        return result
    parties = tuple(_party_with(one, alerts.get((SubjectKind.PARTY, one.id))) for one in result.parties)
    goods = tuple(_goods_with(one, alerts.get((SubjectKind.GOODS, one.id))) for one in result.goods)
    return replace(result, parties=parties, goods=goods)


def alerts_of(findings: Sequence[Finding]) -> dict[Item, str]:
    """The ids of the alerts of findings."""
    return {(one.subject.kind, one.subject.item_id): one.alert_id for one in findings if one.alert_id is not None}


def _party_with(party: PartyResult, alert_id: str | None) -> PartyResult:
    return party if alert_id is None else replace(party, alert_id=alert_id)


def _goods_with(line: GoodsResult, alert_id: str | None) -> GoodsResult:
    return line if alert_id is None else replace(line, alert_id=alert_id)


def _finding(
    subject: Subject,
    decision: Decision,
    matches: tuple[FoundMatch, ...],
    known: SubjectSuppressions | None,
    new_alert_id: Callable[[], str],
) -> Finding:
    return Finding(
        subject=subject,
        alert_id=None if decision is Decision.CLEAR else new_alert_id(),
        decision=decision.value,
        matches=matches,
        considered=() if known is None else known.considered,
        applied=() if known is None else tuple(known.applied.values()),
        lapsed=() if known is None else tuple(known.lapsed.values()),
    )


def _party_matches(party: PartyResult, listed: ListedFingerprints) -> tuple[FoundMatch, ...]:
    found = []
    for hit in party.hits:
        hashes = listed.find(hit.entity_id) if hit.above_threshold else None
        if hashes is not None:
            found.append(FoundMatch(hit.entity_id, hit.watchlist, *hashes, hit.score, hit.suppressed_by))
    if party.address is not None and party.address.territory is not None:
        found.append(_territory(party.address.territory, 1.0, party.address.suppressed_by, listed))
    return tuple(found)


def _territory(
    territory: str | None, score: float, suppressed_by: str | None, listed: ListedFingerprints
) -> FoundMatch:
    rules = listed.rules_sha256
    return FoundMatch(territory_id(territory or "undetermined"), None, rules, rules, score, suppressed_by)
