"""Addresses that a list gives in one line -> `Address`: the line as published, and the parts that can be told.

Publishers write `Street, City, Region, 12345, Country` with parts missing, a code before or behind the city
(`Moscow 119180`, `L-2418 Luxembourg`), several addresses in one cell (`Sanaa, Yemen; Kermanshah, Iran`), and notes in
brackets behind it all (`Egypt (previous)`). A part that cannot be told from the line stays None: the line has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from service.engine.model.entity import Address
from service.watchlists.parsing.countries import country, country_code, country_name
from service.watchlists.parsing.text import is_empty, one_line

_COMMA = re.compile(r"\s*[,，、;；]\s*(?![^()]*\))")
_SEVERAL = re.compile(r"\s*(?:[;；]|>>|,?\s[b-h]\)\s)\s*(?![^()]*\))")
_BRANCH = re.compile(r"\A(?:branch )?office \d+\s*:\s*", re.IGNORECASE)
_LABEL = re.compile(r"\A(?:alternat(?:iv)?e )?(?:address(?:es)?|location)\s*:\s*", re.IGNORECASE)
_NOTE = re.compile(r"[\s,]*(?:\([^()]*\)|\b(?:location )?as (?:at|of) .*|\balso\b.*)\W*\Z", re.IGNORECASE)
_CONTACT = re.compile(r"\b(?:tel|telephone|phone|fax|e-?mail|mobile|social media|website)\b|@|www\.", re.IGNORECASE)

_CODE = (
    r"(?:[A-Z]{1,2}-?\d{3,6}(?:-\d{3,5})?"  # L-2418, LV-1010, CP88000
    r"|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"  # WC2A 1QU
    r"|[A-Z]\d[A-Z] ?\d[A-Z]\d"  # K1A 0B1
    r"|\d{4,7}(?:-\d{3,5})?|\d{3} \d{2}|\d{3}-\d{3,4})"  # 119180, 15999-77111, 113 54, 530-8323
)
_CODE_ALONE = re.compile(
    rf"(?:(?:zip|postal|post)?\s*code:?\s*|C\.?P\.? ?)?(?P<code>{_CODE}|\d{{2,10}})\Z", re.IGNORECASE
)
_CODE_BEHIND = re.compile(rf"(?P<city>.+?)\s+(?:C\.?P\.? ?)?(?P<code>{_CODE})\Z")
_CODE_BEFORE = re.compile(rf"(?P<code>{_CODE})\s+(?P<city>\D+)\Z")
_CODE_FIRST = re.compile(r"\d{5,6}\Z")
_BOX = re.compile(r"\b(?:p\.?\s*o\.?\s*b(?:ox)?|box|postfach|apartado|casilla)\b", re.IGNORECASE)

_REGION = re.compile(
    r"\b(?:province|region|oblast|obl|krai|kray|kr|okrug|governorate|prefecture|district|county|state|republic|area"
    r"|territor(?:y|ies)|dept|department|departamento|muhafaza|canton|agency|a\.?o|n\.?t|islands?|peninsula|raion"
    r"|crimea|west bank)\b",
    re.IGNORECASE,
)
_STATE_CODE = re.compile(r"[A-Z]{2,3}\Z")
_STREET = re.compile(
    r"\b(?:st|str|street|rd|road|ave?|avenue|blvd|boulevarde?|lane|alley|square|sq|highway|expressway|freeway|building"
    r"|bldg|floor|house|room|office|branch|suite|unit|plot|flat|block|km|kilomet\w+|ul|ulitsa|prospekt|per|pereulok"
    r"|calle|carrera|rue|via|viale|jalan|jl|no|number|chowk|near|opposite|next|located|village|camp|airport|hotel|market"
    r"|tower|centre|center|plaza|estate|zone|park|c/o|in|at|of|and|branch|company|ltd|llc|inc|university|prison)\b",
    re.IGNORECASE,
)
_NO_TOWN = re.compile(r"[\d()/:]")
_SAINT = re.compile(r"\ASt\.? ")
_MAX_TOWN_WORDS = 4
_LATE_CODE = 2
_MIN_CODE_AFTER_A_STREET = 5
_MIN_CODE_BEFORE = 4  # `220005, Minsk`: a shorter number is a house
_REVERSED = frozenset({None, "RU", "UA", "BY"})
"""Where a line that begins with its postal code goes on from the large to the small: 141070, Moscow Region, Korolev."""

_ALPHA_2 = len("XX")
_STATE = re.compile(
    r"(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[TA]"
    r"|W[AVIY])\Z"
)
"""States of the USA. Some codes are codes of countries as well: `San Diego, CA` says nothing of Canada."""

_ZIP_CODE = re.compile(r"\d{5}(?:-\d{4})?\Z")
_CITY_STATES = frozenset({"SG", "HK", "MO", "MC", "LU", "KW", "DJ", "GI", "SM"})

_NOT_AFTER = frozenset({"new", "little", "gulf", "north", "south", "western", "northern"})
"""New Mexico is not Mexico, and South Sudan stands in the table itself."""


def read_address(
    text: str, *, country_words: str | None = None, city: str | None = None, postal_code: str | None = None
) -> Address:
    """An address in one line. Parts that the publisher keeps apart are taken from him, the others from the line."""
    line, known = one_line(text), country(country_words)
    parts, land = _without_country(_parts(line))
    if known is not None and len(known) == _ALPHA_2:
        parts, land = (parts[:-1] if parts[-1:] == [known] else parts), known
    town, code = _town_and_code(parts, land)
    return Address(line, city or town, postal_code or code, known or land)


def read_addresses(text: str) -> tuple[Address, ...]:
    """Every address of a cell: between semicolons, or a row of nothing but countries. Telephones are none."""
    found: dict[Address, None] = {}
    for piece in _pieces(one_line(text)):
        if any(letter.isalnum() for letter in piece) and not is_empty(piece):
            found[read_address(piece)] = None
    return tuple(found)


def split_city(words: str) -> tuple[str | None, str | None]:
    """Town and postal code of a field that holds town, region and code: `Mexico City, Distrito Federal C.P. 06170`."""
    town, code = None, None
    for part in _COMMA.split(one_line(words)):
        alone = _CODE_ALONE.match(part)
        rest, beside = (None, alone["code"]) if alone else _split_code(part)
        town, code = town or rest or None, code or beside
    return town, code


def _pieces(line: str) -> Iterator[str]:
    pieces = [piece for piece in _SEVERAL.split(line) if _LABEL.sub("", piece)]
    if len(pieces) > 1:
        kept: list[str] = []
        for piece in pieces:
            # What follows an address and is none belongs to it: `Kampala, Uganda; Tel.: +256 41 533 578`.
            if kept and _CONTACT.search(piece):
                kept[-1] = f"{kept[-1]}; {piece}"
            else:
                kept.append(piece)
        pieces = kept
    for piece in pieces:
        parts = _COMMA.split(piece.strip(" ."))
        if len(parts) > 1 and all(country_code(part) for part in parts):
            yield from parts
        else:
            yield piece


def _parts(line: str) -> list[str]:
    plain = _BRANCH.sub("", unicodedata.normalize("NFKC", _LABEL.sub("", line)))
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    plain = re.split(r"[;；]", plain)[0] if _CONTACT.search(plain) else plain
    return [part.strip() for part in _COMMA.split(plain.strip(" .;,")) if part.strip(" .;")]


def _without_country(parts: list[str]) -> tuple[list[str], str | None]:
    """The parts without that of the country, and its code."""
    while parts:
        code = country_code(parts[-1])
        if code is not None and not _STATE.match(parts[-1]):
            return parts[:-1], code
        if _ZIP_CODE.match(parts[-1]) and parts[-2:-1] and _STATE.match(parts[-2]):
            return parts, "US"
        bare = _NOTE.sub("", parts[-1]).strip(" .")
        if bare == parts[-1]:
            break
        parts = [*parts[:-1], bare] if bare else parts[:-1]
    if not parts:
        return parts, None
    head, code = _last_words(parts[-1])
    if code is not None:
        return [*parts[:-1], head], code
    if len(parts) > _LATE_CODE and _CODE_FIRST.match(parts[0]) and (code := country_code(parts[1])):
        return [parts[0], *parts[2:]], code
    at_start = (country_code(parts[0][:size]) for size in range(14, 1, -1) if parts[0][:1] > "\u3000")
    return parts, next((code for code in at_start if code), None)


def _last_words(part: str) -> tuple[str, str | None]:
    """`Tehran 14316 Iran`: the country in the last words of a part, which must leave some. Georgia may be a state."""
    words = part.split()
    for size in range(min(6, len(words) - 1), 0, -1):
        last, before = " ".join(words[-size:]), words[-size - 1].casefold().strip(".")
        code = country_code(last) if len(last) > _ALPHA_2 and last[:1].isupper() else None
        if code is not None and code != "GE" and before not in _NOT_AFTER:
            return " ".join(words[:-size]), code
    return part, None


def _town_and_code(parts: list[str], land: str | None) -> tuple[str | None, str | None]:
    if len(parts) > 1 and _CODE_FIRST.match(parts[0]):
        towns = (part for part in parts[1:] if not _REGION.search(part))
        return (_town(next(towns, "")) if land in _REVERSED else None), parts[0]
    code = None
    for number, part in reversed(list(enumerate(parts))) if land else ():
        alone = _CODE_ALONE.match(part)
        if alone is not None and code is None:
            code = alone["code"]
            continue
        town, beside = (part, None) if _BOX.search(part) else _split_code(part)
        code = code or beside
        if not _is_no_town(town, land, certain=beside is not None, alone=len(parts) == 1):
            before = _CODE_ALONE.match(parts[number - 1]) if number else None
            long_enough = before is not None and len(before["code"]) >= _MIN_CODE_BEFORE
            return _town(town), code or (before["code"] if before and long_enough else None)
    return None, code


def _is_no_town(part: str, land: str | None, *, certain: bool, alone: bool) -> bool:
    """Whether a part stands between the town and the country: a box, a region, a state, the country once more."""
    again = part.casefold() == (country_name(land or "") or "").casefold() and land not in _CITY_STATES
    if again or _BOX.search(part):
        return True
    return not certain and (bool(_REGION.search(part)) or (not alone and bool(_STATE_CODE.match(part))))


def _split_code(part: str) -> tuple[str, str | None]:
    found = _CODE_BEHIND.match(part) or _CODE_BEFORE.match(part)
    if found is None or (len(found["code"]) < _MIN_CODE_AFTER_A_STREET and not _is_plain(found["city"])):
        return part, None  # Example Street 1103
    return found["city"].strip(" -"), found["code"]


def _is_plain(words: str) -> bool:
    return not _NO_TOWN.search(words) and not _STREET.search(_SAINT.sub("", words))


def _town(words: str) -> str | None:
    """The words, where they can be the name of a town: a few, without numbers, and none of a street or a house."""
    plain = words.strip(" .")
    if not plain or plain > "\u3000" or not (plain[0].isupper() or not plain[0].isascii()):
        return None
    return plain if len(plain.split()) <= _MAX_TOWN_WORDS and _is_plain(plain) else None
