"""Which of some words are another one when a letter that they have more than once is lost, as where a key is broken:
habibullah without a is hbibullh. The first letter may be left, as where it was put in by other means.

Each word is kept with the number of what is left of it, eight bytes for each of its letters that stands more than once,
put down when the first one is asked. Words of one number are rare, and compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_LEAST_LEFT = 2
_FEW = 30
"""So many words, as of one name, are looked at one by one."""
_REMEMBERED = 1 << 13


@dataclass(eq=False, slots=True)
class LettersLostThroughout:
    """Words, found by what is left of them. What was asked is remembered, as the world's words repeat."""

    words: Sequence[str]
    _numbers: NDArray[np.uint32] | None = field(default=None, init=False, repr=False)
    _owners: NDArray[np.int32] = field(init=False, repr=False)
    _sieve: bytes = field(default=b"", init=False, repr=False)
    """A bit for all numbers of the same first 22 bits: most words that are asked have none that is set."""
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)

    def of(self, rest: str) -> tuple[str, ...]:
        """The words of which this is left without one letter that they have more than once."""
        found = self._known.get(rest)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known = {}
            found = self._known[rest] = tuple(self._found(rest))
        return found

    def _found(self, rest: str) -> Iterator[str]:
        if len(self.words) <= _FEW:
            yield from (word for word in self.words if rest in _rests_of(word))
            return
        numbers = self._numbers
        if numbers is None:
            numbers = self._numbers = self._put_down()
        asked = crc32(rest.encode())
        if not self._sieve[asked >> 13] & 128 >> (asked >> 10 & 7):
            return
        number = np.uint32(asked)
        at, end = np.searchsorted(numbers, number), np.searchsorted(numbers, number, "right")
        for owner in sorted(set(self._owners[at:end].tolist())):
            if rest in _rests_of(self.words[owner]):
                yield self.words[owner]

    def _put_down(self) -> NDArray[np.uint32]:
        pairs = [(crc32(rest.encode()), at) for at, word in enumerate(self.words) for rest in _rests_of(word)]
        numbers = np.array([number for number, _ in pairs], dtype=np.uint32)
        order = np.argsort(numbers, kind="stable")
        bits = np.zeros(1 << 22, dtype=np.bool_)
        bits[numbers >> np.uint32(10)] = True
        self._sieve = np.packbits(bits).tobytes()
        self._owners = np.array([owner for _, owner in pairs], dtype=np.int32)[order]
        return numbers[order]


def _rests_of(word: str) -> set[str]:
    """What is left of a word without a letter of it, the first letter kept or not."""
    several = {letter for letter in word if word.count(letter) > 1}
    rests = {word.replace(letter, "") for letter in several}
    rests |= {word[0] + word[1:].replace(word[0], "")} if word[:1] in several else set()
    return {rest for rest in rests if len(rest) >= _LEAST_LEFT and len(word) - len(rest) > 1}
