"""From subjects and rescreens to what is told of them."""

from __future__ import annotations

from collections.abc import Sequence

from service.api.schemas.screening_request import IdentifierIn
from service.api.schemas.subjects import (
    EntityCountsOut,
    HitCountsOut,
    LastScreeningOut,
    RescreenOut,
    SubjectHitOut,
    SubjectIn,
    SubjectOut,
    SubjectRoleIn,
)
from service.customers.model import Rescreen, Subject, SubjectContent
from service.customers.state import SubjectHit


def subject_out(subject: Subject, hits: Sequence[SubjectHit] | None = None) -> SubjectOut:
    """A subject."""
    last = None
    if subject.last is not None:
        kept = subject.last
        last = LastScreeningOut(
            screening_id=kept.screening_id,
            decision=kept.decision,
            snapshot_sha256=kept.snapshot_sha256,
            at=kept.at,
            rescreen_id=kept.rescreen_id,
        )
    return SubjectOut(
        id=subject.id,
        reference=subject.reference,
        status=subject.status,
        version=subject.version,
        sha256=subject.sha256,
        subject=_content(subject.content),
        created_at=subject.created_at,
        updated_at=subject.updated_at,
        withdrawn_reason=subject.withdrawn_reason,
        last=last,
        hits=None
        if hits is None
        else [
            SubjectHitOut(entity_id=one.entity_id, watchlist=one.watchlist, score=one.score, decision=one.decision)
            for one in hits
        ],
    )


def _content(content: SubjectContent) -> SubjectIn:
    """Not checked again: what came with a file may be more than a request may say."""
    party = content.party
    return SubjectIn.model_construct(
        type=party.type.value,
        name=party.names[0] if party.names else None,
        aliases=list(party.names[1:]),
        birth_date=None if party.birth_date is None else str(party.birth_date),
        gender=party.gender,
        nationalities=list(party.nationalities),
        countries=list(party.countries),
        identifiers=[
            IdentifierIn.model_construct(type=one.type, value=one.value, country=one.country)
            for one in party.identifiers
        ],
        address=party.address,
        segment=content.segment,
        roles=[SubjectRoleIn.model_construct(role=one.role.value, of=one.of) for one in content.roles],
        profile=content.profile,
        watchlists=None if content.watchlists is None else list(content.watchlists),
    )


def rescreen_out(one: Rescreen) -> RescreenOut:
    """A rescreen."""
    counts, hits = one.entities_changed, one.hits
    return RescreenOut(
        id=one.id,
        trigger=one.trigger,
        method=one.method,
        state=one.state,
        from_snapshot=one.from_snapshot,
        to_snapshot=one.to_snapshot,
        entities_changed=EntityCountsOut(added=counts.added, changed=counts.changed, removed=counts.removed),
        subjects_total=one.subjects_total,
        screened=one.screened,
        failed=one.failed,
        hits=HitCountsOut(new=hits.new, changed=hits.changed, ended=hits.ended, unchanged=hits.unchanged),
        missed=one.missed,
        alerts=one.alerts,
        queued_at=one.queued_at,
        started_at=one.started_at,
        finished_at=one.finished_at,
        reason=one.reason,
        certificate_sha256=one.certificate_sha256,
    )
