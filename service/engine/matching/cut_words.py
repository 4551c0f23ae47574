"""Words cut with a full stop, as registers and labels print long names: "Exampl. Trad." for Examplovia Trading.

Each such word is taken for the listed words that begin so; the words of the whole have to be those of a listed name.
Not handled: words cut without a full stop (of common words see `normalise/abbreviations.py`) and cut ones of three
letters and fewer, which are initials, titles or legal forms more often.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, known_as_one
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.names import PreparedName
from service.engine.normalise.text import fold
from service.engine.normalise.word_splitting import plain_words
from service.engine.normalise.words import word_tables

_CUT = lazy_pattern(r"(?<![^\W_])([^\W\d_]{4,})\.(?![^\W_])")
_LEAST_LETTERS = 8
"""Letters of a text beside legal forms that are enough to be one name only, the cut word among them."""
_LEAST_LEFT_OUT = 2
_WHOLE_WORDS = 2
"""So many words with a full stop are cut ones even if each is a word too: "Trad. Ship. Ltd.". One ends a sentence."""
_MOST_WAYS = 1000
"""So many ways to complete the words of a text are tried; where there are more it tells too little."""


def completed(text: str, words: Sequence[str]) -> Iterator[str]:
    """The words of a text in the order of the alphabet, the cut ones completed to some of `words`, which are in order
    too: as `words_key` writes listed names. Nothing for a text without cut words."""
    folded = fold(text)
    cut = _CUT.findall(folded)
    whole = sum(_is_whole(word, words) for word in cut)
    if (whole == len(cut) and whole < _WHOLE_WORDS) or not _tells_enough(folded):
        return
    ends = [([word] if _is_whole(word, words) else []) + _beginning_so(word, words) for word in cut]
    if prod(map(len, ends)) > _MOST_WAYS:
        return
    rest = plain_words(_CUT.sub(" ", folded)).split()
    for way in product(*ends):
        yield " ".join(sorted([*rest, *way]))


def _is_whole(word: str, words: Sequence[str]) -> bool:
    """Whether a word before a full stop may be one that was not cut: one that is listed, a legal form, a title."""
    tables, at = word_tables(), bisect_left(words, word)
    return words[at : at + 1] == [word] or (word,) in tables.legal_forms or word in tables.titles


def _tells_enough(folded: str) -> bool:
    forms = word_tables().legal_forms
    return sum(len(word) for word in plain_words(folded).split() if (word,) not in forms) >= _LEAST_LETTERS


def _beginning_so(word: str, words: Sequence[str]) -> list[str]:
    first, end = bisect_left(words, word), bisect_left(words, word + "\U0010ffff")
    return [one for one in words[first:end] if len(one) >= len(word) + _LEAST_LEFT_OUT]


def cut_words_score(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> NameScore:
    """The score of a name whose words are cut ones of a listed name."""
    return known_as_one(PenaltyType.CUT_WORDS, weights.cut_name, query, listed, lexicon, weights)
