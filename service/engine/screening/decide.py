"""From hits to decisions."""

from __future__ import annotations

from collections.abc import Iterable

from service.engine.goods.model import Decision
from service.engine.matching.model import Match
from service.engine.matching.profile import Profile
from service.engine.model.entity import EntityType

_SEVERITY = {Decision.CLEAR: 0, Decision.REVIEW: 1, Decision.BLOCK: 2}


def decide_party(matches: Iterable[Match], *, profile: Profile, threshold: float) -> Decision:
    """What the hits of one party ask for: the worst that any of them does."""
    return worst(decide_match(match, profile=profile, threshold=threshold) for match in matches)


def decide_match(match: Match, *, profile: Profile, threshold: float) -> Decision:
    """A hit asks for a look from the threshold on, and blocks from the profile's block threshold on.

    A person's name alone never blocks, however exact: many are called Igor Shevchenko. A birth date or an identifier
    has to agree.
    """
    if match.score < threshold:
        return Decision.CLEAR
    certain = match.score >= profile.block_threshold and (
        match.entity.type is not EntityType.PERSON or _borne_out(match)
    )
    return Decision.BLOCK if certain else Decision.REVIEW


def _borne_out(match: Match) -> bool:
    facts = {feature.name: feature.score for feature in match.comparison.features}
    return facts.get("identifier", 0.0) >= 1.0 or facts.get("birth_date", 0.0) >= 1.0


def worst(decisions: Iterable[Decision]) -> Decision:
    """The most severe of some decisions; `clear` if there are none."""
    return max(decisions, key=_SEVERITY.__getitem__, default=Decision.CLEAR)
