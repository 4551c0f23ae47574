"""Which column of a file holds what: headers against a table of synonyms, shown back before anything is screened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from service.bulk.errors import BadFile
from service.bulk.header_keys import key
from service.bulk.names_in_parts import whole_headers, without_part
from service.common.bundled_tables import bundled_rows
from service.tabular.table import unnamed

_NAMES = ("name", "given_name", "middle_name", "family_name", "name_native")
IDENTIFIERS = ("passport", "national_id", "tax_id", "lei", "bic", "imo", "mmsi", "wallet", "email", "phone", "website")
"""Fields that hold identifiers of the kind that they are called after."""
NUMBERS = (*IDENTIFIERS, "registration_number", "id_number")
"""All fields that hold identifiers."""
REFERENCES = frozenset({"client_ref", "subject_id"})
"""Fields of the caller's own, which are not screened."""
JOINED = frozenset({"given_name", "middle_name", "family_name", "address"})
"""Fields of one value that several columns may hold in parts: two surnames, the lines of an address."""
_OF_CUSTOMERS_TOO = frozenset({"goods", "origin", "origin_country", "destination", "shipped_from"})
"""Fields of goods whose words head columns about customers as well: a bank's products, where a person comes from."""
_OF_ADDRESS = {"origin_city": "address_city", "postal_code": "address_postal_code"}
_ORIGINS = frozenset({"origin", "origin_country", "origin_region", "origin_city", "port", "locode", "hs_code", "goods"})
"""Fields that make a line of goods. A postal code alone does not: customers have one too."""

_BRACKETS = re.compile(r"\s*[(\[（【][^)\]）】]*[)\]）】]|\*")
_BRACKETED = re.compile(r"[(\[（【]([^)\]）】]*)[)\]）】]")
_NUMBERED = re.compile(r"\A\s*\d{1,3}[.):\s]\s*|[\s_]*(?<!\d)\d\s*\Z")
_ARTICLES = re.compile(r"\b(?:the|our|your)\b", re.IGNORECASE)
_PARTS = re.compile(r"[/|\n;／｜]| - | – ")
_OF_PARTY = re.compile(
    r"\A\s*(?:customer|client|party|counterparty|beneficiary|vendor|supplier|buyer|seller|consignee|consignor|shipper"
    r"|importer|exporter|applicant|account holder|debtor|creditor|sender|receiver|recipient|remitter|payee|payer"
    r"|director|shareholder|owner|ubo|beneficial owner|employee|member|policyholder|insured|guarantor|borrower"
    r"|cardholder|passenger|patient|individual|person|company|entity|organi[sz]ation|business|vessel|ship"
    r"|manufacturer|producer|end user|contact|primary|main|legal)(?:[’']?s)?[\s:.-]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a column can hold. `of` is `party`, `goods` or `row`; `many` if a cell may hold several."""

    name: str
    of: str
    many: bool
    meaning: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a file, and for each field the positions of the columns that hold it."""

    headers: tuple[str, ...]
    positions: dict[str, tuple[int, ...]]

    @property
    def mapped(self) -> tuple[int, ...]:
        """The positions of all columns that take part in screening, in the file's order."""
        used = {place for name, places in self.positions.items() if name not in REFERENCES for place in places}
        return tuple(sorted(used))

    def describe(self) -> list[dict[str, str | None]]:
        """Each column with the field that it was taken for, or None, in the file's order."""
        fields = {place: name for name, places in self.positions.items() for place in places}
        return [{"column": header, "field": fields.get(place)} for place, header in enumerate(self.headers)]


def reference_column(layout: Layout) -> int | None:
    """The position of the column by which the book knows a party: its lasting id, or else the caller's reference."""
    return next((layout.positions[name][0] for name in ("subject_id", "client_ref") if name in layout.positions), None)


def described_layout(columns: Sequence[dict[str, str | None]]) -> Layout:
    """The layout that `Layout.describe` described."""
    positions: dict[str, tuple[int, ...]] = {}
    for place, column in enumerate(columns):
        if column["field"] is not None:
            positions[column["field"]] = (*positions.get(column["field"], ()), place)
    return Layout(tuple(str(column["column"]) for column in columns), positions)


@cache
def known_fields() -> dict[str, Field]:
    """The table of fields, by name."""
    rows = bundled_rows(__package__, "columns.csv")
    return {
        row["field"]: Field(
            row["field"], row["of"], row["many"] == "yes", row["meaning"], tuple(row["synonyms"].split("|"))
        )
        for row in rows
    }


def count_known(headers: Iterable[str]) -> int:
    """How many of some headers the table knows."""
    return sum(bool(_by_any_key().get(key(header))) for header in headers)


def lay_out(headers: Sequence[str], chosen: Sequence[tuple[str, str]] = ()) -> Layout:
    """Find what each column holds. `chosen` are pairs of field and header that go before the table. A field may be
    named by any word for it, as by `birth_date` of HTTP.

    Raises BadFile if nothing could be screened, or two columns want to be one field that holds only one value.
    """
    chosen = [(_field_of(word), header) for word, header in chosen]
    taken = _chosen(headers, chosen)
    for place, header in enumerate(headers):
        name = _by_key().get(key(header))
        if place not in taken and name is not None and name not in dict(chosen):
            taken[place] = name
    taken |= _taken_by_other_words(headers, taken, dict(chosen))
    taken |= _under_a_wide_header(headers, taken)
    positions: dict[str, tuple[int, ...]] = {}
    for place, name in sorted(taken.items()):
        positions[name] = (*positions.get(name, ()), place)
    _refuse_doubles(headers, positions)
    positions = _by_what_the_file_is_about(positions)
    if not any(name in positions for name in (*_NAMES, *NUMBERS)) and not _ORIGINS & positions.keys():
        seen = ", ".join(map(repr, headers[:20]))
        apart = " alone; if another sign than , ; | or a tab separates the cells, say it (delimiter=)" * (
            len(headers) == 1
        )
        raise BadFile(
            f"no column is known that could be screened; expected at least one of name, given_name and family_name, "
            "an identifier such as passport or wallet, origin, origin_country, locode, hs_code, goods; the header has "
            f"{seen}{apart}. Name the columns as the documentation says, or say which is which "
            "(column=name=YOUR HEADER)"
        )
    return Layout(tuple(headers), positions)


def _taken_by_other_words(
    headers: Sequence[str], taken: Mapping[int, str], chosen: Mapping[str, str]
) -> dict[int, str]:
    """Columns that are known by the words of `column_words.csv`, or by a part of their header. They never make a file
    one that is refused: a field of one value stays with the column that was found first, fields of goods need another
    one where a file has names, and words for parties head names unless another column does."""
    found: dict[int, str] = {}
    for place, header in enumerate(headers):
        name = None if place in taken else field_in(header)
        several = name is not None and (known_fields()[name].many or name in JOINED)
        if name is None or name in chosen or (not several and name in {*taken.values(), *found.values()}):
            continue
        found[place] = name
    roles = {place for place in found if _is_role(headers[place])}
    if {*taken.values(), *(name for place, name in found.items() if place not in roles)} & {*_NAMES}:
        found = {place: name for place, name in found.items() if place not in roles}
    fields = {*taken.values(), *found.values()}
    of_goods = {name for name in fields if known_fields()[name].of == "goods"} - _OF_ADDRESS.keys()
    if len(of_goods) == 1 and fields & {*_NAMES}:
        found = {place: name for place, name in found.items() if name not in of_goods & _OF_CUSTOMERS_TOO}
    return found


def _under_a_wide_header(headers: Sequence[str], taken: Mapping[int, str]) -> dict[int, str]:
    """Columns without a header behind one of names: a heading of two merged cells stands over both."""
    found: dict[int, str] = {}
    for place, header in enumerate(headers):
        if place not in taken and header == unnamed(place) and "name" in (taken.get(place - 1), found.get(place - 1)):
            found[place] = "name"
    return found


def field_in(header: str) -> str | None:
    """The field that a header means by the words of `column_words.csv`, by what it says besides brackets, numbers and
    the party it is of, or by all of its parts that are known; None if it is none, or its parts are of two fields.

    A name with the address in one cell is a name: what stands behind names is read.
    """
    for text in _simpler(header):
        name = _by_any_key().get(key(text))
        if name is not None:
            return name or None
    parts = [name for part in _PARTS.split(_BRACKETS.sub(" ", header)) if (name := _by_any_key().get(key(part)))]
    if {*parts} == {"name", "address"}:
        return "name"
    return parts[0] if len({*parts}) == 1 else None


def _simpler(header: str) -> Iterator[str]:
    """A header, and what is left of it without brackets, numbers, and words for the party."""
    yield header
    yield without_part(header)[0]
    outside = _BRACKETS.sub(" ", header)
    yield outside
    without_number = _NUMBERED.sub("", outside)
    yield without_number
    yield from _BRACKETED.findall(header)
    yield _ARTICLES.sub(" ", without_number)
    of_party = _OF_PARTY.sub("", without_number.replace("_", " "))
    if of_party != without_number:
        yield of_party


def _field_of(word: str) -> str:
    """The field of that name, or that a column under that word would be. Raises BadFile."""
    name = word if word in known_fields() else _by_key().get(key(word))
    if name is None:
        raise BadFile(f"there is no field {word!r} to map a column to; known: {', '.join(known_fields())}")
    return name


def _chosen(headers: Sequence[str], chosen: Sequence[tuple[str, str]]) -> dict[int, str]:
    places = {key(header): place for place, header in reversed(list(enumerate(headers)))}
    taken: dict[int, str] = {}
    for name, header in chosen:
        if key(header) not in places:
            raise BadFile(f"the file has no column {header!r} to be {name}; it has {', '.join(headers[:20])}")
        taken[places[key(header)]] = name
    return taken


def _refuse_doubles(headers: Sequence[str], positions: dict[str, tuple[int, ...]]) -> None:
    for name, places in positions.items():
        if len(places) > 1 and not known_fields()[name].many and name not in JOINED:
            which = " and ".join(repr(headers[place]) for place in places)
            raise BadFile(f"{which} both mean {name}, which holds one value; say which (column={name}=HEADER)")


def _by_what_the_file_is_about(positions: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """In a file of goods alone `country` is theirs; in a file of customers city and postal code are the customers'. A
    country alone makes no file one of goods: it may be one of customers whose names nobody knows the header of."""
    found = dict(positions)
    if not _ORIGINS & (found.keys() - {"origin_city"}):
        for name in ("origin_city", "postal_code"):
            if name in found:
                found.setdefault(_OF_ADDRESS[name], found.pop(name))
    of_goods = any(known_fields()[name].of == "goods" for name in found)
    if of_goods and not {*_NAMES, *NUMBERS, "origin_country"} & found.keys() and "country" in found:
        found["origin_country"] = found.pop("country")[:1]
    return found


def _is_role(header: str) -> bool:
    """Whether a header is, or names in its simplest form, a party and not a name: Kunde, Consignee."""
    return any(key(text) in _roles() for text in _simpler(header))


@cache
def _roles() -> frozenset[str]:
    rows = bundled_rows(__package__, "column_words.csv")
    return frozenset(key(word) for row in rows if row["role"] for word in row["words"].split("|"))


@cache
def _by_any_key() -> dict[str, str]:
    """All words with their field; an empty one for words that mean none."""
    rows = bundled_rows(__package__, "column_words.csv")
    words = {key(word): row["field"] for row in rows for word in row["words"].split("|")}
    return dict.fromkeys(whole_headers(), "name") | words | _by_key()


@cache
def _by_key() -> dict[str, str]:
    return {key(word): field.name for field in known_fields().values() for word in field.synonyms}
