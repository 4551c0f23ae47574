"""The skeletons of readings, and which of them are one or two edits (OSA) from given ones.

Two filters that cannot lose come before the edits are counted. The first is how often each class occurs. The second is
which classes are neighbours: 64 bits, one for each pair of two of the seven classes and the end. To change a class
flips four of them at most, one more or less flips three, to swap two flips six; so what the counts leave open, the
neighbours mostly decide. Of 12 skeletons that the counts let pass one is near.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.engine.index.postings import true_places
from service.engine.index.signature import Near, SignatureIndex
from service.engine.matching.phonetic.rarity import SKELETON_CLASSES

LONG_SKELETON = 5
"""From so many consonants on two of them may differ, below only one. Of 8,939 pairs of words that sound alike by
0.58 or more, in names that lists publish in two scripts, 0.12 % differ in more."""
_COUNTED = 9

_END = len(SKELETON_CLASSES)
_NUMBERS = {letter: at for at, letter in enumerate(SKELETON_CLASSES)}

_FLIPS = np.array([[0, 0, 0, 0, 0], [6, 3, 4, 0, 0], [12, 9, 10, 7, 8]], dtype=np.uint8)
"""By the edits allowed and the bits by which the counts differ, how many bits of the neighbours may differ. For two
edits and two bits that is ten: a change, which flips four of them, and a swap, which the counts do not show."""


@dataclass(eq=False, slots=True)
class SkeletonIndex:
    """Skeletons with both filters; `neighbours` in the order of the index."""

    index: SignatureIndex
    neighbours: NDArray[np.uint64]

    @classmethod
    def build(cls, skeletons: Sequence[str]) -> SkeletonIndex:
        """An index of skeletons numbered from 0 in the order given."""
        index = SignatureIndex.build(skeletons, counted)
        return cls(index, np.array([neighbours(text) for text in index.strings], dtype=np.uint64))

    def near(self, asked: Sequence[str]) -> Near:
        """The skeletons near each of those asked."""
        signed = [counted(text) for text in asked]
        found = self.index.possible(asked, _classes_apart, signed)
        counts = np.array(signed, dtype=np.uint64)[found.asked] ^ self.index.signatures[found.positions]
        pairs = np.array([neighbours(text) for text in asked], dtype=np.uint64)[found.asked]
        flips = np.bitwise_count(pairs ^ self.neighbours[found.positions])
        keep = true_places(flips <= _FLIPS[found.most, np.bitwise_count(counts)])
        return self.index.checked(asked, found.part(keep))


def counted(text: str) -> int:
    """A skeleton's signature: for each class as many bits as it occurs, so that an edit flips two bits at most."""
    bits = 0
    for at, letter in enumerate(SKELETON_CLASSES):
        bits |= ((1 << min(text.count(letter), _COUNTED)) - 1) << at * _COUNTED
    return bits


def neighbours(text: str) -> int:
    """A bit for each two classes that are neighbours in a skeleton, and for the first and the last one."""
    bits, before = 0, _END
    for letter in text:
        at = _NUMBERS[letter]
        bits |= 1 << (before * 8 + at)
        before = at
    return bits | 1 << (before * 8 + _END)


def _classes_apart(length: int) -> Sequence[int]:
    return (0, 0, 0) if length >= LONG_SKELETON else (0, 0)
