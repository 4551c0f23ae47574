"""From hits to decisions."""

from __future__ import annotations

from collections.abc import Iterable

from service.goods.model import Decision
from service.matching.model import Match
from service.matching.profile import Profile

_SEVERITY = {Decision.CLEAR: 0, Decision.REVIEW: 1, Decision.BLOCK: 2}


def decide_party(matches: Iterable[Match], *, profile: Profile, threshold: float) -> Decision:
    """What the hits of one party ask for: the worst that any of them does."""
    return worst(decide_match(match, profile=profile, threshold=threshold) for match in matches)


def decide_match(match: Match, *, profile: Profile, threshold: float) -> Decision:
    """A hit asks for a look from the threshold on, and blocks from the profile's block threshold on."""
    if match.score < threshold:
        return Decision.CLEAR
    return Decision.BLOCK if match.score >= profile.block_threshold else Decision.REVIEW


def worst(decisions: Iterable[Decision]) -> Decision:
    """The most severe of some decisions; `clear` if there are none."""
    return max(decisions, key=_SEVERITY.__getitem__, default=Decision.CLEAR)
