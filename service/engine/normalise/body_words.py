"""One word for one meaning: words of bodies' names in English, whatever language of Europe they stand in.

Spellings and acronyms (`tables/spellings.csv`), words of languages in Latin letters (`tables/european_words.csv`),
Slavic words transcribed (`slavic.py`), words that are two or three of these written as one (Verteidigungsministerium,
ihmisoikeusjärjestö), and adjectives and cases of the names of countries (iranskega, Kurdistanie).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from service.common.kept_tables import kept_table
from service.engine.normalise.slavic import english_of_cyrillic, english_of_latin
from service.engine.normalise.words import read_table, word_tables

NUMBERED_BODIES = frozenset(
    (
        "brigade",
        "battalion",
        "regiment",
        "division",
        "army",
        "corps",
        "squadron",
        "detachment",
        "unit",
        "colony",
        "prison",
    )
)
"""Bodies of which there are so many that a number tells them apart: the 39th Motor Rifle Brigade is not the 64th."""
_SHORTEST_COMPOUND, _LONGEST_COMPOUND = 8, 40
_LONG_COMPOUND = 12
_SHORTEST_PART = 4
_SHORTEST_NAME = 5
_SHORTEST_LAST = 6
"""Of a compound whose first part is not known: Haqqaninätverket."""
_SHORTEST_STEM = 6
_LONGEST_ENDING = 4
_MOST_PARTS = 3
_LINKS = ("", "s", "es", "n", "en", "e", "os")
"""Letters between the parts of a compound in German, Dutch, the Nordic languages and Estonian."""
_AGREEING = ("Romance", "Slavic", "Baltic")
"""Families whose adjectives and nouns change their ending: wojskowy, wojskowych. The others put more behind a word."""
_SHORTEST_CASE = 3
"""Letters of an ending of a name; shorter ones are a slip of the pen."""
_ENDS_OF_NAMES = ("lla", "sta")
"""Finnish cases that Spanish names end with: Estrella, Floresta."""
_SHORTEST_COUNTRY, _SHORTEST_IN_A_CASE, _SHORTEST_COUNTRY_STEM = 4, 5, 6


@lru_cache(maxsize=1)
def _endings() -> dict[str, frozenset[str]]:
    """What may follow a word of the table: cases, genders, numbers, articles; by family of languages."""
    return {row["family"]: frozenset(row["endings"].split()) for row in read_table("european_endings.csv")}


@lru_cache(maxsize=1)
def _all_endings() -> frozenset[str]:
    return frozenset().union(*_endings().values())


@kept_table
def _stems() -> dict[str, dict[str, str]]:
    """What is left of the words of the table without an ending of their family, with their English."""
    found: dict[str, dict[str, str]] = {family: {} for family in _AGREEING}
    stems_by_ending: dict[str, list[dict[str, str]]] = {}
    for family, stems in found.items():
        for ending in _endings()[family]:
            stems_by_ending.setdefault(ending, []).append(stems)
    for word, english in word_tables().in_english.items():
        for end in range(max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING), len(word)):
            for stems in stems_by_ending.get(word[end:], ()):
                stems.setdefault(word[:end], english)
    return found


@lru_cache(maxsize=1)
def _compound_parts() -> tuple[dict[str, str], dict[str, str]]:
    """Short words that are parts of compounds only, those that may stand first and those that may stand last."""
    rows = read_table("compound_parts.csv")
    first = {row["part"]: row["english"] for row in rows if row["place"] == "first"}
    return first, {row["part"]: row["english"] for row in rows if row["place"] == "last"}


@lru_cache(maxsize=1 << 15)
def canonical(word: str) -> str:
    """The English for a folded word of a body's name, with blanks between if it is several; the word itself if it is
    not known, or common in English."""
    tables = word_tables()
    spelt = tables.spellings.get(word)
    if spelt is not None or word in tables.kept_words:
        return spelt or word
    spelt = tables.in_english.get(word)
    if spelt is not None:
        return spelt
    if word in tables.generic_words:
        return _of_trade(word)
    if (word,) in tables.places:
        return word
    if not (word.isascii() and word.isalpha()):
        return word
    return _of_inflected(word) or _of_country(word) or english_of_latin(word) or _of_compound(word) or word


@lru_cache(maxsize=1 << 15)
def is_foreign(word: str) -> bool:
    """Whether a folded word of a body's name is a common one of another language than English."""
    return word not in word_tables().spellings and canonical(word) != word


def is_numbered(words: Iterable[str]) -> bool:
    """Whether folded words of a body's name, in any language, say that its number tells it from others of its kind: a
    brigade, a regiment, a penal colony."""
    return any(
        not NUMBERED_BODIES.isdisjoint((canonical(word) if word.isascii() else english_of_cyrillic(word) or "").split())
        for word in words
    )


def is_long_compound(word: str) -> bool:
    """Whether a folded word is so long a compound that it is hardly a name: Verteidigungsministerium."""
    if len(word) < _LONG_COMPOUND:
        return False
    english = canonical(word)
    return (english != word and " " in english) or _of_compound(word) == english


def _of_trade(word: str) -> str:
    """English for a common word of bodies' names, which may be a compound that says more than its row of the table:
    Arbeiterpartei. English words stay what they are."""
    english = word_tables().trades_in_english.get(word)
    if english is None:
        return word
    compound = _of_parts(word, _MOST_PARTS) if len(word) >= _SHORTEST_COMPOUND else None
    return compound if compound is not None and english in compound.split() else english


def _of_inflected(word: str) -> str | None:
    """English for a word of the table with another ending."""
    words = word_tables().in_english
    for end in range(len(word) - 1, max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING) - 1, -1):
        stem, ending = word[:end], word[end:]
        if stem in words and ending in _all_endings():
            return words[stem]
        for family in _AGREEING:
            if ending in _endings()[family] and stem in _stems()[family]:
                return _stems()[family][stem]
    return None


@kept_table
def _countries() -> dict[str, str]:
    """Names of countries of one word, and what adjectives are made of: "syria" and "syri" are syria."""
    found: dict[str, str] = {}
    places = ((words[0], kind) for words, (_, kind) in word_tables().places.items() if len(words) == 1)
    for word in (word for word, kind in places if kind == "country" and len(word) >= _SHORTEST_COUNTRY):
        for ending in ("", *_ENDINGS_OF_COUNTRIES):
            stem = word.removesuffix(ending)
            if not ending or (stem != word and len(stem) >= _SHORTEST_COUNTRY_STEM):
                found.setdefault(stem, word)
    return found


_ENDINGS_OF_COUNTRIES = ("ia", "ija", "iya", "ie", "ien", "a", "o", "e", "as")


@lru_cache(maxsize=1)
def _country_endings() -> tuple[frozenset[str], frozenset[str]]:
    """Endings of adjectives made of countries, and of cases of the names themselves."""
    rows = {row["kind"]: frozenset(row["endings"].split()) for row in read_table("country_endings.csv")}
    return rows["adjective"], rows["case"]


def _of_country(word: str) -> str | None:
    """A country for an adjective made of its name, or for its name in another case: iranskega, Jemenie."""
    if len(word) <= _SHORTEST_COUNTRY:
        return None
    countries, (adjectives, cases) = _countries(), _country_endings()
    for end in range(len(word) - 1, _SHORTEST_COUNTRY - 1, -1):
        country, ending = countries.get(word[:end]), word[end:]
        if country is not None and (
            ending in adjectives or (ending in cases and end >= _SHORTEST_IN_A_CASE and country == word[:end])
        ):
            return country
    return None


def place_in_genitive(word: str) -> str | None:
    """A country or city of one folded word for its genitive in German and Nordic languages: Irans. Only beside another
    word of such a language, as Jordans is also a name."""
    place = word.removesuffix("s")
    known = place != word and len(place) >= _SHORTEST_COUNTRY and (place,) in word_tables().places
    return place if known and (word,) not in word_tables().places else None


def without_case(word: str) -> str:
    """A folded name without a long ending that other languages than English put behind names: hezbollahului is
    hezbollah, tamilskiego is tamil. The word itself if it has none."""
    adjectives, cases = _country_endings()
    for end in range(_SHORTEST_NAME, len(word) - _SHORTEST_CASE + 1):
        if word[end:] in adjectives or (word[end:] in cases and not word.endswith(_ENDS_OF_NAMES)):
            return word[:end]
    return word


def _of_compound(word: str) -> str | None:
    """English for a word made of two or three known ones, or of a name and a long known one."""
    if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND:
        return None
    known = _of_parts(word, _MOST_PARTS)
    if known is not None:
        return known
    words = word_tables().in_english
    for end in range(_SHORTEST_NAME, len(word) - _SHORTEST_LAST + 1):
        if word[end:] in words:
            return f"{word[:end]} {words[word[end:]]}"
    return None


def _of_parts(word: str, most: int) -> str | None:
    """English for a word of which all parts are known, the first part as short as can be."""
    _, lasts = _compound_parts()
    for end in range(2, len(word) - 1):
        rest = word[end:]
        last = lasts.get(rest) or (_part(rest) if len(rest) >= _SHORTEST_PART else None)
        if last is not None:
            first = next((found for link in _LINKS if (found := _first_part(word[:end], link, most)) is not None), None)
            if first is not None:
                return f"{first} {last}"
    return None


def _part(word: str) -> str | None:
    """English for the last part of a compound, which may be an English word too."""
    tables = word_tables()
    known = tables.in_english.get(word) or _of_inflected(word)
    return known or tables.spellings.get(word) or (_of_trade(word) if word in tables.generic_words else None)


def _first_part(word: str, link: str, most: int) -> str | None:
    if not word.endswith(link):
        return None
    stem = word.removesuffix(link) if link else word
    firsts, _ = _compound_parts()
    found = firsts.get(stem) or (word_tables().in_english.get(stem) if len(stem) >= _SHORTEST_PART else None)
    if found is None and most > 2 and len(stem) >= _SHORTEST_COMPOUND:
        return _of_parts(stem, most - 1)
    return found
