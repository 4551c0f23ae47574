"""Names of bodies of which a single word agrees, or a word that is too short to be misspelt.

Thousands of companies have one word of their own, many of five or six letters: one or two of them apart is another
company, where the same slip in one of several words that agree is none.
"""

from __future__ import annotations

from service.engine.matching.alignment import Alignment, AlignmentType, Pair, letters_apart
from service.engine.matching.penalty import Penalty, PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.names import Kind, PreparedName
from service.engine.normalise.phonetic import phonetic

_TINY = 4
"""Words of so many letters are another word if they differ at all."""
_SMALL = 6
"""Words of so many letters are another word if two letters differ, whatever they sound like."""
_SHORT = 7
_COMMON = 5
"""So short a word is in the names of several companies: alone it tells little of a name of several words."""
_OTHER_EDITS = 1.5
_OTHER_RATIO = 0.28


def sole_word_penalties(
    alignment: Alignment, query: PreparedName, listed: PreparedName, weights: Weights
) -> list[Penalty]:
    """Points off where one word is all that agrees, and for short words spelt differently."""
    if query.syllabic or listed.syllabic or not alignment.pairs:
        return []
    found = _other_word(alignment, query, listed, weights)
    if len(alignment.pairs) == 1:
        found += _one_of_several(alignment, alignment.pairs[0], query, listed, weights)
    return found


def _words(pair: Pair, query: PreparedName, listed: PreparedName) -> tuple[str, str]:
    return "".join(query.tokens[pair.q_first : pair.q_end]), "".join(listed.tokens[pair.l_first : pair.l_end])


def _other_word(alignment: Alignment, query: PreparedName, listed: PreparedName, weights: Weights) -> list[Penalty]:
    """Words that are spelt too differently for their length."""
    spelt = [pair for pair in alignment.pairs if pair.meeting is AlignmentType.SPELLING]
    telling = [pair for pair in alignment.pairs if Kind.NAME in (query.kinds[pair.q_first], listed.kinds[pair.l_first])]
    if len(telling) == 1 and telling[0] in spelt:
        left, right = _words(telling[0], query, listed)
        if len(alignment.pairs) == 1 and _is_other(left, right):
            return [Penalty(PenaltyType.SHORT_NAME, weights.short_single_name, left, right)]
        if _begins_otherwise(telling[0], left, right):
            return [Penalty(PenaltyType.SHORT_NAME, weights.short_word_edit, left, right)]
    short = [_words(pair, query, listed) for pair in spelt if pair.edits >= 0.5]
    return [
        Penalty(PenaltyType.SHORT_NAME, weights.short_word_edit, left, right)
        for left, right in short
        if min(len(left), len(right)) <= 3
    ]


def _is_other(left: str, right: str) -> bool:
    """Whether two words, all that agrees, are two: IDEC and IDEK, Taiko and Teaco. Sanko may be Sanco."""
    length = min(len(left), len(right))
    return length <= _TINY or (length <= _SMALL and letters_apart(left, right, 1) is None)


def _begins_otherwise(pair: Pair, left: str, right: str) -> bool:
    """Whether the only distinctive words are short and two letters apart, one of them the first: Ramesh Traders is not
    Ganesh Traders."""
    short = max(len(left), len(right)) <= _SHORT and pair.edits >= _OTHER_EDITS and pair.ratio >= _OTHER_RATIO
    return short and phonetic(left)[:1] != phonetic(right)[:1]


def _one_of_several(
    alignment: Alignment, pair: Pair, query: PreparedName, listed: PreparedName, weights: Weights
) -> list[Penalty]:
    """A name of one word (EMMA, AYSAN) is not everybody who has the word among others (Emma Daniels), nor a
    business with a word spelt nearly so (Aisan Industry against AYSAN, Maeda against Mada Transport), nor is a company
    with a short word for its name everybody who has it among several (King Ltd, King Romans)."""
    names = [query.tokens[at] for at in alignment.query_left if query.kinds[at] is Kind.NAME]
    others = [listed.tokens[at] for at in alignment.listed_left if listed.kinds[at] is Kind.NAME]
    left, right = _words(pair, query, listed)
    spelt = pair.meeting is AlignmentType.SPELLING
    inside = (len(listed.tokens) == 1 and bool(names)) or (len(query.tokens) == 1 and bool(others))
    edited = spelt and pair.edits >= 1.0 and bool(alignment.query_left or alignment.listed_left)
    little = bool(names or others) and min(len(left), len(right)) <= (_SHORT if spelt else _COMMON)
    if not (inside or edited or little):
        return []
    return [Penalty(PenaltyType.ONE_WORD, weights.one_listed_word, " ".join(names), "" if names else " ".join(others))]
