"""The words of all listed names: which of them may stand for a word that is asked?

The relation is that of `word_similarity.py` and `alignment.py` in `service/engine/matching/`, found without looking at
every word: by letters, by sound and by stem through signatures, by tables for variants, nicknames and patronymics. It
may hold more pairs than the scorer accepts, never fewer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from service.common.cooperative import Steps, run_to_completion
from service.engine.index.postings import Integers, Multimap, Postings, objects
from service.engine.index.serialization import UNPACKED
from service.engine.index.signature import SignatureIndex
from service.engine.matching.lexicon import Lexicon, lexicon, stem
from service.engine.matching.word_similarity import (
    LONG_WORD,
    MAX_EDITS,
    MAX_EDITS_OF_LONG,
    MAX_RATIO,
    OTHER_WORD,
    ROOMY_WORD,
    father_of,
)
from service.engine.normalise.abbreviations import short_for
from service.engine.normalise.phonetic import sounds
from service.engine.normalise.words import word_tables

# Two letters are at most MAX_RATIO of the mean length from so many letters in both words together.
_LEAST_SUM_FOR_TWO = ceil(2 * 2 / MAX_RATIO)
_ANAGRAM = 4
_LONG_SOUND = 9
"""Words of which two together have 28 letters have sounds of about so many."""

Meant = tuple[int, Iterable[int]]
"""The place of an asked word, and the numbers of listed ones that may be meant by it."""


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

    def resolve(self, words: Sequence[str]) -> list[set[int]]:
        """For each of the words the numbers of all listed words that may stand for it, itself included."""
        return run_to_completion(self.resolve_in_steps(words))

    def resolve_in_steps(self, words: Sequence[str]) -> Steps[list[set[int]]]:
        """The same, pausing after each way in which they are looked for."""
        found: list[set[int]] = [set() for _ in words]
        for place, word in enumerate(words):
            number = self.number(word)
            if number is not None:
                found[place].add(number)
        spelt = [place for place, word in enumerate(words) if len(word) > 1 and not word.isdigit()]
        texts = [words[place] for place in spelt]
        for way in (self._by_letters, self._by_sound, self._by_tables):
            for place, numbers in way(texts):
                found[spelt[place]].update(numbers)
            yield
        return found

    def _by_letters(self, words: Sequence[str]) -> Iterator[Meant]:
        """Words few letters apart, as they are and less an ending.

        A word without an ending is its own stem, and found by its letters; so only the others are kept by their stem.
        """
        for place, number, _ in self.letters.near(words, _letters_apart).pairs():
            yield place, (number,)
        stems = [stem(word) for word in words]
        for place, key, _ in self.stems.keys.near(stems, _one_letter).pairs():
            yield place, self.stems.words.of(key).tolist()
        cut = [place for place, word in enumerate(words) if stems[place] != word]
        for at, number, _ in self.letters.near([stems[place] for place in cut], _one_letter).pairs():
            yield cut[at], (number,)

    def _by_sound(self, words: Sequence[str]) -> Iterator[Meant]:
        """Words of the same sound; words a sound or two apart only where the letters allow it (`likeness`)."""
        heard = [(place, sound) for place, word in enumerate(words) for sound in sounds(word)]
        further: list[tuple[int, int, int]] = []
        for at, key, apart in self.sounds.keys.near([sound for _, sound in heard], _sounds_apart).pairs():
            place, numbers = heard[at][0], self.sounds.words.of(key).tolist()
            if apart:
                further += [(place, number, apart) for number in numbers]
            else:
                yield place, numbers
        if further:
            yield from self._spelt_alike(words, *np.array(further, dtype=np.int32).T)

    def _spelt_alike(
        self, words: Sequence[str], asked: Integers, numbers: Integers, apart: Integers
    ) -> Iterator[Meant]:
        """Of words so many sounds apart those whose letters are not too many apart."""
        letters = cpdist(objects(words)[asked], self._objects[numbers], scorer=OSA.distance, dtype=np.int32)
        lengths = np.array([len(word) for word in words], dtype=np.int32)[asked]
        mean = (self.lengths[numbers] + lengths) / 2
        most = np.where(mean >= LONG_WORD, MAX_EDITS_OF_LONG, MAX_EDITS)
        possible = (letters + 2 * apart) / 3 <= np.minimum(MAX_RATIO * mean, most) + 1e-9
        possible &= (np.maximum(self.lengths[numbers], lengths) >= ROOMY_WORD) | (letters < OTHER_WORD)
        for place, number in zip(asked[possible].tolist(), numbers[possible].tolist(), strict=True):
            yield place, (number,)

    def _by_tables(self, words: Sequence[str]) -> Iterator[Meant]:
        """Variants, nicknames, patronymics, anagrams, abbreviations."""
        for place, word in enumerate(words):
            for key in ("variant:" + word, *_table_keys(word, self.lexicon), *_length_keys(word, "short", "in full")):
                numbers = self.related.get(key)
                if len(numbers):
                    yield place, numbers.tolist()


def _letters_apart(length: int) -> Sequence[int]:
    """One letter always; two or three only where the words are long enough for the ratio allowed.

    Words further apart than that only meet if they sound alike, and are found by their sound.
    """
    if length < 4:
        return (0, 0)
    two = _LEAST_SUM_FOR_TWO - length
    return (0, 0, two) if length < LONG_WORD - 1 else (0, 0, two, 2 * LONG_WORD - length)


def _sounds_apart(length: int) -> Sequence[int]:
    """One sound; two only in long words, which may be five letters apart."""
    return (0, 0) if length < _LONG_SOUND else (0, 0, _LONG_SOUND)


def _one_letter(length: int) -> Sequence[int]:
    return (0, 0)


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
        for key in (*_table_keys(word, lexicon), *_length_keys(word, "in full", "short")):
            found[key].append(number)
    return found


def _length_keys(word: str, common: str, shortened: str) -> Iterator[str]:
    """Keys of a common word, or of one that may be short for some: asked ones meet listed ones of the other sort."""
    row = word_tables().generic_words.get(word)
    if row is not None:
        yield f"{common}:{row}"
    for row in short_for(word):
        yield f"{shortened}:{row}"


def _table_keys(word: str, lexicon: Lexicon) -> Iterator[str]:
    """Two words that share one of these keys may stand for one another."""
    yield from lexicon.table_keys(word)
    father = father_of(word)
    if father is not None:
        for number in lexicon.father_keys(father):
            yield f"father:{number}"
    if len(word) >= _ANAGRAM:
        yield "letters:" + "".join(sorted(word))
