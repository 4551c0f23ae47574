"""How much it tells that a word agrees: the rarer its sound among the listed names, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
_TRANSLATION = {code: _CLASSES.get(chr(code), "") for code in range(128)}
UNKNOWN_WEIGHT = 0.7
LEAST_WEIGHT = 0.15


def skeleton(reading: str) -> str:
    """The consonant classes of a reading."""
    return reading.translate(_TRANSLATION)


@dataclass(frozen=True)
class Rarity:
    """In how many of `names` listed names each skeleton occurs."""

    names: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[Iterable[str]]) -> Rarity:
        """Count the skeletons of names, each given as the main readings of its words."""
        counts: Counter[str] = Counter()
        total = 0
        for readings in names:
            total += 1
            counts.update({skeleton(reading) for reading in readings})
        return cls(total, counts)

    def weight(self, reading: str) -> float:
        """From `LEAST_WEIGHT` (in every name) to 1 (in none)."""
        if self.names < 100:
            return UNKNOWN_WEIGHT
        share = math.log(self.names / (1 + self.counts.get(skeleton(reading), 0))) / math.log(self.names)
        return min(1.0, max(LEAST_WEIGHT, share))


NO_RARITY = Rarity()
"""For a comparison of two names without a list behind it."""
