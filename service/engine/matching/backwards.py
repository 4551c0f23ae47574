"""Names written backwards, letter by letter: "VONARTSEK naroZ", or each word for itself.

They are compared with listed names as a whole: the words, turned round, have to be those of a listed name in any order.
"""

from __future__ import annotations

from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, known_as_one
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.names import PreparedName, split_words
from service.engine.normalise.text import fold

_LEAST_LETTERS = 7
"""Shorter names are words of another language when they are turned round."""


def words_key(text: str) -> str:
    """The folded words of a text in the order of the alphabet."""
    return " ".join(sorted(split_words(fold(text))))


def turned_key(text: str, known: frozenset[str] | None = None) -> str | None:
    """The same with the letters of each word turned round; None for a text that is too short or the same both ways, or
    of which the first word turned round is none of those known."""
    words = split_words(fold(text))
    if sum(map(len, words)) < _LEAST_LETTERS or (known is not None and words[0][::-1] not in known):
        return None
    turned = sorted([word[::-1] for word in words])
    return None if turned == sorted(words) else " ".join(turned)


def turned_score(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> NameScore:
    """The score of a name that is a listed one written backwards."""
    return known_as_one(PenaltyType.BACKWARDS, weights.backwards, query, listed, lexicon, weights)
