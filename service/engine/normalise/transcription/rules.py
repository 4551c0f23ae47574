"""Reading rules as data: a table of patterns, tried in order at each letter, each giving sound codes.

The code alphabet is shared by all scripts: vowels `a e i o u`; weak vowels of kana and Hangul `U O I`; glides `j w`;
long vowels and diphthongs of kana `1 2 3 4 5` (a i u e o, long) `6`(ai) `7`(ei) `8`(oi);
letters of Arabic and Hebrew that are vowel or consonant `A` (alif) `W` (waw) `Y` (ya) `Q` (final h/t) `@` (ayn);
consonants `b p d t g k q f v s z S`(sh) `Z`(zh) `C`(ch) `J`(dzh) `T`(ts) `h x`(kh) `G`(gh) `D`(dh) `0`(th)
`m n N`(ng) `l r R`(l or r).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.common.bundled_tables import bundled_rows
from service.common.lazy_pattern import lazy_pattern

CODES = "aeiouUOIjwAWYQ@bpdtgkqfvszSZCJThxGD0mnNlrR12345678"
"""Every sound code, in the order the cost tables use."""


def table(name: str) -> list[dict[str, str]]:
    """The rows of `tables/<name>.csv`."""
    return bundled_rows(__package__, "tables", f"{name}.csv")


@dataclass(frozen=True)
class Transcriber:
    """Turns a written word into sound codes by the first rule that fits at each place."""

    pattern: re.Pattern[str]
    codes: tuple[str, ...]

    def read(self, word: str) -> str:
        """The sound codes of `word`; letters without a rule are silent."""
        return self.pattern.sub(self._replace, word)

    def _replace(self, found: re.Match[str]) -> str:
        return self.codes[found.lastindex - 1] if found.lastindex else ""


def transcriber(name: str) -> Transcriber:
    """The reader for `tables/<name>.csv` (columns: pattern, codes, source)."""
    rows = table(name)
    # An empty group behind each rule tells which one fitted: before it, it would keep `re` from passing over rules by
    # their first letter, which takes three times as long. The last rule matches, and so drops, letters without one.
    pattern = "|".join(f"(?:{row['pattern']})()" for row in rows)
    return Transcriber(lazy_pattern(f"{pattern}|(?s:.)"), tuple(row["codes"] for row in rows))


@dataclass(frozen=True)
class Respelling:
    """One rule that rewrites a word: another way to take the same letters."""

    pattern: re.Pattern[str]
    replacement: str

    def apply(self, word: str) -> str:
        """`word` with every place the rule fits rewritten."""
        return self.pattern.sub(self.replacement, word)


def respellings(name: str) -> tuple[Respelling, ...]:
    """The rules of `tables/<name>.csv` (columns: pattern, replacement, source), in order."""
    return tuple(Respelling(lazy_pattern(row["pattern"]), row["replacement"]) for row in table(name))


_DOUBLE = lazy_pattern(r"([^aeiou])\1+")
_TRIPLE_VOWEL = lazy_pattern(r"([aou])\1+")


def undouble(codes: str) -> str:
    """Doubled consonants, and doubled a, o, u, count once; `ee` and `ii` are two syllables in kana and stay."""
    return _TRIPLE_VOWEL.sub(r"\1", _DOUBLE.sub(r"\1", codes))
