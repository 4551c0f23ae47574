"""Acronyms that are all of a body's name: RDIF for Russian Direct Investment Fund."""

from __future__ import annotations

from service.engine.matching.lexicon import Lexicon
from service.engine.normalise.names import Kind, PreparedName

LEAST_LETTERS = 4
_LETTERS_A_VOWEL = 4
"""An acronym is no word: of so many letters at most one is a vowel (ANSA, TANIA may be anybody's name)."""
_VOWELS = frozenset("aeiouy")
_FORM_LETTERS = {"company": "c", "co": "c", "corporation": "c", "corp": "c", "limited": "l", "ltd": "l"}
"""Legal forms at the end of a name that acronyms often hold, by how they are written."""


def lone_acronym(name: PreparedName, lexicon: Lexicon) -> str | None:
    """The letters of a name that is an acronym and nothing else, but for a legal form; None for all others."""
    if name.is_person or len(name.tokens) != 1 or name.kinds[0] is not Kind.NAME:
        return None
    word = name.tokens[0]
    if len(word) < LEAST_LETTERS or not (word.isascii() and word.isalpha()) or lexicon.is_known(word):
        return None
    vowels = sum(letter in _VOWELS for letter in word)
    return word if vowels * _LETTERS_A_VOWEL <= len(word) else None


def first_letters(name: PreparedName) -> tuple[str, ...]:
    """The first letters of all words of a body's name that has enough of them, without its legal form and with it:
    NITC is the National Iranian Tanker Company."""
    if name.is_person or name.syllabic:
        return ()
    letters = "".join([token[0] for token in name.tokens])
    form = _FORM_LETTERS.get(name.plain.rpartition(" ")[2], "") if name.forms else ""
    found = (letters, letters + form) if form else (letters,)
    return tuple([text for text in found if len(text) >= LEAST_LETTERS])


def is_acronym_of(short: PreparedName, name: PreparedName, lexicon: Lexicon) -> bool:
    """Whether a whole name is made of the first letters of another."""
    letters = first_letters(name)
    return bool(letters) and lone_acronym(short, lexicon) in letters
