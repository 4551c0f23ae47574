"""By what screenings are found again: keyed hashes of the words of names, of the callers' own ids, and of territories.

The index holds no names: without the key of the installation nobody can tell which word a number stands for, nor try
words. Each word has a hash of how it sounds as Latin letters are read (`phonetic`), one of its consonants in any script
(`skeleton`), and two of its halves, each with the length of the word; so names written alike are found too, and what is
found is compared with what was asked.

One wrong letter spoils one half only: whoever looks for both halves, for lengths up to one more and one less, finds
every word with one letter changed, added or left out, and few others (Li, Deng, Wang, Feng: "Pass-Join", VLDB 2011).

A hash is keyed BLAKE2b (RFC 7693, section 2.9) cut to 64 bits, kept as a signed integer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from service.engine.index.name_directory import words_of
from service.engine.matching.phonetic.rarity import skeleton
from service.engine.normalise.phonetic import phonetic
from service.engine.normalise.transcription.words import readings_of

_REMEMBERED = 1 << 16
"""Words whose hashes are kept: the world's names repeat."""

_SHORTEST_SKELETON = 2
"""One consonant tells nothing."""
_MOST_READINGS = 2

_SHORTEST_HALF = 2
"""One letter tells nothing either."""

AnyOf = tuple[int, ...]
"""Keys of which one is enough."""


class SearchKeys:
    """Hashes with one key of 32 bytes or more."""

    def __init__(self, key: bytes) -> None:
        own_key = hashlib.blake2b(key, person=b"sekisho-index").digest()
        self._empty = hashlib.blake2b(key=own_key, digest_size=8)
        self._hashed = lru_cache(maxsize=_REMEMBERED)(self._hash)
        self._word = lru_cache(maxsize=_REMEMBERED)(self._keys_of_word)

    def of_names(self, names: Iterable[str]) -> frozenset[int]:
        """The keys under which a party with these names is kept."""
        return frozenset().union(*(self._word(word).kept for name in names for word in words_of(name)))

    def by_spelling(self, name: str) -> tuple[AnyOf, ...]:
        """For each word of a name the key of its spelling. To look for a name, ask for one key of each word."""
        return _distinct((word.spelling,) for word in self._words(name))

    def by_halves(self, name: str) -> tuple[AnyOf, ...]:
        """For each word, in the same order, the keys under which it stands with one letter wrong."""
        spellings = dict.fromkeys(map(phonetic, words_of(name)))
        return tuple(tuple(self._hash("half", one) for one in _halves_sought(spelling)) for spelling in spellings)

    def by_sound(self, name: str) -> tuple[AnyOf, ...]:
        """The same as `by_spelling` by consonants, of which a word may have several readings."""
        return _distinct(keys for word in self._words(name) for keys in word.sounds)

    def of_id(self, text: str) -> int:
        """The key of a party by the caller's own id."""
        return self._hashed("id", text)

    def of_territory(self, territory: str) -> int:
        """The key of goods or an address from a territory."""
        return self._hashed("territory", territory)

    def of_row(self, kind: str, text: str) -> int:
        """The key of what rows of files are found by beside these, where screenings have columns of their own."""
        return self._hashed(f"row {kind}", text)

    def _words(self, name: str) -> Iterator[_WordKeys]:
        return map(self._word, words_of(name))

    def _keys_of_word(self, word: str) -> _WordKeys:
        spelling = phonetic(word)
        sounds = dict.fromkeys(map(_sounds, readings_of(word)))
        return _WordKeys(
            spelling=self._hash("spelling", spelling),
            sounds=tuple(tuple(self._hash("sound", one) for one in several) for several in sounds if several),
            halves=tuple(self._hash("half", one) for one in _halves(spelling, len(spelling))),
        )

    def _hash(self, kind: str, text: str) -> int:
        found = self._empty.copy()
        found.update(f"{kind}\0{text}".encode())
        return int.from_bytes(found.digest(), "big", signed=True)


@dataclass(frozen=True, slots=True)
class _WordKeys:
    """The keys of one word."""

    spelling: int
    sounds: tuple[AnyOf, ...]
    halves: tuple[int, ...]
    kept: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        kept = {self.spelling, *self.halves, *(key for keys in self.sounds for key in keys)}
        object.__setattr__(self, "kept", frozenset(kept))


def _distinct(words: Iterable[AnyOf]) -> tuple[AnyOf, ...]:
    return tuple(dict.fromkeys(words))


def _halves(word: str, length: int) -> Iterator[str]:
    """The first and the last letters of a word, as many as the half of a word of that length has."""
    letters = length // 2
    if letters >= _SHORTEST_HALF:
        yield f"{length}:{word[:letters]}-"
        yield f"{length}:-{word[-letters:]}"


def _halves_sought(word: str) -> Iterator[str]:
    for length in range(len(word) - 1, len(word) + 2):
        yield from _halves(word, length)


def _sounds(readings: Sequence[str]) -> tuple[str, ...]:
    """The consonants of the likeliest readings. The w of German and Polish is the v of others."""
    found = dict.fromkeys(skeleton(reading.replace("w", "v")) for reading in readings)
    return tuple(one for one in found if len(one) >= _SHORTEST_SKELETON)[:_MOST_READINGS]
