"""Which of some words are one letter from a given one: a letter lost, added or wrong, or two neighbours exchanged.

Two words are so if they are the same less a letter of either or of both. So each word is kept with what is left of it
without each of its letters, as numbers: eight bytes for each letter of each word, put down when the first one is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

_BITS = (1 << 32) - 1
_REMEMBERED = 1 << 13

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
        found = (self.words[at] for at in sorted(some))
        return tuple(one for one in found if one != word and OSA.distance(one, word, score_cutoff=1) <= 1)

    def _put_down(self) -> Numbers:
        """The numbers of all words and of their rests, in order, and whose they are."""
        every = [_numbers_of(word) for word in self.words]
        owners = np.repeat(np.arange(len(every), dtype=np.int32), [len(some) for some in every])
        numbers = np.array([one for some in every for one in some], dtype=np.uint32)
        order = np.argsort(numbers, kind="stable")
        self._owners, numbers = owners[order], numbers[order]
        bits = np.zeros(1 << 22, dtype=np.bool_)
        bits[numbers >> np.uint32(10)] = True
        self._sieve = np.packbits(bits).tobytes()
        return numbers


def _numbers_of(word: str) -> list[int]:
    """The numbers of a word, and of what is left of it without each of its letters."""
    return [hash(word) & _BITS, *[hash(word[:at] + word[at + 1 :]) & _BITS for at in range(len(word))]]
