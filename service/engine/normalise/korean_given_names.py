"""Korean given names written as one word, their two syllables apart: Choi Youngchul is Choi Young Chul.

Lists write Koreans of the North syllable by syllable, passports of the South often join them, each in its own spelling,
so that joined and apart no letters agree. Not here: given names of one or three syllables, and Hangul.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.transcription.rules import table
from service.engine.normalise.words import read_table

_SYLLABLES = lazy_pattern(
    r"(?:(?:kk|tt|pp|ss|jj|ch|sh|[bcdghjklmnprst])?(?:[yw]?[aeo]+|y?u|w?i|e[ou]|ui|[aeiou]{2})(?:ng|[klmnpt])?){1,2}"
)
"""One or two syllables as Koreans spell them in Latin letters."""
_WORDS = 2
_LEAST, _MOST = 5, 12
"""Letters of a given name."""


@lru_cache(maxsize=1)
def _family_names() -> frozenset[str]:
    return frozenset(spelling for row in table("hangul_surnames") for spelling in row["latin"].split())


@lru_cache(maxsize=1)
def _two_syllables() -> re.Pattern[str]:
    spellings = {one for row in read_table("korean_syllables.csv") for one in row["spellings"].split()}
    one = "|".join(sorted(spellings, key=lambda spelling: (-len(spelling), spelling)))
    return re.compile(f"({one})({one})")


def is_korean_family_name(word: str) -> bool:
    """Whether a folded word is a Korean family name in one of its spellings."""
    return word in _family_names()


def syllables_apart(plain: str) -> str | None:
    """A folded name of a Korean family name and one word of two Korean syllables, with those apart; None for others."""
    words = plain.split(" ")
    if len(words) != _WORDS or _family_names().isdisjoint(words):
        return None
    first = words[0] in _family_names()
    given = words[1] if first else words[0]
    apart = _apart(given)
    return None if apart is None else f"{words[0]} {apart}" if first else f"{apart} {words[1]}"


def is_korean(words: Sequence[str]) -> bool:
    """Whether folded words are a Korean family name and one or two Korean syllables each."""
    given = [word for word in words if word not in _family_names()]
    return len(given) < len(words) and all(map(_SYLLABLES.fullmatch, given))


@lru_cache(maxsize=1 << 12)
def _apart(word: str) -> str | None:
    found = _two_syllables().fullmatch(word) if _LEAST <= len(word) <= _MOST else None
    return None if found is None else f"{found[1]} {found[2]}"
