"""How much of two names may stay without a partner while their score still reaches what is wanted.

Derived from the weights of the scorer, never tighter than it: whoever changes how a left-over word is priced there
has to look here, and the property test of the index will tell.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.matching.lexicon import Lexicon
from service.matching.weights import Weights
from service.normalise.names import Kind, PreparedName

_ANY = 1000
_TOLERANCE = 1e-9

Counts = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the postings tell of each name met, upper bounds on the words that can be paired.

    Asked words that may have met one; listed words those may stand for beyond one for one; asked words that met a
    distinctive word; different words of the listed name and the distinctive ones among them; initials on both sides,
    which may meet anything; whether a title leads either name.
    """

    met: Counts
    more: Counts
    distinctive: Counts
    lengths: Counts
    names: Counts
    wild: Counts
    titled: NDArray[np.bool_]


def possible(query: PreparedName, seen: Seen, least: float, weights: Weights, lexicon: Lexicon) -> NDArray[np.bool_]:
    """Which names the scorer may still give `least` or more, by the words that stay without a partner."""
    if query.syllabic:
        return np.minimum(*_left(query, seen)) <= _contradictions_allowed(query, least, weights)
    if query.is_person:
        return _possible_persons(query, seen, least, weights, lexicon)
    return _possible_bodies(query, seen, least, weights)


def one_word_may_do(query: PreparedName, least: float, weights: Weights) -> bool:
    """Whether one word in common can be enough, whatever name has it."""
    return (
        query.syllabic
        or query.title_first
        or len(query.tokens) == 1
        or Kind.INITIAL in query.kinds
        or least <= 1.0 - weights.one_word_only
    )


def _left(query: PreparedName, seen: Seen) -> tuple[Counts, Counts]:
    """At least how many words of the asked and of the listed name stay without a partner."""
    paired = seen.met + seen.wild
    return np.int16(len(query.tokens)) - paired, seen.lengths - paired - seen.more


def _possible_persons(
    query: PreparedName, seen: Seen, least: float, weights: Weights, lexicon: Lexicon
) -> NDArray[np.bool_]:
    """Words left on both sides contradict; otherwise one side lacks some, or has but one word in common."""
    left_asked, left_listed = _left(query, seen)
    fewest = np.minimum(left_asked, left_listed)
    contradicts = fewest > 0
    lacks_few = np.maximum(left_asked, left_listed) <= _omissions_allowed(query, least, weights, lexicon)
    several = seen.met + seen.more + seen.wild > 1
    if len(query.tokens) <= 1:
        several |= seen.lengths <= 1
    affordable = np.where(seen.titled, 1.0 - weights.title_and_surname >= least, 1.0 - weights.one_word_only >= least)
    keep = contradicts | ((lacks_few | seen.titled) & (several | affordable))
    return np.asarray(keep & (fewest <= _contradictions_allowed(query, least, weights)))


def _possible_bodies(query: PreparedName, seen: Seen, least: float, weights: Weights) -> NDArray[np.bool_]:
    """Distinctive words left over on both sides contradict; left over on one side each has its price."""
    asked = query.kinds.count(Kind.NAME)
    left_asked = np.maximum(asked - seen.distinctive - seen.wild, 0)
    left_listed = np.maximum(seen.names - seen.met - seen.more - seen.wild, 0)
    price = weights.name_against_name * (np.minimum(left_asked, left_listed) > 0)
    price = price + weights.extra_name * np.abs(left_asked - left_listed)
    agrees = (seen.distinctive > 0) | ((asked == 0) & (seen.names == 0))
    price = price + weights.nothing_distinctive * ~agrees
    return np.asarray(price <= 1.0 - least + _TOLERANCE)


def _contradictions_allowed(query: PreparedName, least: float, weights: Weights) -> int:
    """How many words may contradict: words one letter apart count as met, so the cheapest is an initial."""
    cheapest = weights.syllable if query.syllabic else min(weights.initial_contradiction, weights.contradiction)
    return int((1.0 - least) / cheapest + _TOLERANCE)


def _omissions_allowed(query: PreparedName, least: float, weights: Weights, lexicon: Lexicon) -> int:
    """How many words one side may lack: omissions and common words together may cost too much."""
    told = sum(lexicon.rarity(word) for word in query.tokens)
    span = weights.evidence_enough - weights.evidence_little
    shortfall = min(1.0, max(0.0, (weights.evidence_enough - told) / span))
    cheapest = min(weights.missing_word, weights.missing_patronymic)
    room = 1.0 - least - weights.low_evidence * shortfall + _TOLERANCE
    # The scorer charges for no more than three.
    return _ANY if room >= 3 * cheapest else max(0, int(room / cheapest))
