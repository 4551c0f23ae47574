"""What words of company names mean, whatever their language: trading, Handel, торговый, 商事 are one meaning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from service.engine.normalise.slavic import has_ending
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table

NOTHING: frozenset[int] = frozenset()
_SHORTEST_BEGINNING = 4
"""Shorter Cyrillic words are looked up as a whole."""
_ARTICLES = ("وال", "ال", "لل")
_HEBREW_PREFIXES = "הולבמש"
"""The article, "and", "for", "in", "of" and "that", which are written together with a word."""
_MOST_PREFIXES, _SHORTEST_BEHIND_PREFIX = 2, 3
_COLUMNS = {
    "Latn": ("english", "latin", "transcribed"),
    "Arab": ("arabic",),
    "Grek": ("greek",),
    "Kana": ("japanese",),
    "Hang": ("korean",),
    "Hebr": ("hebrew",),
}
NAME = "name"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning: the English words for it, and whether it is a common word (no word that names)."""

    english: tuple[str, ...]
    is_common: bool


@lru_cache(maxsize=1)
def _rows() -> list[dict[str, str]]:
    return read_table("company_words.csv")


@lru_cache(maxsize=1)
def meanings() -> tuple[Meaning, ...]:
    """All meanings, by their number."""
    return tuple(Meaning(tuple(row["english"].split("|")), row["grade"] != NAME) for row in _rows())


@lru_cache(maxsize=16)
def words_of(script: str, *columns: str) -> dict[str, frozenset[int]]:
    """The words of a script, each with the numbers of its meanings."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(_rows()):
        for column in columns or _COLUMNS[script]:
            for word in filter(None, row[column].split("|")):
                found.setdefault(fold(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=1)
def _cyrillic_beginnings() -> tuple[tuple[str, frozenset[int]], ...]:
    """The longest first."""
    words = words_of("Cyrl", "cyrillic").items()
    return tuple(
        sorted((item for item in words if len(item[0]) >= _SHORTEST_BEGINNING), key=lambda item: -len(item[0]))
    )


def _cyrillic(word: str) -> frozenset[int]:
    whole = words_of("Cyrl", "cyrillic").get(word)
    if whole is not None:
        return whole
    return next(
        (
            found
            for beginning, found in _cyrillic_beginnings()
            if word.startswith(beginning) and has_ending(word[len(beginning) :])
        ),
        NOTHING,
    )


def _arabic(word: str) -> frozenset[int]:
    words = words_of("Arab")
    found = words.get(word)
    for article in _ARTICLES:
        if found is None and word.startswith(article):
            found = words.get(word[len(article) :])
    return found or NOTHING


def _hebrew(word: str) -> frozenset[int]:
    words = words_of("Hebr")
    for cut in range(_MOST_PREFIXES + 1):
        rest = word[cut:]
        if rest in words and (not cut or len(rest) >= _SHORTEST_BEHIND_PREFIX):
            return words[rest]
        if word[cut : cut + 1] not in _HEBREW_PREFIXES:
            break
    return NOTHING


@lru_cache(maxsize=1 << 15)
def meanings_of(word: str, script: str) -> frozenset[int]:
    """The numbers of the meanings of a word; none if it is no word of the table. Han as in Japanese or Chinese."""
    word = fold(word)
    if script == "Cyrl":
        return _cyrillic(word)
    if script == "Arab":
        return _arabic(word)
    if script == "Hebr":
        return _hebrew(word)
    if script in ("Hani", "Jpan"):
        return words_of("Hani", "japanese", "chinese").get(word, NOTHING)
    return words_of(script).get(word, NOTHING) if script in _COLUMNS else NOTHING


@lru_cache(maxsize=8)
def longest_word(script: str) -> int:
    """How many characters the longest word of Hangul or Han has of which the meaning is known."""
    columns = ("korean",) if script == "Hang" else ("japanese", "chinese")
    return max(map(len, words_of(script, *columns)), default=0)


def are_common(numbers: frozenset[int]) -> bool:
    """Whether a word of these meanings is a common one, and names nobody."""
    return bool(numbers) and all(meanings()[number].is_common for number in numbers)


@lru_cache(maxsize=1)
def names_in_english() -> frozenset[str]:
    """The English words for what names companies, though it may be a common word (star, first); none that stand for a
    common word too."""
    common = {word for meaning in meanings() if meaning.is_common for word in meaning.english}
    return frozenset(word for meaning in meanings() if not meaning.is_common for word in meaning.english) - common


def english_of(numbers: frozenset[int]) -> str:
    """The English word for a word of these meanings; the name if it is a name too (조선: Korea, not shipbuilding)."""
    return meanings()[min(numbers, key=lambda number: (meanings()[number].is_common, number))].english[0]
