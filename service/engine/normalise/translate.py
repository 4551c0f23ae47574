"""Names of bodies in Russian or Ukrainian, word by word: translated where the word is a common one, else romanised."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from service.engine.normalise.names import split_words
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table, word_tables

_SHORTEST_BEGINNING = 4
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# "Муромский завод" is the plant of Murom: an adjective made of a place stands for the place.
_ADJECTIVE = re.compile(r"(?<=\w{4})(?:ск(?:ий|ая|ое|ие|ого|ой)|ськ(?:ий|а|е|і|ого|ої))$")


@lru_cache(maxsize=1)
def _meanings() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Whole words that are short, and beginnings of longer ones, the longest first."""
    rows = {fold(row["beginning"]): row["english"] for row in read_table("translations.csv")}
    beginnings = [(word, english) for word, english in rows.items() if len(word) >= _SHORTEST_BEGINNING]
    return rows, tuple(sorted(beginnings, key=lambda item: -len(item[0])))


def _meaning(word: str) -> str | None:
    whole, beginnings = _meanings()
    if word in whole:
        return whole[word]
    return next((english for beginning, english in beginnings if word.startswith(beginning)), None)


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
    """The name of a body in Latin letters with its common words in English; None if it is all common words, or has no
    Cyrillic letters.

    "Феодосийское предприятие по обеспечению нефтепродуктами" is "feodosiy enterprise supply oil products".
    """
    if _CYRILLIC.search(text) is None:
        return None
    words = _without_forms(split_words(fold(text)))
    meanings = [_meaning(word) for word in words]
    if all(meaning is not None for meaning in meanings):
        return None
    parts = [
        anyascii(_ADJECTIVE.sub("", word)) if meaning is None else meaning
        for word, meaning in zip(words, meanings, strict=True)
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
