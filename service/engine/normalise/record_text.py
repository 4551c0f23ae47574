"""Names as machines keep them: passports' lines, tickets, files' names, fields of statements, fields filled up.

Sources: ICAO Doc 9303 (machine readable zone: family name, `<<`, given names), IATA's passenger name records
(`FAMILY/GIVENMR`), DK's and SWIFT's field 86 of statements (`?32`, `?33`: 27 characters each, cut wherever full).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.common.lazy_pattern import lazy_pattern

_ZONE = lazy_pattern(
    r"(?:\A|\s)(?:[PIVACpivac][A-Za-z<][A-Za-z]{3})?([A-Za-z]+(?:<[A-Za-z]+)*)<<([A-Za-z]+(?:<[A-Za-z]+)*)"
)
_TICKET = lazy_pattern(
    r"\s*([^\W\d_][\w' -]+)/([^\W\d_][\w' ]+?)\s?(?:MR|MRS|MS|MISS|MSTR|CHD|INF|DR)\s*\Z", re.IGNORECASE
)
_SUBFIELD = lazy_pattern(r"(?<!\w)\?[236]\d(?=\S)|(?<=\w)\?[236]\d")
_FILE = lazy_pattern(
    r"\A\s*(?:\S*[/\\])?(.+?)\.(?:pdf|docx?|xlsx?|jpe?g|png|tiff?|txt|csv|eml|msg|zip|xml|html?)\s*\Z", re.IGNORECASE
)
_FILE_SIGNS = lazy_pattern(r"[_+\s-]+")
_ABOUT_FILES = frozenset(
    "passport scan scanned copy kyc contract signed final draft id card invoice img image photo doc document file cv"  # noqa: SIM905
    " certificate form statement report front back page".split()
)
_LEAST_LETTERS_OF_STEM = 5
_FILLED = lazy_pattern(r"\A([X#0._~*=<-])\1{3,}|([X#0._~*=<-])\2{3,}\Z")
_STUCK = lazy_pattern(r"([^\W\d_])\1{2,}(?=[^\W\d_])|(?<=[^\W\d_])([^\W\d_])\2{2,}", re.IGNORECASE)
_ROMAN = lazy_pattern(r"(?<![^\W_])[ivxlcm]+(?![^\W_])", re.IGNORECASE)
_POSSESSIVE = lazy_pattern(r"(?<=[^\W\d_]{2})['’`´]s(?![^\W_])", re.IGNORECASE)
_GLUED_DIGITS = lazy_pattern(r"(?<=[^\W\d_]{2})\d{1,2}(?![^\W_])|(?<![^\W_])\d{1,2}(?=[^\W\d_]{2})")
_WORD_AND_DIGITS = lazy_pattern(r"\A\W*([^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]+)*)\d{1,4}\W*\Z")
_LEAST_LETTERS_OF_WORD = 9
_LEAST_GLUED = 2


def names_in_records(text: str) -> Iterator[tuple[str, str]]:
    """Names that a text holds in the form of a record, each with what was done to read it, as a sentence."""
    for found in _ZONE.finditer(text):
        yield f"{found[2]} {found[1]}".replace("<", " "), "it is a passport's machine readable line"
    ticket = _TICKET.match(text)
    if ticket is not None:
        yield f"{ticket[2]} {ticket[1]}", "it is written as on a ticket, a title behind the given name"
    if _SUBFIELD.search(text) is not None:
        yield _SUBFIELD.sub("", text), "the fields of a statement were written together"
    stem = _stem(text)
    if stem is not None:
        yield stem, "it is the name of a file"
    filled = _FILLED.sub(" ", text.strip()).strip()
    if filled != text.strip():
        yield filled, "what fills up the field was left out"
    yield from _plainer(text)


def _stem(text: str) -> str | None:
    """What the name of a file says beside words about files; None for other texts."""
    found = _FILE.match(text)
    if found is None:
        return None
    words = [word for word in _FILE_SIGNS.split(found[1]) if word and not any(map(str.isdigit, word))]
    stem = " ".join(word for word in words if word.casefold() not in _ABOUT_FILES)
    return stem if sum(map(str.isalpha, stem)) >= _LEAST_LETTERS_OF_STEM else None


def _plainer(text: str) -> Iterator[tuple[str, str]]:
    """The text without what is no part of a name in it: letters of a stuck key, an English genitive, digits."""
    if _STUCK.search(text) is not None:
        for times in (1, 2):
            plain = " ".join(word if _ROMAN.fullmatch(word) else _unstuck(word, times) for word in text.split())
            if plain != text:
                yield plain, "a letter repeated three times and more was taken for one"
    genitive = _POSSESSIVE.sub("", text)
    if genitive != text:
        yield genitive, "an 's was left out"
    if len(_GLUED_DIGITS.findall(text)) >= _LEAST_GLUED:
        yield _GLUED_DIGITS.sub("", text), "digits beside words were left out"
    word = _WORD_AND_DIGITS.match(text)
    if word is not None and len(word[1]) >= _LEAST_LETTERS_OF_WORD:
        yield word[1], "digits behind the word were left out"


def _unstuck(word: str, times: int) -> str:
    return _STUCK.sub(lambda run: (run[1] or run[2]) * times, word)
