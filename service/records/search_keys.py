"""By what screenings are found again: keyed hashes of the words of names, of the callers' own ids, and of territories.

The index holds no names: without the key of the installation nobody can tell which word a number stands for, nor try
words. Each word has two hashes, of how it sounds as Latin letters are read (`phonetic`) and of its consonants in any
script (`skeleton`); so names written alike are found too, and what is found is compared with what was asked.

A hash is keyed BLAKE2b (RFC 7693, section 2.9) cut to 64 bits, kept as a signed integer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

from service.engine.index.name_directory import words_of
from service.engine.matching.phonetic.rarity import skeleton
from service.engine.normalise.phonetic import phonetic
from service.engine.normalise.transcription.words import read_words

_REMEMBERED = 1 << 16
"""Words whose hashes are kept: the world's names repeat."""

_SHORTEST_SKELETON = 2
"""One consonant tells nothing."""
_MOST_READINGS = 2

AnyOf = tuple[int, ...]
"""Keys of which one is enough."""


class SearchKeys:
    """Hashes with one key of 32 bytes or more."""

    def __init__(self, key: bytes) -> None:
        self._key = hashlib.blake2b(key, person=b"sekisho-index").digest()
        self._hashed = lru_cache(maxsize=_REMEMBERED)(self._hash)

    def of_names(self, names: Iterable[str]) -> frozenset[int]:
        """The keys under which a party with these names is kept."""
        return frozenset(
            key
            for name in names
            for way in (self.by_spelling(name), self.by_sound(name))
            for word in way
            for key in word
        )

    def by_spelling(self, name: str) -> tuple[AnyOf, ...]:
        """For each word of a name the key of its spelling. To look for a name, ask for one key of each word."""
        words = dict.fromkeys(phonetic(word) for word in words_of(name))
        return tuple((self._hashed("spelling", word),) for word in words)

    def by_sound(self, name: str) -> tuple[AnyOf, ...]:
        """The same by consonants, of which a word may have several readings."""
        words = dict.fromkeys(_sounds(word.readings) for word in read_words(name, is_person=True))
        return tuple(tuple(self._hashed("sound", one) for one in word) for word in words if word)

    def of_id(self, text: str) -> int:
        """The key of a party by the caller's own id."""
        return self._hashed("id", text)

    def of_territory(self, territory: str) -> int:
        """The key of goods or an address from a territory."""
        return self._hashed("territory", territory)

    def _hash(self, kind: str, text: str) -> int:
        digest = hashlib.blake2b(f"{kind}\0{text}".encode(), key=self._key, digest_size=8).digest()
        return int.from_bytes(digest, "big", signed=True)


def _sounds(readings: Sequence[str]) -> tuple[str, ...]:
    """The consonants of the likeliest readings. The w of German and Polish is the v of others."""
    found = dict.fromkeys(skeleton(reading.replace("w", "v")) for reading in readings)
    return tuple(one for one in found if len(one) >= _SHORTEST_SKELETON)[:_MOST_READINGS]
