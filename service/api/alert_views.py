"""Alerts and what belongs to them, from the nouns of the program to those of HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json

from service.alerts.finding_model import SubjectKind
from service.alerts.model import Alert, AlertEvent, AlertMatch, Disposition, Evidence, Proposal, WantedSuppression
from service.alerts.search import ListedSuppression
from service.alerts.statuses import Outcome
from service.api.schemas.alerts import (
    AlertEventOut,
    AlertMatchOut,
    AlertOut,
    AlertSourceOut,
    AlertSubjectOut,
    DispositionIn,
    DispositionOut,
    EvidenceIn,
    ProfileUsedOut,
    ReasonsIn,
    SuppressionIn,
    SuppressionOut,
    SuppressOut,
)
from service.api.schemas.base import parse_moment
from service.bulk.model import bulk_row_of
from service.common.clock import sortable
from service.records.model import Document

if TYPE_CHECKING:
    from service.bulk.recorded_rows import RecordedRow


@dataclass(frozen=True, slots=True)
class AsAnswered:
    """What is on record about the subject of an alert: what was asked, and the hits by entity."""

    asked: dict[str, Any] | None
    hits: Mapping[str, dict[str, Any]]


def in_document(alert: Alert, document: Document) -> AsAnswered:
    """The subject in the record of its screening."""
    return AsAnswered(_asked(alert, document), _hits(alert, from_json(document.answer)))


def in_row(alert: Alert, row: RecordedRow) -> AsAnswered:
    """The subject in the record of a bulk job."""
    return AsAnswered(row.asked_of(alert.subject.item_id), _hits(alert, row.answer))


def alert_out(
    alert: Alert,
    *,
    seen: AsAnswered | None = None,
    events: Sequence[AlertEvent] | None = None,
    dispositions: Sequence[Disposition] | None = None,
) -> AlertOut:
    """An alert. With what is on record of its screening, what was asked and found is shown in full."""
    hits = {} if seen is None else seen.hits
    return AlertOut(
        id=alert.id,
        status=alert.status,
        version=alert.version,
        priority=alert.priority,  # type: ignore[arg-type]
        opened_at=alert.opened_at,
        due_at=alert.due_at,
        closed_at=alert.closed_at,
        assignee=alert.assignee,
        reference=alert.reference,
        decision=alert.decision,  # type: ignore[arg-type]
        source=_source_out(alert),
        subject=AlertSubjectOut(
            kind=alert.subject.kind,
            id=alert.subject.item_id,
            subject_id=alert.subject.subject_id,
            fingerprint_sha256=alert.subject.fingerprint_sha256,
            as_screened=None if seen is None else seen.asked,
        ),
        profile=ProfileUsedOut(id=alert.profile_id, sha256=alert.profile_sha256),
        snapshot_sha256=alert.snapshot_sha256,
        matches=[_match_out(one, hits.get(one.entity_id)) for one in alert.matches],
        previous_alert_id=alert.previous_alert_id,
        superseded_by=alert.superseded_by,
        events=None if events is None else [AlertEventOut.model_validate(one, from_attributes=True) for one in events],
        dispositions=None if dispositions is None else [disposition_out(one) for one in dispositions],
    )


def _source_out(alert: Alert) -> AlertSourceOut:
    job_id, number = bulk_row_of(alert.screening_id) or (None, None)
    return AlertSourceOut(
        screening_id=alert.screening_id, party_id=alert.subject.item_id, bulk_job_id=job_id, row=number
    )


def proposal_of(body: DispositionIn) -> Proposal:
    """What a body proposes about matches of an alert."""
    suppress = None if body.suppress is None else _suppression(body.suppress.expires_at)
    return _reasoned(body, tuple(body.match_ids), body.outcome, suppress)


def proposal_to_suppress(body: SuppressionIn) -> Proposal:
    """What a body proposes about a party. The numbers of matches are not known yet."""
    return _reasoned(body, (), Outcome.FALSE_POSITIVE, _suppression(body.expires_at))


def _suppression(expires_at: str | None) -> WantedSuppression:
    return WantedSuppression("" if expires_at is None else sortable(parse_moment(expires_at)))


def _reasoned(
    body: ReasonsIn, match_ids: tuple[int, ...], outcome: Outcome, suppress: WantedSuppression | None
) -> Proposal:
    return Proposal(
        match_ids=match_ids,
        outcome=outcome,
        reason_code=body.reason_code,
        rationale=body.rationale,
        checks=tuple(body.checks),
        evidence=tuple(Evidence(one.sha256, one.title, one.location) for one in body.evidence),
        suppress=suppress,
    )


def disposition_out(disposition: Disposition) -> DispositionOut:
    """A proposal."""
    proposal = disposition.proposal
    suppress = None if proposal.suppress is None else SuppressOut(expires_at=proposal.suppress.expires_at)
    return DispositionOut(
        id=disposition.id,
        alert_id=disposition.alert_id,
        alert_version=disposition.alert_version,
        match_ids=list(proposal.match_ids),
        outcome=proposal.outcome,
        reason_code=proposal.reason_code,
        rationale=proposal.rationale,
        checks=list(proposal.checks),
        evidence=[EvidenceIn(**asdict(one)) for one in proposal.evidence],
        suppress=suppress,
        content_sha256=disposition.content_sha256,
        proposed_by=disposition.proposed_by,
        proposed_at=disposition.proposed_at,
        status=disposition.status,
        decided_by=disposition.decided_by,
        decided_at=disposition.decided_at,
        comment=disposition.comment,
    )


def suppression_out(listed: ListedSuppression) -> SuppressionOut:
    """A suppression."""
    fields = asdict(listed)
    return SuppressionOut(**fields.pop("suppression"), **fields)


def _match_out(match: AlertMatch, hit: dict[str, Any] | None) -> AlertMatchOut:
    shown = {} if hit is None else {name: hit[name] for name in ("name", "features", "provenance")}
    fields = {name: getattr(match, name) for name in AlertMatch.__dataclass_fields__ if name != "outcome"}
    return AlertMatchOut(**fields, status=match.status, **shown)  # type: ignore[arg-type]


def _hits(alert: Alert, answer: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The hits of an answer about the subject, by entity."""
    if alert.subject.kind is not SubjectKind.PARTY:
        return {}
    mine = (party for party in answer["parties"] if party["id"] == alert.subject.item_id)
    return {hit["entity_id"]: hit for party in mine for hit in party["hits"]}


def _asked(alert: Alert, document: Document) -> dict[str, Any] | None:
    """What was asked about the subject. Without an id of its own it goes by its place."""
    several = from_json(document.request)["parties" if alert.subject.kind is SubjectKind.PARTY else "goods"]
    for position, one in enumerate(several, 1):
        if (one.get("id") or str(position)) == alert.subject.item_id:
            found: dict[str, Any] = one
            return found
    return None
