"""Identifiers from a list's headings and numbers, and from its remarks. Kinds: `service/engine/matching`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from service.engine.matching.identifier_types import identifier_type
from service.engine.model.entity import Identifier
from service.watchlists.parsing.countries import country
from service.watchlists.parsing.text import is_empty, one_line


def identifier(words: str, value: str, country_words: str | None = None, note: str | None = None) -> Identifier | None:
    """An identifier from its heading and number; the heading is kept in the note unless the kind says it all.

    None for values that say that there is none.
    """
    number = one_line(value)
    if not number or is_empty(number) or not any(letter.isalnum() for letter in number):
        return None
    kind = identifier_type(words)
    heading = one_line(words).rstrip(":. ")
    plain_heading = heading.casefold() in {kind, kind.replace("_", " "), ""}
    notes = "; ".join(filter(None, ("" if plain_heading else heading, one_line(note))))
    return Identifier(kind, number, country(country_words), notes or None)


_IN_TEXT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bic", re.compile(r"\b(?:SWIFT|BIC)(?:/BIC)?(?: code)?\W{1,3}([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")),
    (
        "imo",
        re.compile(r"(?<![A-Za-z])IMO(?![A-Za-z])(?:\s*(?:番号|number|no\.?))?\W{0,3}(\d{7})(?!\d)", re.IGNORECASE),
    ),
    ("lei", re.compile(r"\bLEI\W{1,3}([A-Z0-9]{18}\d{2})\b")),
    ("email", re.compile(r"([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})")),
)


def distinct(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """The first of each kind and value: a number in a column of its own often stands in the remarks as well."""
    found: dict[tuple[str, str], Identifier] = {}
    for item in identifiers:
        found.setdefault((item.type, item.value.casefold()), item)
    return tuple(found.values())


def identifiers_in(text: str | None) -> tuple[Identifier, ...]:
    """BIC, IMO, LEI and e-mail addresses inside remarks. A payment firm once missed BICs that stood only there."""
    plain = unicodedata.normalize("NFKC", text or "")
    found = (Identifier(kind, number) for kind, pattern in _IN_TEXT for number in pattern.findall(plain))
    return tuple(dict.fromkeys(found))
