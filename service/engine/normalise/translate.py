"""Names of bodies in other scripts word by word: translated where the word is a common one, else romanised."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from service.engine.normalise.company_words import are_common, english_of, meanings_of
from service.engine.normalise.names import split_words
from service.engine.normalise.scripts import script_of
from service.engine.normalise.slavic import english_of_cyrillic
from service.engine.normalise.text import fold
from service.engine.normalise.transcription.japanese import is_japanese
from service.engine.normalise.transcription.segmentation import known_parts
from service.engine.normalise.words import word_tables

_ENOUGH_COMMON_WORDS, _ENOUGH_BESIDE_A_FORM = 3, 2
_SCRIPTS = frozenset(("Cyrl", "Arab", "Grek", "Hang", "Hani"))
_NAMED_AFTER = frozenset(("имени", "им", "імені", "ім"))
_LONGEST_INITIALS = 2
_MOST_INITIALS = 3
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# "Муромский завод" is the plant of Murom: an adjective made of a place stands for the place.
_ADJECTIVE = re.compile(r"(?<=\w{4})(?:ск(?:ий|ая|ое|ие|ого|ой)|ськ(?:ий|а|е|і|ого|ої))$")
# "Иркутский завод" is the plant of Irkutsk: some places end so themselves.
_ADJECTIVE_ENDING = re.compile(r"(?<=\w{3}ск)(?:ий|ая|ое|ие|ого|ой)$|(?<=\w{3}ськ)(?:ий|а|е|і|ого|ої)$")


def _meaning(word: str, script: str) -> str | None:
    if script == "Cyrl":
        english = english_of_cyrillic(word)
        if english is not None:
            return english
    numbers = meanings_of(word, script)
    return english_of(numbers) if numbers else None


def _names_somebody(words: list[str], script: str, enough: int) -> bool:
    """Whether words that are all known name a body: so many, or a place among them ("Российский банк")."""
    named = any((numbers := meanings_of(word, script)) and not are_common(numbers) for word in words)
    return named or len(words) >= enough


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
def translated(text: str) -> tuple[str, ...]:
    """The name of a body in Latin letters with its common words in English; nothing if it is one or two common words,
    or in no script of which words are known one by one (Cyrillic, Arabic, Greek, Hangul, Chinese).

    "Феодосийское предприятие по обеспечению нефтепродуктами" is "feodosiy enterprise supply oil products". A second
    one keeps words that may be a name as they sound, and the suffix of adjectives: "Торговый дом Победа" is "trading
    house victory" and "trading house pobeda".
    """
    if text.isascii():
        return ()
    script = "Cyrl" if _CYRILLIC.search(text) else script_of(text)
    if script not in _SCRIPTS or is_japanese(text):
        return ()
    whole = split_words(fold(text))
    words = _without_initials(_without_forms(whole))
    enough = _ENOUGH_COMMON_WORDS if len(words) == len(whole) else _ENOUGH_BESIDE_A_FORM
    if script in ("Hang", "Hani"):
        words = [part for word in words for part in known_parts(word, script)]
    meant = [_meaning(word, script) for word in words]
    if all(meaning is not None for meaning in meant) and not _names_somebody(words, script, enough):
        return ()
    common = [None if meaning is None or _may_name(meaning) else meaning for meaning in meant]
    found = (_in_letters(words, meant, _ADJECTIVE), _in_letters(words, common, _ADJECTIVE_ENDING))
    return tuple(dict.fromkeys(name for name in found if name))


def _may_name(english: str) -> bool:
    """Whether a word of this meaning may be a name, as none of the English words is one that bodies share."""
    return bool(english) and word_tables().generic_words.keys().isdisjoint(english.split())


def _in_letters(words: list[str], meant: list[str | None], ending: re.Pattern[str]) -> str:
    parts = [
        anyascii(ending.sub("", word)).lower() if meaning is None else meaning
        for word, meaning in zip(words, meant, strict=True)
    ]
    return " ".join(part for part in parts if part)


def _without_initials(words: list[str]) -> list[str]:
    """The words without initials behind "named after": "имени В.И. Ленина" is "named after Lenin" in English."""
    return [
        word
        for at, word in enumerate(words)
        if len(word) > _LONGEST_INITIALS or _NAMED_AFTER.isdisjoint(words[max(0, at - _MOST_INITIALS) : at])
    ]


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
