"""Common words that people put for one another in English, as they remember what a body does and not what it is called:
Zelmanko Maritime, Zelmanko Shipping (`near_in_english.csv`).

They cost little beside a distinctive word that is equal, less where that is rare. Each word is put for one other.
"""

from __future__ import annotations

from functools import cache

from service.engine.matching.alignment import Alignment, AlignmentType
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.penalty import Penalty, PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.names import Kind, PreparedName
from service.engine.normalise.words import read_table

_RARE = 7.0
"""From this rarity on a distinctive word is hardly in the names of two bodies of one trade."""


@cache
def _rows() -> dict[str, frozenset[int]]:
    """Words with the rows of the table that hold them."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(read_table("near_in_english.csv")):
        for word in row["words"].split("|"):
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def are_near(word: str, other: str) -> bool:
    """Whether people put one of two common words for the other."""
    return not _rows().get(word, frozenset()).isdisjoint(_rows().get(other, frozenset()))


def take_near_words(
    ours: list[int],
    theirs: list[int],
    alignment: Alignment,
    query: PreparedName,
    listed: PreparedName,
    lexicon: Lexicon,
    weights: Weights,
) -> list[Penalty]:
    """Take common words that are near off those left over on both sides, and say what they cost; none unless all words
    that met are equal and one of them is distinctive."""
    pairs = alignment.pairs
    names = [
        query.tokens[one.q_first] for one in pairs if Kind.NAME in (query.kinds[one.q_first], listed.kinds[one.l_first])
    ]
    if not names or any(pair.meeting is not AlignmentType.EQUAL for pair in pairs):
        return []
    rare = max(map(lexicon.rarity, names)) >= _RARE
    found: list[Penalty] = []
    for left in tuple(ours):
        word = query.tokens[left]
        right = next((at for at in theirs if are_near(word, listed.tokens[at])), None)
        if right is None:
            continue
        cost = weights.near_word_beside_rare if rare else weights.near_word
        found.append(
            Penalty(PenaltyType.GENERIC, weights.further_near_word if found else cost, word, listed.tokens[right])
        )
        ours.remove(left)
        theirs.remove(right)
    return found
