"""Acronyms that are all of a body's name: RDIF for Russian Direct Investment Fund.

A name in another language has the acronym of its own words too, though they are compared in English: CNPK is
Corporación Nacional de Petróleos Kelpro.
"""

from __future__ import annotations

from functools import lru_cache

from service.engine.matching.lexicon import Lexicon
from service.engine.normalise.legal_forms import strip_forms
from service.engine.normalise.names import Kind, PreparedName
from service.engine.normalise.words import word_tables

LEAST_LETTERS = 4
_LETTERS_A_VOWEL = 4
"""An acronym is no word: of so many letters at most one is a vowel (ANSA, TANIA may be anybody's name)."""
_VOWELS = frozenset("aeiouyаеёиоуыэюяіїєў")
_LEAST_OF_A_FORM = 4
"""Letters of a legal form that may be in an acronym: corporación, and not SA."""
_FORM_LETTERS = {"company": "c", "co": "c", "corporation": "c", "corp": "c", "limited": "l", "ltd": "l"}
"""Legal forms at the end of a name that acronyms often hold, by how they are written."""


def lone_acronym(name: PreparedName, lexicon: Lexicon) -> str | None:
    """The letters of a name that is an acronym and nothing else, but for a legal form; None for all others."""
    if name.is_person or len(name.tokens) != 1 or name.kinds[0] is not Kind.NAME:
        return None
    word = name.tokens[0]
    if len(word) < LEAST_LETTERS or not _is_of_one_alphabet(word) or lexicon.is_known(word):
        return None
    vowels = sum(letter in _VOWELS for letter in word)
    return word if vowels * _LETTERS_A_VOWEL <= len(word) else None


def _is_of_one_alphabet(word: str) -> bool:
    """Whether a folded word has Latin letters alone, or Cyrillic ones alone."""
    return word.isalpha() and (word.isascii() or all("\u0430" <= letter <= "\u045f" for letter in word))


def first_letters(name: PreparedName) -> tuple[str, ...]:
    """The first letters of all words of a body's name that has enough of them, without its legal form and with it, in
    English and in its own language: NITC is the National Iranian Tanker Company."""
    if name.is_person or name.syllabic:
        return ()
    letters = "".join([token[0] for token in name.tokens])
    form = _FORM_LETTERS.get(name.plain.rpartition(" ")[2], "") if name.forms else ""
    found = (letters, letters + form) if form else (letters,)
    if name.translated:
        found = tuple(dict.fromkeys((*found, *_own_letters(name.plain))))
    return tuple([text for text in found if len(text) >= LEAST_LETTERS])


@lru_cache(maxsize=1 << 12)
def _own_letters(plain: str) -> tuple[str, ...]:
    """The first letters of the folded words of a name as written, without small words: without its legal form, and with
    one that is written out."""
    tables = word_tables()
    words = plain.split()
    kept = strip_forms(words, tables)[0]
    small = tables.stop_words | tables.small_words
    told = [(word, left) for word, left in zip(words, kept, strict=True) if word not in small]
    bare = "".join([word[0] for word, left in told if left is not None])
    whole = "".join([word[0] for word, left in told if left is not None or len(word) >= _LEAST_OF_A_FORM])
    return (bare, whole)


def is_acronym_of(short: PreparedName, name: PreparedName, lexicon: Lexicon) -> bool:
    """Whether a whole name is made of the first letters of another."""
    word = lone_acronym(short, lexicon)
    return word is not None and word in first_letters(name)
