"""Slavic names in Cyrillic as a sentence declines them, in the nominative: "Тестановым Иваном" is Тестанов Иван.

A text is read so only if one of its words has an ending that no nominative has (`tables/case_endings.csv`); then its
other words are put into the nominative of the same sex as well. Not handled: names whose endings tell nothing, and
languages in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.words import read_table

_WORD = lazy_pattern(r"[А-Яа-яЁёІіЇїЄєҐґ']+")
_LEAST_LEFT = 2
"""Letters that a name has before its ending."""
_LEAST_LETTERS = 3


class _Ending(NamedTuple):
    ending: str
    nominative: str
    tells: bool
    sex: str


@lru_cache(maxsize=1)
def _endings() -> tuple[_Ending, ...]:
    """All endings, the longest first."""
    rows = read_table("case_endings.csv")
    found = [_Ending(row["ending"], row["nominative"], row["of"] != "word", row["sex"]) for row in rows]
    return tuple(sorted(found, key=lambda one: -len(one.ending)))


@lru_cache(maxsize=1)
def _telling() -> re.Pattern[str]:
    """Any ending that no nominative has; most texts have none."""
    return re.compile(rf"(?:{'|'.join(one.ending for one in _endings() if one.tells)})\b", re.IGNORECASE)


def nominatives(text: str) -> Iterator[str]:
    """The text with its names in the nominative, of a man and of a woman as far as an ending tells; nothing for most
    texts."""
    if text.isascii() or _telling().search(text) is None:
        return
    told = (_ending_of(word, None) for word in _WORD.findall(text))
    for sex in dict.fromkeys(one.sex for one in told if one is not None):
        yield _WORD.sub(partial(_nominative, sex), text)


def _ending_of(word: str, sex: str | None) -> _Ending | None:
    """The ending of a word; without a sex one that tells."""
    small = word.lower()
    if len(word) < _LEAST_LETTERS:
        return None
    for one in _endings():
        fits = one.tells if sex is None else one.sex == sex
        if fits and small.endswith(one.ending) and len(word) - len(one.ending) >= _LEAST_LEFT:
            return one
    return None


def _nominative(sex: str, found: re.Match[str]) -> str:
    word = found[0]
    one = _ending_of(word, sex)
    if one is None:
        return word
    nominative = one.nominative.upper() if word.isupper() else one.nominative
    return word[: len(word) - len(one.ending)] + nominative


@lru_cache(maxsize=1)
def _genitives() -> tuple[tuple[str, str], ...]:
    """Endings of the genitive with those of the nominative, the longest first."""
    rows = read_table("genitive_endings.csv")
    return tuple(sorted(((row["ending"], row["nominative"]) for row in rows), key=lambda one: -len(one[0])))


def nominative_of_genitive(word: str) -> str:
    """A folded surname in the nominative where it is known to be a genitive, as behind "named after": Тестанова is
    Тестанов. Names that no ending of the table fits stay as they are."""
    for ending, nominative in _genitives():
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_LEFT:
            return word[: len(word) - len(ending)] + nominative
    return word
