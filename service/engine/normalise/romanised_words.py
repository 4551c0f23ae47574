"""Common words of bodies' names in other languages, as they are put into Latin letters: Bazargani, Sharikat, maoyi.

Words and meanings are those of `tables/romanised_words.csv`. A word of Arabic, Persian, Urdu, Korean or Japanese is
known in other spellings too: what the ways to romanise a language write differently is evened out, and of Arabic words
the article, the feminine ending and the link of Persian fall (Charikate, al-Sharika, Sherkat-e). A name is read so if
it has one word of a language that is no name; then the words of that language that may be names are put into English
beside it. Not handled: inflected forms beyond these endings, and words of two languages in one name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.common.kept_tables import kept_table
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table, word_tables

_NOTHING = ("",)
"""What words mean that are left out."""
_ARABIC, _KOREAN, _JAPANESE = "ar", "ko", "ja"
_FAMILIES = {"fa": _ARABIC, "ur": _ARABIC}
"""Languages that have many of their words from another one, whose words stand beside theirs."""
_SHORTEST_SPELLING, _SHORTEST_EVEN = 5, 4
"""Shorter words count as they stand in the table only."""
_LEAST_COMMON = 3
"""So many common words and no other are a name."""
_PREFIXES = ("lil", "lit", "lis", "lin", "wal", "wel", "al", "el", "wa", "li")
"""The article, "for" and "and" of Arabic, which are written together with a word."""
_IN_ARABIC = (
    *(("ou", "u"), ("oo", "u"), ("ee", "i"), ("dj", "j"), ("tch", "sh"), ("ch", "sh"), ("gh", "k"), ("kh", "k")),
    *(("zh", "j"), ("ph", "f"), ("dh", "d"), ("th", "t"), ("q", "k"), ("w", "v"), ("o", "u"), ("e", "i"), ("y", "i")),
)
_IN_KOREAN = (
    *(("eo", "o"), ("eu", "u"), ("oo", "u"), ("oi", "oe"), ("g", "k"), ("d", "t"), ("b", "p"), ("j", "ch")),
    ("chh", "ch"),
)
_IN_JAPANESE = (("ou", "o"), ("oo", "o"), ("uu", "u"), ("sy", "sh"), ("zy", "j"), ("ty", "ch"))
_LONG_O = re.compile(r"oh(?![aeiou])")
_ASSIMILATED = re.compile(r"[ae](.)\1")
"""The article before a letter that it becomes: Essinaa, Eddaoulia."""
_DOUBLED = re.compile(r"(.)\1+")
_LINK, _FEMININE, _LAST_A = re.compile(r"(?<=t)i$"), re.compile(r"(?<=[ai])[ht]$"), re.compile(r"(?<=.{3})a$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word of the table means, in one English word or another, and whether it tells the language alone."""

    english: tuple[str, ...]
    tells: bool


def _replaced(word: str, pairs: Sequence[tuple[str, str]]) -> str:
    for old, new in pairs:
        word = word.replace(old, new)
    return word


def _even_arabic(word: str) -> str:
    even = _DOUBLED.sub(r"\1", _replaced(word, _IN_ARABIC))
    return _LAST_A.sub("", _FEMININE.sub("", _LINK.sub("", even)))


def _even_korean(word: str) -> str:
    return _DOUBLED.sub(r"\1", _replaced(word, _IN_KOREAN))


def _even_japanese(word: str) -> str:
    return _replaced(_LONG_O.sub("o", word), _IN_JAPANESE)


_EVEN: dict[str, Callable[[str], str]] = {_ARABIC: _even_arabic, _KOREAN: _even_korean, _JAPANESE: _even_japanese}


@kept_table
def _phrases() -> dict[str, dict[str, Meaning]]:
    """Words and phrases of each language, of which the first row counts."""
    found: dict[str, dict[str, Meaning]] = {}
    for row in read_table("romanised_words.csv"):
        words = found.setdefault(_FAMILIES.get(row["language"], row["language"]), {})
        meaning = Meaning(tuple(row["english"].split("|")), row["alone"] == "yes")
        for word in row["words"].split("|"):
            words.setdefault(fold(word), meaning)
    return found


@kept_table
def _even_words() -> dict[str, dict[str, Meaning]]:
    """Words by what is left of them where spellings are evened out."""
    found: dict[str, dict[str, Meaning]] = {}
    for language, even in _EVEN.items():
        words = found.setdefault(language, {})
        for word, meaning in _phrases()[language].items():
            if len(word) >= _SHORTEST_SPELLING and " " not in word and len(key := even(word)) >= _SHORTEST_EVEN:
                known = words.setdefault(key, meaning)
                words[key] = known if meaning.tells else Meaning(known.english, tells=False)
    return found


@lru_cache(maxsize=1)
def _longest() -> dict[tuple[str, str], int]:
    """The words of the longest phrase that begins with a word, by language and word."""
    found: dict[tuple[str, str], int] = {}
    for language, words in _phrases().items():
        for phrase in words:
            first, count = phrase.split()[0], len(phrase.split())
            found[language, first] = max(count, found.get((language, first), 0))
    return found


def _is_known_otherwise(word: str) -> bool:
    """Whether a word is an English one, one of Europe, a place or a given name, so that no spelling is evened out."""
    tables = word_tables()
    return (
        word in tables.generic_words
        or word in tables.in_english
        or word in tables.kept_words
        or word in tables.spellings
        or word in tables.same_given
        or (word,) in tables.places
        or (word,) in tables.legal_forms
    )


@lru_cache(maxsize=1 << 15)
def _meaning(word: str, language: str) -> Meaning | None:
    """What a word means in a language, also in another spelling."""
    found = _phrases()[language].get(word)
    if found is not None or language not in _EVEN or len(word) < _SHORTEST_SPELLING or _is_known_otherwise(word):
        return found
    for text in dict.fromkeys((word, word.removesuffix("e"), *_without_prefixes(word, language))):
        key = _EVEN[language](text)
        even = _even_words()[language].get(key) if len(key) >= _SHORTEST_EVEN else None
        found = _phrases()[language].get(text) or even
        if found is not None:
            return found
    return None


def _without_prefixes(word: str, language: str) -> list[str]:
    prefixes = _PREFIXES if language == _ARABIC else ()
    cut = [word[len(one) :] for one in prefixes if word.startswith(one)]
    if prefixes and _ASSIMILATED.match(word):
        cut.append(word[2:])
    return [rest for rest in cut if len(rest) >= _SHORTEST_SPELLING]


@lru_cache(maxsize=1 << 14)
def _languages(word: str) -> tuple[str, ...]:
    """The languages in which a word begins something of the table."""
    longest = _longest()
    return tuple(one for one in _phrases() if (one, word) in longest or _meaning(word, one) is not None)


def _at(words: Sequence[str], at: int, language: str) -> tuple[int, Meaning] | None:
    """How many words from here stand for something in a language, and for what."""
    for count in range(min(_longest().get((language, words[at]), 1), len(words) - at), 1, -1):
        found = _phrases()[language].get(" ".join(words[at : at + count]))
        if found is not None:
            return count, found
    meaning = _meaning(words[at], language)
    return None if meaning is None else (1, meaning)


def _read(words: Sequence[str], language: str, *, sure: bool = False) -> list[str | Meaning]:
    """The words with those of a language as what they mean; if `sure` without those that may be names."""
    found: list[str | Meaning] = []
    at = 0
    while at < len(words):
        count, meaning = _at(words, at, language) or (1, None)
        if meaning is None or (sure and not meaning.tells and meaning.english != _NOTHING):
            found += words[at : at + count]
        else:
            found.append(meaning)
        at += count
    return found


def _meant(parts: Sequence[str | Meaning]) -> list[Meaning]:
    """What the words say that are known, without small ones."""
    return [part for part in parts if isinstance(part, Meaning) and part.english != _NOTHING]


def _says_enough(parts: Sequence[str | Meaning]) -> bool:
    """Whether words that tell the language are among the parts, and the name says more than two common words."""
    meant = _meant(parts)
    if not any(part.tells for part in meant):
        return False
    tables = word_tables()
    others = [part for part in parts if isinstance(part, str) and part not in tables.stop_words]
    others = [word for word in others if (word,) not in tables.legal_forms]
    common = sum(word in tables.generic_words for word in others)
    forms = sum((part.english[0],) in tables.legal_forms for part in meant)
    return common < len(others) or len(meant) - forms + common >= _LEAST_COMMON


def in_english(words: Sequence[str]) -> tuple[str, ...]:
    """The folded words of a body's name with those of one language in English, up to three times; nothing if it has
    none.

    "sharikat zelman lil tijara" is "company zelman trading". A second text has the other English of words that stand
    for two: muassasa is a foundation or an establishment. A last one leaves words that may be names as they are.
    """
    if not any(map(_languages, words)):
        return ()
    languages = dict.fromkeys(language for word in words for language in _languages(word))
    language = max(languages, key=lambda one: len(_meant(_read(words, one))))
    parts, sure = _read(words, language), _read(words, language, sure=True)
    if not _says_enough(parts):
        return ()
    return tuple(dict.fromkeys((_joined(parts, 0), _joined(parts, -1), _joined(sure, 0))))


def _joined(parts: Sequence[str | Meaning], choice: int) -> str:
    return " ".join(filter(None, (part if isinstance(part, str) else part.english[choice] for part in parts)))
