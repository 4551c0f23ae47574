"""Words in Greek or Cyrillic beside words in Latin, and letters of other alphabets that look Latin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anyascii import anyascii

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.folding.characters import shaped_like
from service.engine.normalise.folding.confusables import as_latin, look_alikes_as_latin
from service.engine.normalise.scripts import script_of
from service.engine.normalise.transcription.greek import in_latin as greek_in_latin
from service.engine.normalise.transcription.greek import read as read_greek

_LATIN_WORD = lazy_pattern(r"[A-Za-z]{2}")
_GREEK_WORD = lazy_pattern(r"(?<![^\W_])[\u0386-\u03ff\u1f00-\u1fff]{2,}(?![^\W_])")
_CYRILLIC_WORD = lazy_pattern(r"(?<![^\W_])[\u0400-\u045f]{2,}(?![^\W_])")
_FOREIGN_CYRILLIC = lazy_pattern(r"(?<![^\W_])[\u0400-\u045f]*(?:[Хх]|[Дд][Жж])[\u0400-\u045f]+(?![^\W_])")


def words_in_latin(text: str) -> Iterator[tuple[str, str]]:
    """A text with its Greek or Cyrillic words in Latin, as those spell foreign names beside words in Latin."""
    if _LATIN_WORD.search(text) is None:
        return
    if _GREEK_WORD.search(text):
        for read in (_sound_of_greek, _greek_letters, _greek_letters_otherwise):
            yield _GREEK_WORD.sub(read, text), "words in Greek were put into Latin"
    if _FOREIGN_CYRILLIC.search(text):
        yield _CYRILLIC_WORD.sub(_foreign_sounds, text), "words in Cyrillic were put into Latin"


def look_alikes_in_latin(text: str) -> Iterator[tuple[str, str]]:
    """A text of letters that all look Latin, in Latin; a word that mixes Latin with rarer alphabets as well."""
    latin, shaped = as_latin(text), shaped_like(text)
    if shaped != text:
        yield look_alikes_as_latin(shaped), "letters of a phonetic alphabet stand for plain ones"
    if latin is not None:
        yield latin, "letters of another alphabet stand for Latin letters that look alike"
    elif script_of(text) == "Latn":
        yield look_alikes_as_latin(text), "some letters of another alphabet stand for Latin letters that look alike"


def _foreign_sounds(word: re.Match[str]) -> str:
    """A Cyrillic word with h and j, which Russian has no letters for."""
    return anyascii(word[0]).lower().replace("dzh", "j").replace("kh", "h")


def _sound_of_greek(word: re.Match[str]) -> str:
    return read_greek(word[0])[0]


def _greek_letters(word: re.Match[str]) -> str:
    return greek_in_latin(word[0])[0]


def _greek_letters_otherwise(word: re.Match[str]) -> str:
    return greek_in_latin(word[0])[-1]
