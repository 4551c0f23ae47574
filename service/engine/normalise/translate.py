"""Names of bodies in other scripts word by word: translated where the word is a common one, else romanised."""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.company_words import are_common, english_of, meanings_of
from service.engine.normalise.names import split_words
from service.engine.normalise.scripts import script_of
from service.engine.normalise.text import fold
from service.engine.normalise.transcription.japanese import is_japanese
from service.engine.normalise.transcription.segmentation import known_parts
from service.engine.normalise.words import read_table, word_tables

_SHORTEST_BEGINNING = 4
_ENOUGH_COMMON_WORDS = 3
_SCRIPTS = frozenset(("Cyrl", "Arab", "Grek", "Hang", "Hani"))
_CYRILLIC = lazy_pattern(r"[\u0400-\u04ff]")
# "Муромский завод" is the plant of Murom: an adjective made of a place stands for the place.
_ADJECTIVE = lazy_pattern(r"(?<=\w{4})(?:ск(?:ий|ая|ое|ие|ого|ой)|ськ(?:ий|а|е|і|ого|ої))$")


@lru_cache(maxsize=1)
def _meanings() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Whole words that are short, and beginnings of longer ones, the longest first."""
    rows = {fold(row["beginning"]): row["english"] for row in read_table("translations.csv")}
    beginnings = [(word, english) for word, english in rows.items() if len(word) >= _SHORTEST_BEGINNING]
    return rows, tuple(sorted(beginnings, key=lambda item: -len(item[0])))


def _meaning(word: str, script: str) -> str | None:
    if script == "Cyrl":
        whole, beginnings = _meanings()
        if word in whole:
            return whole[word]
        found = next((english for beginning, english in beginnings if word.startswith(beginning)), None)
        if found is not None:
            return found
    numbers = meanings_of(word, script)
    return english_of(numbers) if numbers else None


def _names_somebody(words: list[str], script: str) -> bool:
    """Whether words that are all known name a body: three, or a place among them ("Российский банк")."""
    named = any((numbers := meanings_of(word, script)) and not are_common(numbers) for word in words)
    return named or len(words) >= _ENOUGH_COMMON_WORDS


def _without_forms(words: list[str]) -> list[str]:
    """The words without legal forms, which would only be spelt out."""
    forms = word_tables().legal_forms
    left = list(words)
    for length in (5, 4, 3, 2, 1):
        for at in range(len(left) - length + 1):
            if tuple(left[at : at + length]) in forms and length < len(left):
                del left[at : at + length]
                break
    return left


@lru_cache(maxsize=4096)
def translated(text: str) -> str | None:
    """The name of a body in Latin letters with its common words in English; None if it is one or two common words, or
    in no script of which words are known one by one (Cyrillic, Arabic, Greek, Hangul, Chinese).

    "Феодосийское предприятие по обеспечению нефтепродуктами" is "feodosiy enterprise supply oil products".
    """
    if text.isascii():
        return None
    script = "Cyrl" if _CYRILLIC.search(text) else script_of(text)
    if script not in _SCRIPTS or is_japanese(text):
        return None
    words = _without_forms(split_words(fold(text)))
    if script in ("Hang", "Hani"):
        words = [part for word in words for part in known_parts(word, script)]
    meant = [_meaning(word, script) for word in words]
    if all(meaning is not None for meaning in meant) and not _names_somebody(words, script):
        return None
    parts = [
        anyascii(_ADJECTIVE.sub("", word)).lower() if meaning is None else meaning
        for word, meaning in zip(words, meant, strict=True)
    ]
    return " ".join(part for part in parts if part)


@lru_cache(maxsize=4096)
def romanised(text: str) -> str | None:
    """A person's name letter by letter in Latin, if it is in Cyrillic and has initials or words in Latin; else None.

    By sound initials tell nothing, and a name half in Latin ("Сергей AKSYONOV") is in no one script.
    """
    if _CYRILLIC.search(text) is None:
        return None
    words = split_words(fold(text))
    mixed = any(word.isascii() and word.isalpha() for word in words)
    return anyascii(text) if mixed or any(len(word) == 1 for word in words) else None
