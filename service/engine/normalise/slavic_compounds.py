"""Slavic words in Cyrillic that are several words written as one, with the English of each.

`научноисследовательский` is "scientific research", `Минпромторг` "ministry industry trade". The parts are words of
`tables/translations.csv`, with a linking vowel, and the stumps of `tables/word_stumps.csv`. A word is taken apart only
if nothing of it is left over.
"""

from __future__ import annotations

from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.company_words import english_of, meanings_of
from service.engine.normalise.slavic import SHORTEST_BEGINNING, beginnings, english_of_cyrillic
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table

_SHORTEST, _LONGEST = 6, 40
_LONGEST_PART = 20
_MOST_PARTS = 4
_LINKS = "оеі"
_ADJECTIVE = lazy_pattern(
    "(?:ск|ськ|цк|цьк|н|ов)(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ей|ых|их|ому|ему|ым|им|ата|ото|ият|ия|ите|ої|і|а|е|о|и)$"
)


@lru_cache(maxsize=1)
def _stumps() -> tuple[dict[str, str], dict[str, str]]:
    """Stumps that may stand anywhere in a word, and those that may only stand first."""
    rows = read_table("word_stumps.csv")
    anywhere = {fold(row["stump"]): row["english"] for row in rows if row["place"] == "any"}
    first = {fold(row["stump"]): row["english"] for row in rows if row["place"] == "first"}
    return anywhere, first


def is_adjective(word: str) -> bool:
    """Whether a word has the suffix and ending of an adjective, which names nobody: приборостроительный."""
    return _ADJECTIVE.search(word) is not None


@lru_cache(maxsize=1 << 14)
def english_of_compound(word: str) -> str | None:
    """The English words for a folded word that is several; None for all others."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return None
    parts = _parts(word, _MOST_PARTS, first=True)
    return None if parts is None else " ".join(parts)


def _parts(word: str, most: int, *, first: bool) -> tuple[str, ...] | None:
    """The English for the parts of a word, the longest part first; None if something is left over."""
    if not first:
        last = _last(word)
        if last is not None:
            return (last,)
    if most < 2:
        return None
    for end in range(min(len(word) - 2, _LONGEST_PART), 1, -1):
        english = _part(word[:end], first=first)
        if english is not None:
            rest = _parts(word[end:], most - 1, first=False)
            if rest is not None:
                return (english, *rest)
    return None


def _last(word: str) -> str | None:
    stump = _stumps()[0].get(word)
    if stump is not None:
        return stump
    return _known(word) if len(word) >= SHORTEST_BEGINNING else None


def _known(word: str) -> str | None:
    numbers = meanings_of(word, "Cyrl")
    return english_of_cyrillic(word) or (english_of(numbers) if numbers else None)


def _part(text: str, *, first: bool) -> str | None:
    """The English for a part that is not the last."""
    anywhere, only_first = _stumps()
    found = anywhere.get(text) or (only_first.get(text) if first else None)
    if found is None:
        stem = text[:-1] if text[-1] in _LINKS else text
        words = beginnings()
        found = next(
            (words[part] for part in (text, stem) if len(part) >= SHORTEST_BEGINNING and words.get(part)), None
        )
    return found
