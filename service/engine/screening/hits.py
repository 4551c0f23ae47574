"""From a match to a hit with its full provenance."""

from __future__ import annotations

from datetime import date

from service.engine.index.entity_index import listed_on
from service.engine.matching.confidence import confidence_of
from service.engine.matching.model import Feature, Match
from service.engine.model.decision import Decision
from service.engine.model.entity import Designation, Entity, EntityType
from service.engine.model.watchlist import Watchlist
from service.engine.screening.result import FurtherDesignation, Hit, HitProvenance, Matched

_DIGITS = 4


def make_hit(
    match: Match,
    watchlist: Watchlist,
    *,
    on: date,
    threshold: float,
    decision: Decision,
    group_id: str,
    suppressed_by: str | None = None,
) -> Hit:
    """One hit as it is answered."""
    entity, comparison = match.entity, match.comparison
    return Hit(
        entity_id=entity.id,
        watchlist=entity.watchlist,
        type=entity.type,
        name=entity.names[0].text,
        score=round(comparison.score, _DIGITS),
        confidence=confidence_of(
            comparison.score, comparison.query, comparison.listed.text, is_person=entity.type is EntityType.PERSON
        ),
        above_threshold=comparison.score >= threshold,
        matched=Matched(comparison.query, comparison.listed.text, comparison.listed.type, comparison.listed.weak),
        features=tuple(
            Feature(line.name, round(line.score, _DIGITS), round(line.contribution, _DIGITS), line.detail)
            for line in comparison.features
        ),
        provenance=_provenance(entity, watchlist, on),
        decision=decision,
        group_id=group_id,
        suppressed_by=suppressed_by,
    )


def _provenance(entity: Entity, watchlist: Watchlist, on: date) -> HitProvenance:
    active = [designation for designation in entity.designations if listed_on(designation, on)]
    first = active[0] if active else None
    return HitProvenance(
        watchlist=watchlist.id,
        authority=first.authority if first else watchlist.authority,
        record_id=entity.record_id,
        programme=first.programme if first else None,
        legal_basis=(first.legal_basis if first else None) or watchlist.legal_basis,
        measures=first.measures if first else (),
        listed_on=first.listed_on if first else None,
        delisted_on=first.delisted_on if first else None,
        source_url=(first.source_url if first else None) or watchlist.source_url,
        edition=watchlist.edition,
        edition_sha256=watchlist.sha256,
        further_designations=tuple(_further(designation) for designation in active[1:]),
    )


def _further(designation: Designation) -> FurtherDesignation:
    return FurtherDesignation(
        programme=designation.programme,
        authority=designation.authority,
        legal_basis=designation.legal_basis,
        measures=designation.measures,
        listed_on=designation.listed_on,
        delisted_on=designation.delisted_on,
        source_url=designation.source_url,
    )
