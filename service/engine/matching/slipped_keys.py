"""Names as worn keyboards and stitched pages leave them: one letter lost throughout, as where its key is broken (Olg
Zlmrsn), a key struck for the space bar that it lies beside (OlegmZelmarson), and letters twice where two scans overlap
(Zelmarmarson).

Each strange word has to be what is left of a known one, or two known ones, and the words of the whole those of a listed
name.

Not handled: slips of two of these kinds in one name, other scripts than Latin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import Protocol

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.lexicon import Lexicon
from service.engine.normalise.word_splitting import ascii_words

_LEAST_LETTERS = 6
_LEAST_LOST = 2
"""So many times a letter has to be lost: once is a slip, and found by its spelling."""
_LEFT_FOR_EACH, _LEFT_OF_SHORT, _SHORT = 2, 3, 8
"""So many letters must be seen for each one lost, of names of fewer letters than eight three."""
_MOST_WAYS = 200
_LEAST_ONCE, _LEAST_BEFORE = 4, 2
_BY_THE_SPACE_BAR = frozenset("xcvbnm")
_TWICE = lazy_pattern(r"(?=([a-z]{2,4})\1)")
"""Letters that are followed by the same again."""


class Words(Protocol):
    """The words of listed names."""

    @property
    def words(self) -> frozenset[str]:
        """All of them."""

    def one_letter_more(self, word: str) -> Sequence[str]:
        """Those that have one letter more than a word."""

    def left_throughout(self, word: str) -> Sequence[str]:
        """Those that are a word when a letter that they have more than once is left out."""


def slipped(text: str, known: Words, lexicon: Lexicon) -> Iterator[str]:
    """The words of a text in the order of the alphabet, as `words_key` writes listed names, with keys put right.
    Nothing for most texts."""
    words = ascii_words(text)
    strange = [at for at, word in enumerate(words) if word not in known.words and not lexicon.is_known(word)]
    if not strange or sum(map(len, words)) < _LEAST_LETTERS:
        return
    yield from _mended(words, strange, known)
    lost = {letter for word in _longer(words[strange[0]], known) for letter in _lost(word, words[strange[0]])}
    for letter in sorted(lost):
        yield from _with_letter(words, letter, known)


def may_be_slipped(word: str, known: Words) -> bool:
    """Whether a strange word may stand for known ones in any way that is tried."""
    return any(_as_meant(word, known)) or bool(_longer(word, known))


def _mended(words: Sequence[str], strange: Sequence[int], known: Words) -> Iterator[str]:
    """The words with letters that stand twice taken for one, and blanks for keys that lie beside theirs."""
    ways: list[Sequence[str]] = [(word,) for word in words]
    for at in strange:
        ways[at] = [*_as_meant(words[at], known)]
    others = (word for at, word in enumerate(words) if at not in strange)
    if known.words.issuperset(others) and 0 < prod(map(len, ways)) <= _MOST_WAYS:
        for way in product(*ways):
            yield " ".join(sorted(" ".join(way).split()))


def _as_meant(word: str, known: Words) -> Iterator[str]:
    for found in _TWICE.finditer(word) if len(word) > _LEAST_ONCE else ():
        once = word[: found.start()] + word[found.start() + len(found[1]) :]
        if once in known.words and len(once) >= _LEAST_ONCE:
            yield once
    for at in range(_LEAST_BEFORE, len(word) - 1 if len(word) > _LEAST_LETTERS else 0):
        if word[at] in _BY_THE_SPACE_BAR and word[:at] in known.words and word[at + 1 :] in known.words:
            yield f"{word[:at]} {word[at + 1 :]}"


def _with_letter(words: Sequence[str], letter: str, known: Words) -> Iterator[str]:
    """The words with a letter put back that none of them has, unless it begins the first."""
    if any(letter in (word[1:] if not at else word) for at, word in enumerate(words)):
        return
    ways = []
    for word in words:
        found = [one for one in _longer(word, known) if letter in _lost(one, word)]
        ways.append([*([word] if word in known.words else []), *found])
    if not 0 < prod(map(len, ways)) <= _MOST_WAYS:
        return
    left = sum(map(len, words))
    for_each = _LEFT_OF_SHORT if left < _SHORT else _LEFT_FOR_EACH
    for way in product(*ways):
        lost = sum(map(len, way)) - left
        if lost >= _LEAST_LOST and left >= lost * for_each:
            yield " ".join(sorted(way))


def _longer(word: str, known: Words) -> list[str]:
    return [*known.one_letter_more(word), *known.left_throughout(word)]


def _lost(longer: str, word: str) -> set[str]:
    """The letter that a longer word has lost wherever it stands, the first place kept or not; nothing if others are."""
    return {
        letter
        for letter in set(longer)
        if word in (longer.replace(letter, ""), longer[0] + longer[1:].replace(letter, ""))
    }
