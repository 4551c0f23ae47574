"""Chinese names in Latin letters in the two spellings in use: pinyin (Deng Xiaoping) and Wade-Giles (Teng Hsiao-ping).

Wade-Giles is hardly ever written with its apostrophes, so that t is both d and t of pinyin, and a spelling cannot be
put back. So a pinyin name is put into Wade-Giles, and compared with names that are Wade-Giles and cannot be pinyin.
"""

from __future__ import annotations

import re
from functools import lru_cache

from service.engine.normalise.transcription.rules import respellings, table

_RULES = respellings("han_wade_giles")
_MOST_WORDS, _MOST_LETTERS = 4, 24
_SYLLABLES = range(2, 5)
_LONGEST_SYLLABLE = 6
"""Letters of the longest syllable, in pinyin (zhuang) and in Wade-Giles (chuang)."""


def syllable_in_wade_giles(pinyin: str) -> str:
    """A syllable of pinyin in Wade-Giles without its apostrophes: `deng` is teng."""
    for rule in _RULES:
        pinyin = rule.apply(pinyin)
    return pinyin


@lru_cache(maxsize=1)
def _pinyin() -> frozenset[str]:
    """The syllables of pinyin."""
    return frozenset(" ".join(row["syllables"] for row in table("pinyin_syllables")).split())


@lru_cache(maxsize=1)
def _wade_giles() -> frozenset[str]:
    """The same in Wade-Giles."""
    return frozenset(map(syllable_in_wade_giles, _pinyin()))


def _is_made_of(word: str, syllables: frozenset[str]) -> bool:
    """Whether a word is one syllable or several, and nothing else. An expression of all syllables takes longer to
    compile than it takes to screen a name."""
    to_try, seen = [0], {0}
    while to_try:
        start = to_try.pop()
        for end in range(start + 1, min(start + _LONGEST_SYLLABLE, len(word)) + 1):
            if end not in seen and word[start:end] in syllables:
                if end == len(word):
                    return True
                seen.add(end)
                to_try.append(end)
    return False


# Words of names repeat, whole names hardly do.


@lru_cache(maxsize=1 << 15)
def is_pinyin_word(word: str) -> bool:
    """Whether a folded word is syllables of pinyin and nothing else."""
    return _is_made_of(word, _pinyin())


@lru_cache(maxsize=1 << 14)
def _is_wade_giles_word(word: str) -> bool:
    return _is_made_of(word, _wade_giles())


def _is_pinyin(plain: str) -> bool:
    return all(map(is_pinyin_word, plain.split(" ")))


@lru_cache(maxsize=1)
def _syllable() -> re.Pattern[str]:
    """One syllable of pinyin at a place where a whole word can be taken apart."""
    one = "|".join(sorted(_pinyin(), key=lambda syllable: (-len(syllable), syllable)))
    return re.compile(f"(?:{one})(?=(?:{one})*\\b)")


def in_wade_giles(plain: str) -> str | None:
    """A folded name of two to four syllables, all pinyin, in Wade-Giles; None for others and where it is the same."""
    if len(plain) > _MOST_LETTERS or plain.count(" ") >= _MOST_WORDS:
        return None
    if not _is_pinyin(plain) or len(_syllable().findall(plain)) not in _SYLLABLES:
        return None
    spelt = _syllable().sub(lambda found: syllable_in_wade_giles(found[0]), plain)
    return None if spelt == plain else spelt


def is_wade_giles(plain: str) -> bool:
    """Whether all syllables of a folded name are Wade-Giles, and not all of them pinyin."""
    return all(map(_is_wade_giles_word, plain.split(" "))) and not _is_pinyin(plain)
