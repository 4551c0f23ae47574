"""Persons with names in Han characters who are not Chinese: 金正恩 is 김정은, 阮富仲 is Nguyen Phu Trong.

A name that begins with a family name of Koreans or Vietnamese is read in their languages too, beside Mandarin: 李 and
陳 are family names in all three countries, and nothing in the name says which it is.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.folding.han_variants import han_variants
from service.engine.normalise.transcription.rules import table

_HAN = lazy_pattern(r"\s*[㐀-鿿豈-﫿𠀀-𲎯]")
_HAN_WORDS = lazy_pattern(r"[㐀-鿿𠀀-𲎯]+")
_LONGEST_KOREAN, _LONGEST_VIETNAMESE = 4, 5
"""Characters of a name."""
_LONGEST_FAMILY_NAME = 2


class HanReading(NamedTuple):
    """How a character is read outside Mandarin: in Hangul, by Vietnamese, by Hong Kong in Latin letters; "" unknown."""

    korean: str
    vietnamese: str
    cantonese: str


@lru_cache(maxsize=1)
def han_readings() -> dict[str, HanReading]:
    """By the character that stands for its forms."""
    return {
        row["character"]: HanReading(row["korean"].split()[0], row["vietnamese"], row["cantonese"])
        for row in table("han_readings")
    }


class _FamilyName(NamedTuple):
    """How a family name is read: in Hangul as the South writes it, and by Vietnamese; empty if there is none."""

    korean: str
    vietnamese: tuple[str, ...]


@lru_cache(maxsize=1)
def _family_names() -> dict[str, _FamilyName]:
    return {
        row["characters"]: _FamilyName(row["korean"], tuple(row["vietnamese"].split()))
        for row in table("han_family_names")
    }


def plain_form(text: str) -> str:
    """Han characters as the ones that stand for all their forms."""
    variants = han_variants()
    return "".join(variants.get(c, c) for c in text)


@lru_cache(maxsize=16384)
def in_hangul(text: str) -> tuple[str, ...]:
    """The name of a person in Han characters as Koreans write it in Hangul ("김 정은"), twice where the North writes
    the given name otherwise (룡, 용); nothing if it is not made like a Korean name."""
    parts = _apart(text, _LONGEST_KOREAN)
    if parts is None:
        return ()
    family, given = parts
    syllables = [one.korean if one is not None else "" for one in map(han_readings().get, given)]
    name = _family_names()[family].korean
    if not name or not all(syllables):
        return ()
    whole = "".join(syllables)
    return tuple(dict.fromkeys((f"{name} {_southern(whole[0])}{whole[1:]}", f"{name} {whole}")))


@lru_cache(maxsize=16384)
def in_vietnamese(text: str) -> tuple[str, ...]:
    """The name of a person in Han characters as Vietnamese write it, without marks ("nguyen phu trong"); nothing if it
    is not made like a Vietnamese name."""
    parts = _apart(text, _LONGEST_VIETNAMESE)
    if parts is None:
        return ()
    family, given = parts
    syllables = [one.vietnamese if one is not None else "" for one in map(han_readings().get, given)]
    names = _family_names()[family].vietnamese
    return tuple(" ".join((name, *syllables)) for name in names) if all(syllables) else ()


def _apart(name: str, longest: int) -> tuple[str, str] | None:
    """Family name and given names; None if the name does not begin with a known family name (or, written with a blank,
    end with one)."""
    if _HAN.match(name) is None:
        return None
    words = plain_form(unicodedata.normalize("NFKC", name)).split()
    whole = "".join(words)
    if _HAN_WORDS.fullmatch(whole) is None or not 2 <= len(whole) <= longest:
        return None
    known = _family_names()
    if len(words) == 2 and words[0] not in known and words[1] in known:
        return words[1], words[0]
    for length in range(_LONGEST_FAMILY_NAME, 0, -1):
        if whole[:length] in known and len(whole) > length:
            return whole[:length], whole[length:]
    return None


_R, _N, _SILENT = 5, 2, 11
_FRONT_VOWELS = frozenset((2, 3, 6, 7, 12, 17, 20))
"""Places among the vowels of Hangul of i and of those that begin with y (ya, yae, yeo, ye, yo, yu)."""


def _southern(syllable: str) -> str:
    """The first syllable of a word as South Korea spells it: r is n, or nothing (룡 is 용, 로 노, 녀 여)."""
    place = ord(syllable) - 0xAC00
    initial, rest = divmod(place, 588)
    front = rest // 28 in _FRONT_VOWELS
    if initial == _R:
        initial = _SILENT if front else _N
    elif initial == _N and front:
        initial = _SILENT
    return chr(0xAC00 + initial * 588 + rest)
