"""How much it tells that a word agrees: the rarer its sound in the world's lists, the more."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from service.common.bundled_tables import bundled_rows

# Coarse classes of consonants that stay the same whatever the script; vowels and glides are left out.
_CLASSES = {
    **dict.fromkeys("bpvf", "P"),
    **dict.fromkeys("td0", "T"),
    **dict.fromkeys("kqgGxhC", "K"),
    **dict.fromkeys("szSZJTD", "S"),
    **dict.fromkeys("lrR", "L"),
    "m": "M",
    "n": "N",
    "N": "N",
}
SKELETON_CLASSES = "PTKSLMN"
"""The letters of skeletons."""
_TRANSLATION = {code: _CLASSES.get(chr(code), "") for code in range(128)}
LEAST_WEIGHT = 0.15


def skeleton(reading: str) -> str:
    """The consonant classes of a reading."""
    return reading.translate(_TRANSLATION)


@lru_cache(maxsize=1 << 15)
def class_counts(reading: str) -> bytes:
    """How many consonants of each class a reading has, a byte a class; 255 stands for that many and more, as in a name
    of 500 characters that are read as four letters each."""
    letters = skeleton(reading)
    return bytes(min(letters.count(letter), 255) for letter in SKELETON_CLASSES)


@dataclass(frozen=True)
class Rarity:
    """In how many of `names` names each skeleton occurs."""

    names: int
    counts: Mapping[str, int]

    def weight(self, reading: str) -> float:
        """From `LEAST_WEIGHT` (in every name) to 1 (in none)."""
        share = math.log(self.names / (1 + self.counts.get(skeleton(reading), 0))) / math.log(self.names)
        return min(1.0, max(LEAST_WEIGHT, share))


@lru_cache(maxsize=1)
def rarity() -> Rarity:
    """The counts that come with the program. They do not depend on the lists loaded, so neither does a score."""
    rows = bundled_rows(__package__, "tables", "skeleton_counts.csv")
    counts = {row["skeleton"]: int(row["names"]) for row in rows}
    return Rarity(counts.pop("*"), counts)


@lru_cache(maxsize=1 << 15)
def weight_of(reading: str) -> float:
    """How much it tells that this reading agrees, by the counts that come with the program."""
    return rarity().weight(reading)
