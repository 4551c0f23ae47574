"""From hits to decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from service.engine.index.entity_index import listed_on
from service.engine.matching.model import Match
from service.engine.matching.profile import Profile
from service.engine.model.decision import Decision
from service.engine.model.entity import Entity, EntityType


def decide_match(match: Match, *, profile: Profile, threshold: float, on: date) -> Decision:
    """A hit asks for a look from the threshold on, and blocks from the profile's block threshold on if the measures
    against the listed entity are ones that block.

    A person's name alone never blocks, however exact: many are called Igor Shevchenko. A birth date or an identifier
    has to agree.
    """
    if match.score < threshold:
        return Decision.CLEAR
    certain = match.score >= profile.block_threshold and (
        match.entity.type is not EntityType.PERSON or _borne_out(match)
    )
    if not certain or all(profile.decision_for(measure) != Decision.BLOCK for measure in _measures(match.entity, on)):
        return Decision.REVIEW
    return Decision.BLOCK


def _measures(entity: Entity, on: date) -> Iterable[str]:
    """The measures against an entity on a day; `none` if its list names no measure."""
    measures = {word for one in entity.designations if listed_on(one, on) for word in one.measures}
    return measures or ("none",)


def _borne_out(match: Match) -> bool:
    facts = {feature.name: feature.score for feature in match.comparison.features}
    return facts.get("identifier", 0.0) >= 1.0 or facts.get("birth_date", 0.0) >= 1.0
