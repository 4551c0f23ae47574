"""Bodies of which one or two words are written as initials: "Z. Kelprom Trading" for Zarvanex Kelprom Trading.

The other words have to be those of the listed name, and so rare that they are hardly in another. Not handled:
persons, whose initials meet while two names are aligned, and bodies of which all words are initials: acronyms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import permutations

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.cut_words import words_left
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, known_as_one
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.names import PreparedName
from service.engine.normalise.word_splitting import plain_words
from service.engine.normalise.words import word_tables

_INITIAL = lazy_pattern(r"(?<![^\W_])[^\W\d_](?![^\W_])")
_MOST_INITIALS = 2
_LEAST_TOLD = 9.0
_LEAST_WHOLE = 2
"""So many words have to be written out: "J. Zarvanex" is a person's firm."""


def with_initials(text: str, keys_with: Callable[[str], Iterable[str]], lexicon: Lexicon) -> Iterator[str]:
    """The listed names of which a text is one with initials, each by all its words in the order of the alphabet.
    `keys_with` gives the names that have a word."""
    if _INITIAL.search(text) is None:
        return
    own = plain_words(text).split()
    initials = [word for word in own if len(word) == 1 and word.isalpha()]
    if not 0 < len(initials) <= _MOST_INITIALS:
        return
    forms = word_tables().sole_forms
    whole = [word for word in own if len(word) > 1 and (word,) not in forms]
    if len(whole) < _LEAST_WHOLE or sum(map(lexicon.rarity, whole)) < _LEAST_TOLD:
        return
    for key in keys_with(max(whole, key=lexicon.rarity)):
        left = [word for word in key.split() if (word,) not in forms]
        if len(left) == len(whole) + len(initials) and _stand_for(initials, whole, left):
            yield key


def _stand_for(initials: list[str], whole: list[str], listed: list[str]) -> bool:
    """Whether a listed name has some words and for each initial one more that begins with it."""
    left = words_left(listed, whole)
    if left is None:
        return False
    return any(all(map(str.startswith, words, initials)) and words != tuple(initials) for words in permutations(left))


def initials_score(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> NameScore:
    """The score of a body's name of which words are initials of those of a listed name."""
    return known_as_one(PenaltyType.CUT_WORDS, weights.cut_name, query, listed, lexicon, weights)
