"""What a name says behind mark-up, line breaks, invisible characters, look-alike letters and digits for letters.

A name is searched as it stands (mark-up read) and, where it may be disguised, in further readings as well. A reading
never replaces a genuine one: МОРЕ is a Cyrillic word although every letter of it looks Latin, so both are asked.

A new way of reading is a function that yields texts with a sentence, called here, and a sign in `disguise_signs`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.coded_text import decoded_names, from_mainframe, in_pairs
from service.engine.normalise.declension import nominatives
from service.engine.normalise.digits_for_letters import (
    DIGITS_AS_LETTERS,
    DIGITS_WITH_L,
    with_letters_for_digits,
    with_letters_of_chats,
)
from service.engine.normalise.disguise_signs import may_be_disguised
from service.engine.normalise.folding.characters import has_hidden, is_dressed, plain_characters
from service.engine.normalise.folding.markup import decoded
from service.engine.normalise.folding.misread_bytes import may_be_text, put_right
from service.engine.normalise.folding.misread_letters import read_again
from service.engine.normalise.folding.upside_down import turned_upright
from service.engine.normalise.joined_words import with_words_divided
from service.engine.normalise.keyboard_layouts import typed_otherwise
from service.engine.normalise.line_breaks import names_of_lines, without_line_breaks
from service.engine.normalise.mixed_alphabets import look_alikes_in_latin, words_in_latin
from service.engine.normalise.number_one import with_one_otherwise
from service.engine.normalise.record_text import names_in_records
from service.engine.normalise.replaced_letters import with_letters
from service.engine.normalise.said_in_japanese import said_in_japanese
from service.engine.normalise.scripts import fold_homoglyphs
from service.engine.normalise.spelling_alphabets import partly_spelt, spelt_letters, told_letters, with_doubled_letters
from service.engine.normalise.text import fold
from service.engine.normalise.web_text import (
    scanned,
    signs_as_letters,
    spaced_letters,
    web_names,
    without_addresses,
    without_inner_digits,
)

_COMMENT_IN_WORD = lazy_pattern(r"(?<=\w)<!--[^<>]{0,200}-->(?=\w)")
_TURNED = lazy_pattern(r"[\u202e\u2067]([^\u202c\u2069\u202e\u2067]*)[\u202c\u2069]?")
_TURNED_SIGNS = "\u202e\u2067"
_LEET = lazy_pattern(r"[A-Za-z]\d|\d[A-Za-z]")
_SPELT = "words that stand for letters were read as letters"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text to search for a name, and what was done to read it, as a sentence; empty for a name as it stands."""

    text: str
    how: str = ""


@lru_cache(maxsize=1 << 14)
def readings(name: str, *, is_person: bool) -> tuple[Reading, ...]:
    """The name as it is searched, and further texts that it may have been meant to be read as; most names have none."""
    return all_readings(name, is_person=is_person) if may_be_disguised(name) else (Reading(name),)


def all_readings(name: str, *, is_person: bool) -> tuple[Reading, ...]:
    """`readings` of a name that may be disguised; of others this is the name alone, more slowly."""
    written = from_mainframe(name) or decoded(name)
    plain = without_line_breaks(put_right(written))
    found = {fold(plain): Reading(plain, _remark(name, plain))}
    for pairs in in_pairs(name):
        found.setdefault(fold(pairs), Reading(pairs, "pairs of letters were taken for one character each"))
    if may_be_text(written):
        found.setdefault(fold(written), Reading(without_line_breaks(written)))
    for read, how in _LETTERS_ALONE:
        whole = read(plain)
        if whole is not None:
            together = {fold(whole): Reading(whole, how)}
            # Single letters of a person's name are no initials then, of which a name of many words has some. Those of
            # a body may be its acronym and its legal form: C.A.D. S.A.
            plain, found = whole, together if is_person else together | found
    for text, how in (*_as_written(name, written, plain), *_others(plain, is_person), *_dressed(plain)):
        if text.strip():
            found.setdefault(fold(text), Reading(text, how))
    return tuple(found.values())


_LETTERS_ALONE = (
    (spaced_letters, "letters that stand apart were written together"),
    (told_letters, _SPELT),
)


def _as_written(name: str, written: str, plain: str) -> Iterator[tuple[str, str]]:
    """What is read of a name with its line breaks and comments, and with signs that were taken for something else."""
    if _COMMENT_IN_WORD.search(name) is not None:
        yield without_line_breaks(decoded(_COMMENT_IN_WORD.sub("", name))), "a comment within a word was left out"
    signs = signs_as_letters(written) if plain != written else None
    if signs is not None:  # which were taken for misread bytes, or for signs between letters
        yield signs, "signs stand for letters"
    yield from names_of_lines(written)


def _others(plain: str, is_person: bool) -> Iterator[tuple[str, str]]:
    """Names turned round, in other alphabets, told by words, with digits for letters, or joined and divided."""
    if any(sign in plain for sign in _TURNED_SIGNS):
        plain = _TURNED.sub(lambda run: run[1][::-1], plain)
        yield plain, "the name is written backwards and turned round by an invisible character"
    if not plain.isascii():
        yield from _beyond_ascii(plain, is_person)
    yield from _spelt(plain)
    yield from _as_persons(plain) if is_person else _as_bodies(plain)
    yield from with_words_divided(plain, is_person=is_person)


def _beyond_ascii(plain: str, is_person: bool) -> Iterator[tuple[str, str]]:
    yield from words_in_latin(plain)
    for text in read_again(plain):
        yield text, "its letters were read in another code page"
    upright = turned_upright(plain)
    if upright is not None:
        yield upright, "the letters are turned upside down"
    yield from look_alikes_in_latin(plain_characters(plain))
    for text in nominatives(plain) if is_person else ():
        yield text, "its words were put into the nominative"


def _spelt(plain: str) -> Iterator[tuple[str, str]]:
    """Names of which the letters, or those of some words, are told by words."""
    for read in (spelt_letters, with_doubled_letters, partly_spelt):
        text = read(plain)
        if text is not None:
            yield text, _SPELT


def _as_persons(plain: str) -> Iterator[tuple[str, str]]:
    """Names that come back from kana, and those with digits for Arabic and Russian letters."""
    kana = said_in_japanese(plain)
    if kana is not None:
        yield kana, "it was read as the kana that Japanese writes it in"
    yield from with_letters_of_chats(plain)


def _as_bodies(plain: str) -> Iterator[tuple[str, str]]:
    """Names with digits for letters, and ships' names with a number one written in the other way."""
    yield from with_letters_for_digits(plain)
    one = with_one_otherwise(plain)
    if one is not None:
        yield one, "a number one at the end was taken for the word, or the word for the number"


def _dressed(plain: str) -> Iterator[tuple[str, str]]:
    """Names in addresses, codes and records, with signs or digits in words, or typed and scanned otherwise."""
    for text in web_names(plain):
        yield text, "it stands in an address of the web or of mail"
    bare = without_addresses(plain)
    if bare != plain:
        yield bare, "addresses of the web or of mail were left out"
    signs = signs_as_letters(plain)
    if signs is not None:
        for table in (DIGITS_AS_LETTERS, DIGITS_WITH_L) if _LEET.search(signs) else ({},):
            yield signs.translate(table), "signs stand for letters"
    digits = without_inner_digits(plain)
    if digits is not None:
        yield digits, "digits inside words were left out"
    yield from decoded_names(plain)
    yield from names_in_records(plain)
    yield from with_letters(plain)
    for text in typed_otherwise(plain):
        yield text, "it was typed with the keyboard in another layout"
    for text in scanned(plain):
        yield text, "two letters stand for one that looks alike"


def _remark(name: str, plain: str) -> str:
    """What an attentive reader would notice about a name that is searched as it stands."""
    said = []
    if plain != name:
        said.append("mark-up, escapes, line breaks or misread bytes in the name were read")
    if has_hidden(plain):
        said.append("it holds characters that cannot be seen")
    if is_dressed(plain):
        said.append("it holds letters in another dress, such as small capitals, or marks that no alphabet needs")
    if fold_homoglyphs(plain) != unicodedata.normalize("NFC", plain):
        said.append("words mix letters of different alphabets that look alike")
    return "; ".join(said)
