"""The words of all listed names: which of them may stand for a word that is asked?

The relation is that of `service/matching/likeness.py` and `align.py`, found without looking at every word: by letters,
by sound and by stem through signatures, by tables for variants, nicknames and patronymics. It may hold more pairs
than the scorer accepts, never fewer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from service.index.packing import UNPACKED
from service.index.postings import Integers, Multimap, Postings
from service.index.signature import SignatureIndex
from service.matching.lexicon import Lexicon, lexicon, stem
from service.matching.likeness import LONG_WORD, MAX_EDITS_OF_LONG, MAX_RATIO, OTHER_WORD, ROOMY_WORD, father_of
from service.normalise.phonetic import sounds

# Two letters are at most MAX_RATIO of the mean length from so many letters in both words together.
_LEAST_SUM_FOR_TWO = ceil(2 * 2 / MAX_RATIO)
_ANAGRAM = 4


@dataclass(eq=False, slots=True)
class Keyed:
    """Words by something that several of them share: the distinct keys, and the words of each."""

    keys: SignatureIndex
    words: Postings

    @classmethod
    def build(cls, keys: Sequence[tuple[str, ...]]) -> Keyed:
        groups: dict[str, list[int]] = defaultdict(list)
        for number, word_keys in enumerate(keys):
            for key in word_keys:
                groups[key].append(number)
        return cls(SignatureIndex.build(list(groups)), Postings.build(list(groups.values())))


@dataclass(eq=False, slots=True)
class Vocabulary:
    """Distinct words, numbered from 0 in the order given.

    `stems` are those that have an ending by their stem, `related` words by the tables that join them.
    """

    words: list[str]
    lengths: Integers
    letters: SignatureIndex
    sounds: Keyed
    stems: Keyed
    related: Multimap
    lexicon: Lexicon = field(default_factory=lexicon, metadata=UNPACKED)
    _numbers: dict[str, int] = field(init=False, repr=False)
    _objects: NDArray[np.object_] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._numbers = dict(zip(self.words, range(len(self.words)), strict=True))
        self._objects = np.empty(len(self.words), dtype=object)
        self._objects[:] = self.words

    @classmethod
    def build(cls, words: Sequence[str], lexicon: Lexicon) -> Vocabulary:
        return cls(
            list(words),
            np.fromiter(map(len, words), dtype=np.int32, count=len(words)),
            SignatureIndex.build(words),
            Keyed.build([sounds(word) for word in words]),
            Keyed.build([(stem(word),) if stem(word) != word else () for word in words]),
            Multimap.build(_related(words, lexicon)),
            lexicon,
        )

    def number(self, word: str) -> int | None:
        """The number of a word, or None if no listed name has it."""
        return self._numbers.get(word)

    def resolve(self, word: str) -> list[int]:
        """Numbers of all listed words that may stand for the word, itself included. Distinct."""
        number = self._numbers.get(word)
        found: set[int] = set() if number is None else {number}
        if len(word) > 1 and not word.isdigit():
            found.update(self._by_letters(word), self._by_sound(word), self._by_stem(word))
            for key in ("variant:" + word, *_table_keys(word, self.lexicon)):
                found.update(self.related.get(key).tolist())
        return list(found)

    def _by_letters(self, word: str) -> list[int]:
        """One letter apart always; two letters apart only where the words are long enough for the ratio allowed.

        Words further apart than that only meet if they sound alike, and are found by their sound.
        """
        if len(word) < 4:
            return self.letters.near(word, (0, 0))
        two = _LEAST_SUM_FOR_TWO - len(word)
        if len(word) < LONG_WORD - 1:
            return self.letters.near(word, (0, 0, two))
        return self.letters.near(word, (0, 0, two, 2 * LONG_WORD - len(word)))

    def _by_sound(self, word: str) -> list[int]:
        """Words of the same sound; words one sound apart only where the letters allow it (`likeness`)."""
        same: list[int] = []
        near: list[int] = []
        for sound in sounds(word):
            groups, distances = self.sounds.keys.within(sound, 1)
            for group, distance in zip(groups.tolist(), distances.tolist(), strict=True):
                (near if distance else same).extend(self.sounds.words.of(group).tolist())
        return same + self._near_enough(word, near) if near else same

    def _near_enough(self, word: str, near: list[int]) -> list[int]:
        """Of words one sound apart those whose letters are not too many apart."""
        numbers = np.array(near, dtype=np.int32)
        letters = cdist([word], self._objects[numbers], scorer=OSA.distance, dtype=np.int32)[0]
        lengths = (self.lengths[numbers] + len(word)) / 2
        possible = (letters + 2) / 3 <= np.minimum(MAX_RATIO * lengths, MAX_EDITS_OF_LONG) + 1e-9
        if len(word) < ROOMY_WORD:
            possible &= letters < OTHER_WORD
        kept: list[int] = numbers[possible].tolist()
        return kept

    def _by_stem(self, word: str) -> list[int]:
        """Words whose stem is at most a letter from that of the word.

        A word without an ending is its own stem, and found by its letters; so only the others are kept by their stem.
        """
        own = stem(word)
        found: list[int] = self.stems.words.of_all(self.stems.keys.within(own, 1)[0].tolist()).tolist()
        return found if own == word else [*found, *self.letters.near(own, (0, 0))]


def _related(words: Sequence[str], lexicon: Lexicon) -> dict[str, list[int]]:
    """Words by every key that joins them to others: learned pairs, tables of given names, fathers, anagrams."""
    found: dict[str, list[int]] = defaultdict(list)
    partners: dict[str, list[str]] = defaultdict(list)
    for left, right in lexicon.variants:
        partners[left].append(right)
        partners[right].append(left)
    for number, word in enumerate(words):
        for partner in partners.get(word, ()):
            found["variant:" + partner].append(number)
        for key in _table_keys(word, lexicon):
            found[key].append(number)
    return found


def _table_keys(word: str, lexicon: Lexicon) -> Iterator[str]:
    """Two words that share one of these keys may stand for one another."""
    yield from lexicon.table_keys(word)
    father = father_of(word)
    if father is not None:
        for number in lexicon.father_keys(father):
            yield f"father:{number}"
    if len(word) >= _ANAGRAM:
        yield "letters:" + "".join(sorted(word))
