"""What kind of number an identifier is, from the words a list puts before it.

Lists name some 200 kinds of documents in several languages; the table maps them to the few kinds that are compared.
The order matters: "Company Number IMO 5055293" is an IMO company number, not a ship's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from service.engine.model.entity import Identifier
from service.watchlists.parsing.countries import country
from service.watchlists.parsing.text import is_empty, one_line

OTHER = "other"

_KINDS: tuple[tuple[str, str], ...] = (
    (r"company (number|identification)\W*imo|imo company", "registration"),
    (r"\bimo\b", "imo"),
    (r"\bmmsi\b|maritime mobile", "mmsi"),
    (r"call ?sign", "call_sign"),
    (r"serial number.*msn|\bmsn\b|construction number|manufacturer.?s serial|aircraft serial", "aircraft_serial"),
    (r"tail number|aircraft registration|aircraft reg", "aircraft_registration"),
    (r"swift|\bbic\b", "bic"),
    (r"\blei\b|legal entity (number|identifier)", "lei"),
    (r"digital currency|crypto|wallet", "wallet"),
    (r"passport|旅券|laissez|travel (document|no)|stateless person id", "passport"),
    (r"e-?mail|メール", "email"),
    (r"website|web site|\burl\b|ウェブサイト|^web$", "website"),
    (r"\bfax\b|ファックス|ファクス", "fax"),
    (r"phone|telephone|\btel\b|電話|mobile no", "phone"),
    (
        r"\btax\b|\btin\b|\binn\b|fiscal|\bvat\b|v\.a\.t|r\.f\.c|\brfc\b|\bnit\b|\bruc\b|\brtn\b|\bcuit\b|fiscalcode"
        r"|納税|taxid|\bunp\b|\bcnpj\b|italian fiscal",
        "tax_id",
    ),
    (r"driver|driving", "driver_licence"),
    (r"d-?u-?n-?s", "duns"),
    (
        r"cedula|c\.u\.r\.p|\bcurp\b|national|identity|identification card|\bssn\b|social security|d\.n\.i|\bdni\b"
        r"|personal id|electoral|birth certificate|tazkira|身分|\bid ?card|\bnin\b|citizen.?s? (card|number)|cartilla"
        r"|credencial|numero de identidad|identification number|\bid ?number|residen|refugee|^id$",
        "national_id",
    ),
    (
        r"regist|commercial|business|company|matricula|folio|gazette|enterprise number|trade|chamber|c\.r\. no"
        r"|\bcr no|licen[cs]e|ogrn|okpo|incorporation|unified social|organi[sz]ation code|siren|\bkpp\b|登記|法人",
        "registration",
    ),
)

KINDS = frozenset({OTHER, *(kind for _, kind in _KINDS)})
"""The words for kinds of numbers that entities may have."""


@cache
def identifier_type(words: str) -> str:
    """The kind for a heading such as `Cedula No.`, `Tax ID No.` or 旅券番号; `other` when the table has none."""
    plain = " ".join(words.casefold().split())
    return next((kind for pattern, kind in _COMPILED if pattern.search(plain)), OTHER)


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


_COMPILED = tuple((re.compile(pattern), kind) for pattern, kind in _KINDS)


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
