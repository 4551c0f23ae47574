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


def syllable_in_wade_giles(pinyin: str) -> str:
    """A syllable of pinyin in Wade-Giles without its apostrophes: `deng` is teng."""
    for rule in _RULES:
        pinyin = rule.apply(pinyin)
    return pinyin


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Names of pinyin syllables, names of Wade-Giles syllables, and one pinyin syllable at a place where a whole word
    can be taken apart."""
    pinyin = sorted(" ".join(row["syllables"] for row in table("pinyin_syllables")).split(), key=lambda one: -len(one))
    others = sorted({syllable_in_wade_giles(one) for one in pinyin}, key=lambda one: -len(one))
    one, other = "|".join(pinyin), "|".join(others)
    return (
        re.compile(f"(?:(?:{one}) ?)+"),
        re.compile(f"(?:(?:{other}) ?)+"),
        re.compile(f"(?:{one})(?=(?:{one})*\\b)"),
    )


@lru_cache(maxsize=32768)
def in_wade_giles(plain: str) -> str | None:
    """A folded name of two to four syllables, all pinyin, in Wade-Giles; None for others and where it is the same."""
    if len(plain) > _MOST_LETTERS or plain.count(" ") >= _MOST_WORDS:
        return None
    names, _, syllable = _patterns()
    if names.fullmatch(plain) is None or len(syllable.findall(plain)) not in _SYLLABLES:
        return None
    spelt = syllable.sub(lambda found: syllable_in_wade_giles(found[0]), plain)
    return None if spelt == plain else spelt


@lru_cache(maxsize=32768)
def is_wade_giles(plain: str) -> bool:
    """Whether all syllables of a folded name are Wade-Giles, and not all of them pinyin."""
    names, others, _ = _patterns()
    return others.fullmatch(plain) is not None and names.fullmatch(plain) is None
