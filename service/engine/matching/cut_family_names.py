"""Persons' names of which the last word was cut without a full stop, as narrow columns do: "Karim ZELMAR" for Karim
Zelmarson. Given names that were cut are in `cut_words.py`.

The cut word has to be in nobody's name that was ever counted, and the others those of the listed name, one of them of
three letters and more. Not handled: names of which the family name stands first and is followed by initials.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.engine.matching.lexicon import Lexicon
from service.engine.matching.sorted_words import continued_in_latin, is_among
from service.engine.normalise.word_splitting import ascii_words

_LEAST_LETTERS, _LEAST_LEFT_OUT, _LEAST_OF_OTHERS = 5, 2, 3
_MOST_WAYS = 50


def family_name_completed(text: str, known: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The words of a text in the order of the alphabet, as `words_key` writes listed names, its one strange word
    completed to those of `known`, which are in order. Nothing for most texts."""
    words = ascii_words(text)
    strange = [word for word in words if not (is_among(word, known) or lexicon.is_known(word))]
    if len(strange) != 1 or len(words) < 2 or strange[0] not in (words[0], words[-1]):
        return
    rest = [word for word in words if word != strange[0]]
    if max(map(len, rest)) < _LEAST_OF_OTHERS or not all(is_among(word, known) for word in rest):
        return
    ways = _begun(strange[0], known)
    if len(ways) <= _MOST_WAYS:
        yield from (" ".join(sorted([*rest, word])) for word in ways)


def may_be_begun(word: str, known: Sequence[str]) -> bool:
    """Whether a strange word may be the beginning of a known one."""
    return bool(_begun(word, known))


def _begun(word: str, known: Sequence[str]) -> list[str]:
    if len(word) < _LEAST_LETTERS or not word.isalpha():
        return []
    some = continued_in_latin(word, known)
    return [one for one in some if len(one) >= len(word) + _LEAST_LEFT_OUT]
