"""Identifiers from a list's headings and numbers, and from its remarks. Kinds: `service/engine/matching`."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from service.engine.matching.identifier_types import identifier_type
from service.engine.model.entity import Identifier
from service.watchlists.parsing.countries import country, country_code
from service.watchlists.parsing.text import is_empty, one_line


def identifier(words: str, value: str, country_words: str | None = None, note: str | None = None) -> Identifier | None:
    """An identifier from its heading and number; the heading is kept in the note unless the kind says it all.

    None for values that say that there is none.
    """
    number = one_line(value)
    if not number or is_empty(number) or not any(letter.isalnum() for letter in number):
        return None
    kind = identifier_type(words)
    ship = _SHIP.fullmatch(number)
    if ship is not None and "company" not in words.casefold():  # OFAC: Vessel Registration Identification IMO 7406784
        kind, number = "imo", ship[1]
    heading = one_line(words).rstrip(":. ")
    plain_heading = heading.casefold() in {kind, kind.replace("_", " "), ""}
    notes = "; ".join(filter(None, ("" if plain_heading else heading, one_line(note))))
    return Identifier(kind, number, country(country_words), notes or None)


_SHIP = re.compile(r"IMO\W{0,3}(\d{7})", re.IGNORECASE)


_BIC = r"([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)"
_IN_TEXT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bic", re.compile(rf"\b(?:SWIFT/BIC|BIC|SWIFT(?= code|\s?[^\w\s]))(?: code)?\W{{1,3}}{_BIC}\b")),
    ("bic", re.compile(rf"\bSWIFT {_BIC}\b(?! [A-Z]{{2}})")),
    (
        "imo",
        re.compile(r"(?<![A-Za-z])IMO(?![A-Za-z])(?:\s*(?:番号|number|no\.?))?\W{0,3}(\d{7})(?!\d)", re.IGNORECASE),
    ),
    ("lei", re.compile(r"\bLEI\W{1,3}([A-Z0-9]{18}\d{2})\b")),
    ("email", re.compile(r"([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})")),
)


_CODE = 3  # a word as short as a code is `No`, not Norway
_ISSUED = re.compile(r"\b(?:issued (?:in|by)|place of issue\s*:)\s+(?:the )?", re.IGNORECASE)
_MOST_WORDS = 6


def issuing_country(note: str) -> str | None:
    """The country whose document a note is about: `Iranian diplomatic passport`, `(Afghan) issued on 30 June 1998`, or
    else `Place of issue: Syria`. Alpha-2; None where the note does not begin with a country and names no place."""
    ends = (match.end() for match in _ISSUED.finditer(note))
    starts = (note.lstrip(" ("), *(note[end:] for end in ends))
    return next((code for words in starts if (code := _leading_country(words))), None)


def _leading_country(words: str) -> str | None:
    found = re.findall(r"[^\W\d_][\w'’-]*|[.,;:()]", words)[: 2 * _MOST_WORDS]
    parts = itertools.takewhile(lambda word: word not in ".,;:", found)
    letters = [word for word in parts if word not in "()"]
    for size in range(min(_MOST_WORDS, len(letters)), 0, -1):
        name = " ".join(letters[:size])
        if len(name) > _CODE and name[0].isupper() and (code := country_code(name)):
            return code
    return None


def distinct(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """The first of each kind and value: a number in a column of its own often stands in the remarks as well. What is
    said of a number in different words the second time goes on its note."""
    found: dict[tuple[str, str], Identifier] = {}
    for item in identifiers:
        first = found.setdefault((item.type, item.value.casefold()), item)
        if first is not item and (item.note or item.country != first.country):
            found[item.type, item.value.casefold()] = _merged(first, item)
    return tuple(found.values())


def _merged(first: Identifier, other: Identifier) -> Identifier:
    said = [other.note or ""]
    if other.country and other.country != first.country and first.country:
        said.append(other.country)
    new = [words for words in said if words and words not in (first.note or "")]
    note = "; ".join(filter(None, (first.note, *new))) or None
    return replace(first, country=first.country or other.country, note=note)


def identifiers_in(text: str | None) -> tuple[Identifier, ...]:
    """BIC, IMO, LEI and e-mail addresses inside remarks. A payment firm once missed BICs that stood only there."""
    plain = unicodedata.normalize("NFKC", text or "")
    found = ((kind, number) for kind, pattern in _IN_TEXT for number in pattern.findall(plain))
    return tuple(dict.fromkeys(Identifier(*item) for item in found if item[0] != "bic" or _has_country(item[1])))


def _has_country(bic: str) -> bool:
    """The fifth and sixth letters of a BIC are a country: SWIFT AVIATION is the name of a company."""
    return country_code(bic[4:6]) is not None


_PASSPORT = re.compile(r"(?P<land>\b[A-Z][a-z]+\s+)?(?:[a-z]+\s+){0,2}\bpassports?\b", re.IGNORECASE)
_OTHER_FACT = re.compile(
    r"\b(?:passports?|national id|identi|driver|gender|mother|father|title|date of birth)", re.IGNORECASE
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAYS = re.compile(rf"(?:\b\d{{1,2}}\s+)?\b{_MONTH},?\s+\d{{4}}|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\(.*?\)")
_PASSPORT_NUMBER = re.compile(r"(?<![\w/.])(?=(?:[A-Z/ -]*\d){4})[A-Z]{0,4}[-/ ]?\d[\dA-Z/-]{2,14}(?!\w)")
_ITEM = re.compile(r"(?:(?<=\s)|\A)[a-h]\)\s")
_REACH = 160


def passports_in(text: str | None) -> tuple[Identifier, ...]:
    """Passports inside remarks: `Yemeni passport number 388181`, `Passport no.: a) Oman 3824969 b) A2815665`.

    The note keeps the words from which the number was read.
    """
    plain = unicodedata.normalize("NFKC", text or "")
    found: list[Identifier] = []
    for match in _PASSPORT.finditer(plain):
        behind = plain[match.end() : match.end() + _REACH]
        end = _OTHER_FACT.search(behind)
        behind = behind[: end.start()] if end else behind
        for item in _ITEM.split(behind):
            number = _PASSPORT_NUMBER.search(_DAYS.sub(lambda day: " " * len(day[0]), item))
            if number is None:
                continue
            lands = (match["land"] or "", item[: number.start()].strip(" :.,").removeprefix("no").strip(" :.,"))
            land = next((code for words in lands if len(words) > _CODE and (code := country_code(words))), None)
            found.append(Identifier("passport", number[0].strip(), land, one_line(f"passport {item}")[:_REACH]))
    return tuple(dict.fromkeys(found))
