"""Hangul as sound: syllables taken apart, Korean surnames by the spellings their bearers use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from service.engine.normalise.transcription import latin
from service.engine.normalise.transcription.rules import table, undouble

_ROWS = table("hangul")
_INITIALS, _MEDIALS, _FINALS = (
    [row["codes"] for row in _ROWS if row["place"] == place] for place in ("initial", "medial", "final")
)
_IEUNG = 11
_GIVEN_NAME = 2
"""Syllables of most given names."""
_U = 13
_ON_PASSPORTS = {4: "u", 6: "ju"}
_REVISED = {4: "eo", 6: "jeo", 18: "eu"}
"""Vowels by their place, ㅓ, ㅕ and ㅡ, as they are spelt on passports and by the Revised Romanization of 2000."""


@lru_cache(maxsize=1)
def _surnames() -> dict[str, tuple[str, ...]]:
    """Surnames with the readings of their usual spellings."""
    return {
        row["surname"]: tuple(dict.fromkeys(latin.read(spelling)[0] for spelling in row["latin"].split()))
        for row in table("hangul_surnames")
    }


@lru_cache(maxsize=1)
def _surnames_of_two() -> frozenset[str]:
    """Those of two syllables."""
    return frozenset(surname for surname in _surnames() if len(surname) == 2)


@lru_cache(maxsize=32768)
def read(word: str) -> tuple[str, ...]:
    """The readings of a word in Hangul; a surname has one for each usual spelling, the most usual first."""
    found = dict.fromkeys((*_surnames().get(word, ()), undouble(syllables(word))))
    if len(word) == _GIVEN_NAME and word not in _surnames():
        found[undouble(syllables(word, _ON_PASSPORTS))] = None
        found[undouble(syllables(word, _REVISED))] = None
    found.pop("", None)
    return tuple(found)


def is_surname(word: str) -> bool:
    """Whether a word is a Korean surname."""
    return word in _surnames()


def syllables(word: str, spelt: Mapping[int, str] | None = None) -> str:
    """The sound codes of a run of Hangul syllables; a final sound moves over to a following vowel.

    `spelt` gives the vowels that a romanisation spells in its own way: `_REVISED`, or `_ON_PASSPORTS` as Koreans spell
    them who write with English in mind: ㅓ and ㅕ with u (석 suk, 현 hyun) and ㅜ without a consonant before it with w
    (우 woo).
    """
    parts: list[str] = []
    carried = ""
    for position, c in enumerate(word):
        index = ord(c) - 0xAC00
        if not 0 <= index < 11172:
            continue
        initial, rest = divmod(index, 588)
        medial, final = divmod(rest, 28)
        following = ord(word[position + 1]) - 0xAC00 if position + 1 < len(word) else -1
        moves = final in _LINKING and 0 <= following < 11172 and following // 588 == _IEUNG
        onset, vowel = carried if initial == _IEUNG else _INITIALS[initial], _MEDIALS[medial]
        if onset == "s" and vowel.startswith("j"):
            onset, vowel = "S", vowel[1:]  # 샤 is sha
        if spelt is not None:
            vowel = spelt.get(medial, vowel)
            onset = "w" if spelt is _ON_PASSPORTS and onset == "" and medial == _U else onset
        parts += [onset, vowel]
        carried = _LINKING[final] if moves else ""
        if not moves:
            parts.append(_FINALS[final])
    return "".join(parts)


# Final consonants that are spoken as the initial of the next syllable when that begins with a vowel:
# index among the finals -> code.
_LINKING = {1: "g", 7: "d", 8: "R", 17: "b", 19: "s", 20: "s", 22: "J", 23: "C", 24: "k", 25: "t", 26: "p"}


def split(word: str) -> tuple[str, ...]:
    """An unspaced Korean name as surname and given name; any other word as it is."""
    if len(word) == 4 and word[:2] in _surnames_of_two():
        return word[:2], word[2:]
    if len(word) in (2, 3) and word[:1] in _surnames() and word not in _surnames_of_two():
        return word[:1], word[1:]
    return (word,)
