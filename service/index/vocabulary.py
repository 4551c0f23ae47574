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
from rapidfuzz.process import cpdist

from service.index.packing import UNPACKED
from service.index.postings import Integers, Multimap, Places, Postings, objects
from service.index.signature import SignatureIndex
from service.matching.lexicon import Lexicon, lexicon, stem
from service.matching.likeness import LONG_WORD, MAX_EDITS_OF_LONG, MAX_RATIO, OTHER_WORD, ROOMY_WORD, father_of
from service.normalise.phonetic import sounds

# Two letters are at most MAX_RATIO of the mean length from so many letters in both words together.
_LEAST_SUM_FOR_TWO = ceil(2 * 2 / MAX_RATIO)
_ANAGRAM = 4

Meant = tuple[Places, Integers]
"""Pairs of the place of an asked word and the number of a listed one that may be meant by it."""


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
        self._objects = objects(self.words)

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

    def resolve(self, words: Sequence[str]) -> Postings:
        """For each of the words the numbers of all listed words that may stand for it, itself included."""
        spelt = [place for place, word in enumerate(words) if len(word) > 1 and not word.isdigit()]
        texts = [words[place] for place in spelt]
        places = np.array(spelt, dtype=np.intp)
        pairs = [self._itself(words)]
        for asked, numbers in (*self._by_letters(texts), *self._by_sound(texts), self._by_tables(texts)):
            pairs.append((places[asked], numbers))
        size = len(self.words)
        each = np.unique(np.concatenate([asked * size + numbers for asked, numbers in pairs]))
        starts = np.searchsorted(each, np.arange(len(words) + 1) * size)
        return Postings(starts, (each % max(size, 1)).astype(np.int32))

    def _itself(self, words: Sequence[str]) -> Meant:
        known = [(place, number) for place, word in enumerate(words) if (number := self.number(word)) is not None]
        return _pairs(known)

    def _by_letters(self, words: Sequence[str]) -> Iterator[Meant]:
        """Words few letters apart, as they are and less an ending.

        A word without an ending is its own stem, and found by its letters; so only the others are kept by their stem.
        """
        near = self.letters.near(words, _letters_apart)
        yield near.asked, near.numbers
        stems = [stem(word) for word in words]
        near = self.stems.keys.near(stems, _one_letter)
        yield _spread(near.asked, near.numbers, self.stems.words)
        cut = [place for place, word in enumerate(words) if stems[place] != word]
        near = self.letters.near([stems[place] for place in cut], _one_letter)
        yield np.array(cut, dtype=np.intp)[near.asked], near.numbers

    def _by_sound(self, words: Sequence[str]) -> Iterator[Meant]:
        """Words of the same sound; words one sound apart only where the letters allow it (`likeness`)."""
        heard = [(place, sound) for place, word in enumerate(words) for sound in sounds(word)]
        near = self.sounds.keys.near([sound for _, sound in heard], _one_letter)
        asked = np.array([place for place, _ in heard], dtype=np.intp)[near.asked]
        same = near.apart == 0
        yield _spread(asked[same], near.numbers[same], self.sounds.words)
        yield self._spelt_alike(words, *_spread(asked[~same], near.numbers[~same], self.sounds.words))

    def _spelt_alike(self, words: Sequence[str], asked: Places, numbers: Integers) -> Meant:
        """Of words one sound apart those whose letters are not too many apart."""
        letters = cpdist(objects(words)[asked], self._objects[numbers], scorer=OSA.distance, dtype=np.int32)
        lengths = np.array([len(word) for word in words], dtype=np.int32)[asked]
        mean = (self.lengths[numbers] + lengths) / 2
        possible = (letters + 2) / 3 <= np.minimum(MAX_RATIO * mean, MAX_EDITS_OF_LONG) + 1e-9
        possible &= (lengths >= ROOMY_WORD) | (letters < OTHER_WORD)
        return asked[possible], numbers[possible]

    def _by_tables(self, words: Sequence[str]) -> Meant:
        """Variants, nicknames, patronymics, anagrams."""
        found = [
            (place, number)
            for place, word in enumerate(words)
            for key in ("variant:" + word, *_table_keys(word, self.lexicon))
            for number in self.related.get(key).tolist()
        ]
        return _pairs(found)


def _letters_apart(length: int) -> Sequence[int]:
    """One letter always; two or three only where the words are long enough for the ratio allowed.

    Words further apart than that only meet if they sound alike, and are found by their sound.
    """
    if length < 4:
        return (0, 0)
    two = _LEAST_SUM_FOR_TWO - length
    return (0, 0, two) if length < LONG_WORD - 1 else (0, 0, two, 2 * LONG_WORD - length)


def _one_letter(length: int) -> Sequence[int]:
    return (0, 0)


def _pairs(found: Sequence[tuple[int, int]]) -> Meant:
    rows = np.array(found, dtype=np.int32).reshape(-1, 2)
    return rows[:, 0].astype(np.intp), rows[:, 1]


def _spread(asked: Places, keys: Integers, words: Postings) -> Meant:
    """The words of each key."""
    owners, numbers = words.spread(keys)
    return asked[owners], numbers


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
