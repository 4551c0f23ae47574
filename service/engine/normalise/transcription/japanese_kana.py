"""Kana in Latin letters mora by mora, as Hepburn spells Japanese words; names of letters written in kana."""

from __future__ import annotations

import re
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.transcription.rules import table

_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_MORAE = {row["kana"]: row["latin"] for row in table("kana_hepburn")}
_MORA = lazy_pattern("|".join(sorted(map(re.escape, _MORAE), key=len, reverse=True)) + "|.")
_LETTERS = {row["kana"]: row["letter"] for row in table("kana_letters")}
_LETTER = lazy_pattern("|".join(sorted(map(re.escape, _LETTERS), key=len, reverse=True)))
LEAST_LETTERS = 2
"""So many letters in a row are an abbreviation; one alone may be the beginning of a word."""


def morae_of(kana: str) -> list[str]:
    """The morae of a word in kana, in Latin letters; long vowels as they are written. Doubled consonants are `q`."""
    return [_MORAE.get(mora, "") for mora in _MORA.findall(kana.translate(_HIRAGANA_TO_KATAKANA))]


@lru_cache(maxsize=1)
def _kana_of() -> dict[str, str]:
    """Morae by their Latin letters, the first of each; the syllabic n and Kunrei's spellings as well."""
    found: dict[str, str] = {}
    for kana, latin in _MORAE.items():
        found.setdefault(latin, kana)
    return {**found, "n": "ン", "si": "シ", "tu": "ツ", "hu": "フ", "zi": "ジ", "yi": "イ"}


def in_katakana(word: str) -> str:
    """A word of Japanese syllables in Latin letters, in katakana. Other letters are left out."""
    table, at, found = _kana_of(), 0, ""
    while at < len(word):
        if word[at : at + 1] == word[at + 1 : at + 2] and word[at] not in "aiueon":
            found, at = found + "ッ", at + 1
        mora = next((word[at : at + size] for size in (3, 2, 1) if word[at : at + size] in table), word[at])
        found, at = found + table.get(mora, ""), at + len(mora)
    return found


_LONG = lazy_pattern("ou|oo|uu")
_DOUBLED = lazy_pattern("q(.)")


@lru_cache(maxsize=1 << 14)
def hepburn(reading: str) -> str:
    """Morae written together as companies write themselves: `toukyou` is tokyo, `niqpon` nippon."""
    text = _LONG.sub(lambda found: found[0][0], reading)
    text = _DOUBLED.sub(lambda found: ("t" if found[1] == "c" else found[1]) + found[1], text)
    return text.replace("'", "").replace("q", "").replace("-", "")


def letters_of(kana: str) -> str | None:
    """The Latin letters that a word in kana spells out: エスシーエスケイ is SCSK. None for all other words."""
    found: list[str] = []
    at = 0
    while at < len(kana):
        letter = _LETTER.match(kana, at)
        if letter is None:
            return None
        found.append(_LETTERS[letter[0]])
        at = letter.end()
    return "".join(found) if len(found) >= LEAST_LETTERS else None


def is_letter(kana: str) -> str | None:
    """The letter of which a word in kana is the name, if it is one."""
    return _LETTERS.get(kana)
