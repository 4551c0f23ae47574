"""How much of two names may stay without a partner while their score still reaches what is wanted.

Derived from the weights of the scorer, never tighter than it: whoever changes how a left-over word is priced there
has to look here, and the property test of the index will tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.engine.index.postings import Places, distinct
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.translated_names import LEAST_TRANSLATED, may_be_near
from service.engine.matching.weights import Weights
from service.engine.normalise.abbreviations import short_for
from service.engine.normalise.names import Kind, PreparedName

_ANY = 1000
_CHARGED = 3
"""The scorer charges for no more missing words than these."""
_TOLERANCE = 1e-9

Counts = NDArray[np.int16]
Numbers = NDArray[np.float64]


class OverlapBounds(NamedTuple):
    """What the postings tell of each pair of an asked and a listed name: upper bounds on the words that can be paired.

    Asked words that may have met one; listed words those may stand for beyond one for one; asked words that met a
    distinctive word or are one; those that met a distinctive listed word; different words of the listed name and the
    distinctive ones among them; initials of either name that may stand for words of the other, and those that cannot;
    whether a title leads the listed name; whether the listed name is a single word.
    """

    met: Counts
    more: Counts
    distinctive: Counts
    named: Counts
    lengths: Counts
    names: Counts
    initials: Counts
    idle: Counts
    titled: Counts
    single: Counts

    def part(self, places: Places) -> OverlapBounds:
        """The same of some of the pairs."""
        return OverlapBounds(*[column[places] for column in self])

    def without(self, words: Counts) -> OverlapBounds:
        """The same if so many of the words and initials cannot be paired after all. Which of them is open: where there
        are any, all initials may be idle."""
        idle = np.where(words > 0, self.idle + self.initials, self.idle)
        return self._replace(met=self.met - words, idle=idle)


class ScoreBudget(NamedTuple):
    """What the required scores allow to differ, for the query name of each of some pairs.

    Words and distinctive words of the name; whether it consists of syllables, whether it is in Latin letters, whether a
    title leads it; what a word that contradicts costs; how many words one side may lack; points that may be lost. Of
    what is so or not, 1 or 0.
    """

    tokens: Numbers
    names: Numbers
    syllabic: Numbers
    latin: Numbers
    titled: Numbers
    contradiction: Numbers
    omissions: Numbers
    points: Numbers

    def part(self, places: Places) -> ScoreBudget:
        """The same of some of the pairs."""
        return ScoreBudget(*[column[places] for column in self])

    @classmethod
    def of(
        cls,
        queries: Sequence[PreparedName],
        rows: Places,
        least: Numbers,
        weights: Weights,
        lexicon: Lexicon,
    ) -> ScoreBudget:
        """The budgets of pairs: the row of the name of each, and the score required of it."""
        table = np.zeros((len(queries), 7))
        for row in distinct(rows).tolist():
            query = queries[row]
            table[row] = (
                len(set(query.tokens)),  # the scorer forgives a word that is said again
                distinctive_words(query),
                query.syllabic,
                query.plain.isascii(),
                query.title_first,
                _contradiction(query, weights),
                _shortfall(query, weights, lexicon),
            )
        *columns, shortfall = table[rows].T
        points = 1.0 - least + _TOLERANCE
        return cls(*[*columns, _omissions(points - shortfall, weights), points])


def distinctive_words(query: PreparedName) -> int:
    """How many different words of an asked name stand for nothing common: TRDG may be Trading, and translators put a
    hawk for a falcon. The scorer forgives a word that is said again."""
    words = {word for word, kind in zip(query.tokens, query.kinds, strict=True) if kind is Kind.NAME}
    return len(words) if query.is_person else sum(not (short_for(word) or may_be_near(word)) for word in words)


def possible(seen: OverlapBounds, budget: ScoreBudget, weights: Weights, *, persons: bool) -> NDArray[np.bool_]:
    """Which pairs the scorer may still give what is wanted, by the words that stay without a partner."""
    return _possible_persons(seen, budget, weights) if persons else _possible_bodies(seen, budget, weights)


class MayBeInside(NamedTuple):
    """Of the asked and of the listed name of each pair, whether it says enough to be looked for inside longer ones."""

    asked: NDArray[np.bool_]
    listed: NDArray[np.bool_]

    def part(self, places: Places) -> MayBeInside:
        """The same of some of the pairs."""
        return MayBeInside(self.asked[places], self.listed[places])


def contains(
    seen: OverlapBounds, tokens: Numbers, may_be: MayBeInside, least: Numbers, weights: Weights
) -> NDArray[np.bool_]:
    """Which pairs may be one name inside a longer one: all its words are met."""
    asked, listed = tokens - seen.met - seen.initials, seen.lengths - seen.met - seen.initials - seen.more
    low = least <= 1.0 - weights.contained + _TOLERANCE
    return np.asarray((((asked <= 0) & may_be.asked) | ((listed <= 0) & may_be.listed)) & low)


def one_word_may_do(query: PreparedName) -> bool:
    """Whether one word in common can be enough, whatever name has it and however little is wanted."""
    return query.syllabic or query.title_first or len(query.tokens) == 1 or Kind.INITIAL in query.kinds


def _possible_persons(seen: OverlapBounds, budget: ScoreBudget, weights: Weights) -> NDArray[np.bool_]:
    """Words left on both sides contradict; otherwise one side lacks some, or has but one word in common."""
    tokens, paired = budget.tokens, seen.met + seen.initials
    left_asked, left_listed = tokens - paired, seen.lengths - paired - seen.more
    fewest, most = np.minimum(left_asked, left_listed), np.maximum(left_asked, left_listed)
    further = weights.missing_word * np.minimum(most - fewest, _CHARGED)
    reduced = np.maximum(budget.contradiction - weights.initial_contradiction, 0.0) * np.minimum(fewest, seen.idle)
    contradicts = (fewest > 0) & (fewest * budget.contradiction - reduced + further <= budget.points)
    titled = (seen.titled > 0) | (budget.titled > 0)
    several = (paired + seen.more > 1) | ((tokens <= 1) & (seen.lengths <= 1))
    affordable = np.where(titled, weights.title_and_surname, weights.one_word_only) <= budget.points
    lacks_few = (most - seen.idle <= budget.omissions) | titled  # to lack an initial costs next to nothing
    lacks = (fewest <= 0) & lacks_few & (several | affordable)
    by_syllables = (budget.syllabic > 0) & (fewest * budget.contradiction <= budget.points)
    return np.asarray(contradicts | lacks | by_syllables)


def _possible_bodies(seen: OverlapBounds, budget: ScoreBudget, weights: Weights) -> NDArray[np.bool_]:
    """Distinctive words left over on both sides contradict; left over on one side each has its price."""
    own, wild = budget.names, seen.initials
    left_asked = np.maximum(own - np.minimum(seen.met, seen.distinctive) - wild, 0)
    left_listed = np.maximum(seen.names - np.minimum(seen.met, seen.named) - seen.more - wild, 0)
    against = np.minimum(left_asked, left_listed) > 0
    price = weights.name_against_name * against + _both_sides(seen, budget, weights) * ((left_asked > 0) & ~against)
    price = price + weights.extra_name * np.abs(left_asked - left_listed)
    # One word that is all of a listed name, or spelt nearly so, among others: no name in Latin has syllables.
    price = price + weights.one_listed_word * ((seen.single > 0) & (budget.latin > 0) & (left_asked > 0))
    agrees = (seen.distinctive > 0) | ((own == 0) & (seen.names == 0)) | (seen.met >= LEAST_TRANSLATED)
    price = price + weights.nothing_distinctive * ~agrees
    # Names of syllables are compared syllable by syllable, whatever they name.
    left = np.minimum(budget.tokens - seen.met - wild, seen.lengths - seen.met - wild - seen.more)
    by_syllables = left * budget.contradiction <= budget.points
    return np.asarray(np.where(budget.syllabic > 0, by_syllables, price <= budget.points))


def _both_sides(seen: OverlapBounds, budget: ScoreBudget, weights: Weights) -> Numbers:
    """What it costs at least that words of the listed name are left where distinctive asked words are. Asked names with
    common words are let off: those may be synonyms of what is left."""
    left_listed = seen.lengths - seen.met - seen.more - seen.initials
    common = weights.extra_both_sides + min(
        weights.extra_generic, weights.extra_country_bracketed, weights.extra_region, weights.extra_number
    )
    least = min(common, weights.name_against_name)
    return np.asarray(least * ((left_listed > 0) & (budget.tokens <= budget.names)))


def _shortfall(query: PreparedName, weights: Weights, lexicon: Lexicon) -> float:
    """Points that common words cost where words are left out."""
    told = sum(lexicon.rarity(word) for word in query.tokens)
    span = weights.evidence_enough - weights.evidence_little
    return weights.low_evidence * min(1.0, max(0.0, (weights.evidence_enough - told) / span))


def _omissions(points: Numbers, weights: Weights) -> Numbers:
    """How many words one side may lack for so many points."""
    cheapest = min(weights.missing_word, weights.missing_patronymic)
    few = np.maximum(np.floor(points / cheapest), 0.0)
    return np.asarray(np.where(points >= _CHARGED * cheapest, _ANY, few))


def _contradiction(query: PreparedName, weights: Weights) -> float:
    """What a word that is no initial costs at least where it contradicts. Words one letter apart count as met, unless
    they are numbers."""
    if query.syllabic:
        return weights.syllable
    numbers = any(token.isdigit() for token in query.tokens)
    return min(weights.contradiction, weights.near_contradiction) if numbers else weights.contradiction
