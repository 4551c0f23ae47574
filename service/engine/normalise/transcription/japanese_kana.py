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
