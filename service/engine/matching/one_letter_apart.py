"""Which of some words are one letter from a given one: a letter lost, added or wrong, or two neighbours exchanged.

Two words are so if they are the same less a letter of either or of both. So each word is kept with what is left of it
without each of its letters, as numbers: eight bytes for each letter of each word, put down when the first one is asked.
The words of a single name are few, and each is compared.

The number of a word is the sum of its letters, each times a power of one odd number by its place, modulo 2**32. What is
left without a letter follows from the sums before and behind it, for all letters of all words at once. Words of one
number are rare, and compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import mul

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

_REMEMBERED = 1 << 13
_FEW = 64
_BITS = (1 << 32) - 1
_BASE = 0x9E3779B1
"""An odd number without a pattern in its bits."""
_IN_FRONT = pow(_BASE, -1, _BITS + 1)
"""Times this, letters stand one place further in front."""

Numbers = NDArray[np.uint32]


@dataclass(eq=False, slots=True)
class OneLetterApart:
    """Words, found by others that are one letter apart. What was asked is remembered, as the world's words repeat."""

    words: Sequence[str]
    _numbers: Numbers | None = field(default=None, init=False, repr=False)
    _owners: NDArray[np.int32] = field(init=False, repr=False)
    _sieve: bytes = field(default=b"", init=False, repr=False)
    """A bit for all numbers of the same first 22 bits: most words that are asked have none that is set."""
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)

    def of(self, word: str) -> tuple[str, ...]:
        """The words that are one letter apart from a word, not the word itself."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known = {}
            found = self._known[word] = self._found(word)
        return found

    def _found(self, word: str) -> tuple[str, ...]:
        near = self.words if len(self.words) <= _FEW else self._of_one_number(word)
        return tuple(one for one in near if one != word and OSA.distance(one, word, score_cutoff=1) <= 1)

    def _of_one_number(self, word: str) -> Sequence[str]:
        """The words of which a number is one of those of a word."""
        numbers = self._numbers
        if numbers is None:
            numbers = self._numbers = self._put_down()
        sieve = self._sieve
        asked = [one for one in _numbers_of(word) if sieve[one >> 13] & 128 >> (one >> 10 & 7)]
        if not asked:
            return ()
        first, end = (np.searchsorted(numbers, np.array(asked, dtype=np.uint32), side) for side in ("left", "right"))
        ranges = zip(first.tolist(), end.tolist(), strict=True)
        some = {owner for start, stop in ranges for owner in self._owners[start:stop].tolist()}
        return [self.words[at] for at in sorted(some)]

    def _put_down(self) -> Numbers:
        """The numbers of all words and of their rests, in order, and whose they are."""
        numbers, owners = _numbers_of_all(self.words)
        order = np.argsort(numbers, kind="stable")
        self._owners, numbers = owners[order], numbers[order]
        bits = np.zeros(1 << 22, dtype=np.bool_)
        bits[numbers >> np.uint32(10)] = True
        self._sieve = np.packbits(bits).tobytes()
        return numbers


def _numbers_of(word: str) -> list[int]:
    """The numbers of a word, and of what is left of it without each of its letters."""
    letters = list(map(mul, map(ord, word), _powers(len(word))))
    whole, before = sum(letters), 0
    found = [whole & _BITS]
    for letter in letters:
        found.append((before + (whole - before - letter) * _IN_FRONT) & _BITS)
        before += letter
    return found


def _numbers_of_all(words: Sequence[str]) -> tuple[Numbers, NDArray[np.int32]]:
    """The numbers of many words and of their rests as `_numbers_of` gives them, in any order, and whose they are."""
    lengths = np.array([len(word) for word in words], dtype=np.int64)
    ends, of_words = np.cumsum(lengths), np.arange(len(words), dtype=np.int32)
    owners = np.repeat(of_words, lengths)
    codes = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    powers = np.array(_powers(int(lengths.max(initial=0))), dtype=np.uint32)
    letters = codes * powers[np.arange(len(codes)) - (ends - lengths)[owners]]
    sums = np.concatenate([np.zeros(1, np.uint32), np.cumsum(letters, dtype=np.uint32)])  # of all words in a row
    first = sums[ends - lengths]
    whole, before = sums[ends] - first, sums[:-1] - first[owners]
    rests = before + (whole[owners] - before - letters) * np.uint32(_IN_FRONT)
    return np.concatenate([whole, rests]), np.concatenate([of_words, owners])


@lru_cache(maxsize=1 << 8)
def _powers(places: int) -> tuple[int, ...]:
    return tuple(pow(_BASE, place, _BITS + 1) for place in range(places))
