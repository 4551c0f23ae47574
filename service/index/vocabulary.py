"""The words of all listed names: which of them may stand for a word that is asked?

The relation is that of `service/matching/likeness.py` and `align.py`, found without looking at every word: by letters,
by sound and by stem through signatures, by tables for variants, nicknames and patronymics. It may hold more pairs
than the scorer accepts, never fewer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import ceil

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from service.index.signature import Integers, SignatureIndex
from service.matching.lexicon import Lexicon, stem
from service.matching.likeness import LONG_WORD, MAX_EDITS_OF_LONG, MAX_RATIO, OTHER_WORD, ROOMY_WORD, father_of
from service.normalise.phonetic import sounds

# Two letters are at most MAX_RATIO of the mean length from so many letters in both words together.
_LEAST_SUM_FOR_TWO = ceil(2 * 2 / MAX_RATIO)


class Vocabulary:
    """Distinct words, numbered from 0 in the order given."""

    def __init__(self, words: Sequence[str], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words = list(words)
        self._numbers = {word: number for number, word in enumerate(words)}
        self._lengths = np.fromiter((len(word) for word in words), dtype=np.int32, count=len(words))
        self._letters = SignatureIndex(words)
        self._sounds, self._sound_groups = _grouped([sounds(word) for word in words])
        self._stems, self._stem_groups = _grouped([(stem(word),) for word in words])
        self._variants = self._group_by_table(words)
        self._fathers: dict[int, list[int]] = defaultdict(list)
        for number, word in enumerate(words):
            for father in lexicon.father_keys(father_of(word) or ""):
                self._fathers[father].append(number)
        self._anagrams: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(words):
            if len(word) >= 4:
                self._anagrams["".join(sorted(word))].append(number)

    def _group_by_table(self, words: Sequence[str]) -> dict[str, list[int]]:
        """Listed words by every table key that joins them to others: learned pairs, classes, nicknames."""
        keyed: dict[str, list[int]] = defaultdict(list)
        partners: dict[str, list[str]] = defaultdict(list)
        for left, right in self._lexicon.variants:
            partners[left].append(right)
            partners[right].append(left)
        for number, word in enumerate(words):
            for partner in partners.get(word, ()):
                keyed["variant:" + partner].append(number)
            for key in self._lexicon.table_keys(word):
                keyed[key].append(number)
        return dict(keyed)

    def number(self, word: str) -> int | None:
        """The number of a word, or None if no listed name has it."""
        return self._numbers.get(word)

    def resolve(self, word: str) -> Integers:
        """Numbers of all listed words that may stand for the word, itself included. Distinct and sorted."""
        number = self._numbers.get(word)
        found: set[int] = set() if number is None else {number}
        if len(word) > 1 and not word.isdigit():
            found.update(self._by_letters(word), self._by_sound(word), self._by_stem(word))
            for key in ("variant:" + word, *self._lexicon.table_keys(word)):
                found.update(self._variants.get(key, ()))
            found.update(self._anagrams.get("".join(sorted(word)), ()))
            for father in self._lexicon.father_keys(father_of(word) or ""):
                found.update(self._fathers.get(father, ()))
        return np.array(sorted(found), dtype=np.int32)

    def _by_sound(self, word: str) -> list[int]:
        """Words of the same sound; words one sound apart only where the letters allow it (`likeness`)."""
        same: set[int] = set()
        near: set[int] = set()
        for sound in sounds(word):
            groups, distances = self._sounds.within(sound, 1)
            for group, distance in zip(groups.tolist(), distances.tolist(), strict=True):
                (near if distance else same).update(self._sound_groups[group])
        numbers = np.array(sorted(near - same), dtype=np.int32)
        if not len(numbers):
            return list(same)
        letters = cdist([word], [self._words[n] for n in numbers], scorer=OSA.distance, dtype=np.int32)[0]
        lengths = (self._lengths[numbers] + len(word)) / 2
        possible = (letters + 2) / 3 <= np.minimum(MAX_RATIO * lengths, MAX_EDITS_OF_LONG) + 1e-9
        if len(word) < ROOMY_WORD:
            possible &= letters < OTHER_WORD
        return [*same, *numbers[possible].tolist()]

    def _by_stem(self, word: str) -> list[int]:
        return [n for group in self._stems.within(stem(word), 1)[0].tolist() for n in self._stem_groups[group]]

    def _by_letters(self, word: str) -> list[int]:
        """One letter apart always; two letters apart only where the words are long enough for the ratio allowed.

        Words further apart than that only meet if they sound alike, and are found by their sound.
        """
        most = 3 if len(word) >= LONG_WORD - 1 else 2 if len(word) > 3 else 1
        numbers, distances = self._letters.within(word, most)
        letters = self._lengths[numbers] + len(word)
        near: list[int] = numbers[
            (distances <= 1) | (letters >= np.where(distances == 2, _LEAST_SUM_FOR_TWO, 2 * LONG_WORD))
        ].tolist()
        return near


def _grouped(keys: list[tuple[str, ...]]) -> tuple[SignatureIndex, list[list[int]]]:
    """An index of the distinct keys, and for each of them the words that have it."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, word_keys in enumerate(keys):
        for key in word_keys:
            groups[key].append(number)
    return SignatureIndex(list(groups)), list(groups.values())
