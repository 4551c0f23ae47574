"""One word for one meaning: words of bodies' names in English, whatever language of Europe they stand in.

Spellings and acronyms (`tables/spellings.csv`), words of languages in Latin letters (`tables/european_words.csv`),
Slavic words transcribed (`slavic.py`), and words that are two of these written as one: Verteidigungsministerium.
"""

from __future__ import annotations

from functools import lru_cache

from service.engine.normalise.slavic import english_of_latin
from service.engine.normalise.words import read_table, word_tables

_SHORTEST_COMPOUND, _LONGEST_COMPOUND = 9, 40
_SHORTEST_PART = 4
_SHORTEST_NAME = 5
_SHORTEST_LAST = 6
"""Of a compound whose first part is not known: Haqqaninätverket."""
_SHORTEST_STEM = 6
_LONGEST_ENDING = 4
_LINKS = ("", "s", "es", "n", "en", "e", "os")
"""Letters between the parts of a compound in German, Dutch, the Nordic languages and Estonian."""


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    """What may follow a word of the table: cases, genders, numbers, articles."""
    return frozenset(ending for row in read_table("european_endings.csv") for ending in row["endings"].split())


@lru_cache(maxsize=1 << 15)
def canonical(word: str) -> str:
    """The English for a folded word of a body's name, with blanks between if it is several; the word itself if it is
    not known, or common in English."""
    tables = word_tables()
    spelt = tables.spellings.get(word) or tables.in_english.get(word)
    if spelt is not None:
        return spelt
    if word in tables.generic_words or word in tables.kept_words or not (word.isascii() and word.isalpha()):
        return word
    return _of_inflected(word) or english_of_latin(word) or _of_compound(word) or word


def _of_inflected(word: str) -> str | None:
    """English for a word of the table with another ending."""
    words = word_tables().in_english
    for end in range(len(word) - 1, max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING) - 1, -1):
        found = words.get(word[:end])
        if found is not None and word[end:] in _endings():
            return found
    return None


def _of_compound(word: str) -> str | None:
    """English for a word made of two known ones, or of a name and a long known one."""
    if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND:
        return None
    named = None
    for end in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        last = _part(word[end:])
        if last is not None:
            first = next((found for link in _LINKS if (found := _first_part(word[:end], link)) is not None), None)
            if first is not None:
                return f"{first} {last}"
            if named is None and end >= _SHORTEST_NAME and len(word) - end >= _SHORTEST_LAST:
                named = f"{word[:end]} {last}" if word[end:] in word_tables().in_english else None
    return named


def _part(word: str) -> str | None:
    """English for the last part of a compound, which may be an English word too."""
    tables = word_tables()
    return tables.in_english.get(word) or _of_inflected(word) or (word if word in tables.generic_words else None)


def _first_part(word: str, link: str) -> str | None:
    stem = word.removesuffix(link) if link else word
    return word_tables().in_english.get(stem) if word.endswith(link) and len(stem) >= _SHORTEST_PART else None
