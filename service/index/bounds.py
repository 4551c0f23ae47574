"""How much of two names may stay without a partner while their score still reaches what is wanted.

Derived from the weights of the scorer, never tighter than it: whoever changes how a left-over word is priced there
has to look here, and the property test of the index will tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.matching.lexicon import Lexicon
from service.matching.weights import Weights
from service.normalise.names import Kind, PreparedName

_ANY = 1000
_TOLERANCE = 1e-9

Counts = NDArray[np.int16]
Numbers = NDArray[np.float64]


class Least(NamedTuple):
    """The name score to reach: in general, and where the facts (an equal birth date) may add what the name lacks."""

    usual: float
    favoured: float


class Wanted(NamedTuple):
    """A name asked and the score to reach."""

    query: PreparedName
    least: Least


@dataclass(frozen=True, slots=True)
class Seen:
    """What the postings tell of each pair of an asked and a listed name: upper bounds on the words that can be paired.

    Asked words that may have met one; listed words those may stand for beyond one for one; asked words that met a
    distinctive word; different words of the listed name and the distinctive ones among them; initials of the listed
    name, which may meet anything; whether a title leads it.
    """

    met: Counts
    more: Counts
    distinctive: Counts
    lengths: Counts
    names: Counts
    initials: Counts
    titled: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Room:
    """What the score wanted leaves room for, for the asked name of each of some pairs.

    Words, initials and distinctive words of the name; whether it consists of syllables, whether a title leads it; how
    many words may contradict, how many one side may lack, whether one word in common may do, with and without a title;
    points that may be lost. Of what is so or not, 1 or 0.
    """

    tokens: Numbers
    initials: Numbers
    names: Numbers
    syllabic: Numbers
    titled: Numbers
    contradictions: Numbers
    omissions: Numbers
    one_word: Numbers
    titled_word: Numbers
    points: Numbers

    @classmethod
    def of(
        cls, asked: Sequence[tuple[PreparedName, float]], rows: NDArray[np.intp], weights: Weights, lexicon: Lexicon
    ) -> Room:
        """The room of names with the score wanted for each, one after the other by their rows."""
        table = [
            (
                len(query.tokens),
                query.kinds.count(Kind.INITIAL),
                query.kinds.count(Kind.NAME),
                query.syllabic,
                query.title_first,
                _contradictions(query, least, weights),
                _omissions(query, least, weights, lexicon),
                1.0 - weights.one_word_only >= least,
                1.0 - weights.title_and_surname >= least,
                1.0 - least + _TOLERANCE,
            )
            for query, least in asked
        ]
        return cls(*np.array(table, dtype=np.float64)[rows].T)


def possible(seen: Seen, room: Room, weights: Weights, *, persons: bool) -> NDArray[np.bool_]:
    """Which pairs the scorer may still give what is wanted, by the words that stay without a partner."""
    wild = seen.initials + room.initials
    if persons:
        return _possible_persons(seen, room, wild)
    return _possible_bodies(seen, room, wild, weights)


def one_word_may_do(wanted: Wanted, weights: Weights) -> bool:
    """Whether one word in common can be enough, whatever name has it."""
    query = wanted.query
    return (
        query.syllabic
        or query.title_first
        or len(query.tokens) == 1
        or Kind.INITIAL in query.kinds
        or wanted.least.usual <= 1.0 - weights.one_word_only
    )


def _possible_persons(seen: Seen, room: Room, wild: Numbers) -> NDArray[np.bool_]:
    """Words left on both sides contradict; otherwise one side lacks some, or has but one word in common."""
    tokens, paired = room.tokens, seen.met + wild
    left_asked, left_listed = tokens - paired, seen.lengths - paired - seen.more
    fewest = np.minimum(left_asked, left_listed)
    few_contradict = fewest <= room.contradictions
    titled = seen.titled | (room.titled > 0)
    lacks_few = np.maximum(left_asked, left_listed) <= room.omissions
    several = (paired + seen.more > 1) | ((tokens <= 1) & (seen.lengths <= 1))
    affordable = np.where(titled, room.titled_word, room.one_word) > 0
    keep = (fewest > 0) | ((lacks_few | titled) & (several | affordable)) | (room.syllabic > 0)
    return np.asarray(keep & few_contradict)


def _possible_bodies(seen: Seen, room: Room, wild: Numbers, weights: Weights) -> NDArray[np.bool_]:
    """Distinctive words left over on both sides contradict; left over on one side each has its price."""
    own = room.names
    left_asked = np.maximum(own - seen.distinctive - wild, 0)
    left_listed = np.maximum(seen.names - seen.met - seen.more - wild, 0)
    price = weights.name_against_name * (np.minimum(left_asked, left_listed) > 0)
    price = price + weights.extra_name * np.abs(left_asked - left_listed)
    agrees = (seen.distinctive > 0) | ((own == 0) & (seen.names == 0))
    price = price + weights.nothing_distinctive * ~agrees
    # Names of syllables are compared syllable by syllable, whatever they name.
    left = np.minimum(room.tokens - seen.met - wild, seen.lengths - seen.met - wild - seen.more)
    by_syllables = left <= room.contradictions
    return np.asarray(np.where(room.syllabic > 0, by_syllables, price <= room.points))


def _contradictions(query: PreparedName, least: float, weights: Weights) -> int:
    """How many words may contradict: words one letter apart count as met, so the cheapest is an initial."""
    cheapest = weights.syllable if query.syllabic else min(weights.initial_contradiction, weights.contradiction)
    return int((1.0 - least) / cheapest + _TOLERANCE)


def _omissions(query: PreparedName, least: float, weights: Weights, lexicon: Lexicon) -> int:
    """How many words one side may lack: omissions and common words together may cost too much."""
    told = sum(lexicon.rarity(word) for word in query.tokens)
    span = weights.evidence_enough - weights.evidence_little
    shortfall = min(1.0, max(0.0, (weights.evidence_enough - told) / span))
    cheapest = min(weights.missing_word, weights.missing_patronymic)
    room = 1.0 - least - weights.low_evidence * shortfall + _TOLERANCE
    # The scorer charges for no more than three.
    return _ANY if room >= 3 * cheapest else max(0, int(room / cheapest))
