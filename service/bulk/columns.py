"""Which column of a file holds what: headers against a table of synonyms, shown back before anything is screened.

A row is about one party, and may name others in their roles (consignee, vessel, director): what a column holds of one
of these is a field such as `consignee.name`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from service.bulk.errors import BadFile
from service.bulk.header_keys import key
from service.bulk.names_in_parts import whole_headers, without_part
from service.bulk.party_roles import CUSTOMER, is_role, is_thing, known_roles, role_in, role_keys, without_role
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
_NAME_BEHIND_ROLE = frozenset("名")
"""Alone it heads given names; behind a role whole ones: 輸出者名."""
_OF_SHIPS = frozenset({"imo", "mmsi"})
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
    """The columns of a file, and for each field the positions of the columns that hold it. Fields of parties beside the
    one that a row is about have their role before them: `consignee.name`."""

    headers: tuple[str, ...]
    positions: dict[str, tuple[int, ...]]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the other parties of a row, in the file's order of their first columns."""
        return tuple(dict.fromkeys(name.partition(".")[0] for name in self.positions if "." in name))

    def without_others(self) -> Layout:
        """The columns of the party that a row is about, and of goods."""
        return replace(self, positions={name: places for name, places in self.positions.items() if "." not in name})

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
    by_choice = _chosen(headers, chosen)
    fields = frozenset(by_choice.values())
    taken = by_choice | _found_in_table(headers, by_choice, fields)
    found = _found_by_other_words(headers, taken, fields)
    found |= _under_a_wide_header(headers, taken | found)
    roles = _roles_of(headers, taken | found, by_choice.keys())
    taken = {place: _of_role(roles.get(place), name) for place, name in taken.items()}
    taken |= _without_doubles(taken, {place: _of_role(roles.get(place), name) for place, name in found.items()})
    positions: dict[str, tuple[int, ...]] = {}
    for place, name in sorted(taken.items()):
        positions[name] = (*positions.get(name, ()), place)
    _refuse_doubles(headers, positions)
    positions = _by_what_the_file_is_about(positions)
    if not any(name in positions for name in (*_NAMES, *NUMBERS)) and not _ORIGINS & positions.keys():
        raise BadFile(_nothing_to_screen(headers))
    return Layout(tuple(headers), positions)


def _nothing_to_screen(headers: Sequence[str]) -> str:
    seen = ", ".join(map(repr, headers[:20]))
    apart = " alone; if another sign than , ; | or a tab separates the cells, say it (delimiter=)" * (len(headers) == 1)
    return (
        "no column is known that could be screened; expected at least one of name, given_name and family_name, "
        "an identifier such as passport or wallet, origin, origin_country, locode, hs_code, goods; the header has "
        f"{seen}{apart}. Name the columns as the documentation says, or say which is which "
        "(column=name=YOUR HEADER)"
    )


def _found_in_table(headers: Sequence[str], taken: Mapping[int, str], chosen: Collection[str]) -> dict[int, str]:
    """Columns that are known by the synonyms of `columns.csv`. A field that was chosen is in no other column, unless
    that is of a party in a role."""
    known = {place: _by_key().get(key(header)) for place, header in enumerate(headers) if place not in taken}
    return _not_chosen(headers, known, chosen)


def _not_chosen(headers: Sequence[str], known: Mapping[int, str | None], chosen: Collection[str]) -> dict[int, str]:
    return {
        place: name
        for place, name in known.items()
        if name is not None and (name not in chosen or role_in(headers[place]) is not None)
    }


def _found_by_other_words(headers: Sequence[str], taken: Mapping[int, str], chosen: Collection[str]) -> dict[int, str]:
    """Columns that are known by the words of `column_words.csv` and `party_roles.csv`, or by a part of their header. A
    word for customers heads no names if another column does that speaks of no role."""
    known = {place: field_in(header) for place, header in enumerate(headers) if place not in taken}
    found = _not_chosen(headers, known, chosen)
    named = {place for place, name in {**taken, **found}.items() if name in _NAMES}
    if all(role_in(headers[place]) is not None for place in named):
        return found
    return {place: name for place, name in found.items() if not _is_bare(headers[place])}


def _roles_of(headers: Sequence[str], fields: Mapping[int, str], chosen: Collection[int]) -> dict[int, str]:
    """The roles of the other parties of a row, by the places of the columns that speak of them; no columns of the party
    that a row is about. That is the one whose names stand under no role or, if there is none, whose role comes first
    in the file. What was `chosen` speaks of it."""
    spoken = {
        place: role
        for place, name in fields.items()
        if place not in chosen and "." not in name and known_fields()[name].of == "party"
        if (role := _role_at(headers, place)) is not None
    }
    named = [spoken.get(place) for place in sorted(fields) if fields[place] in _NAMES]
    main = None if None in named else next(iter(named), None)
    others = {role for role in named if role not in (None, main)} | _chosen_roles(fields)
    found = {place: role for place, role in spoken.items() if role in others}
    of_ships = next((role for role in others if is_thing(role)), None)
    if of_ships is not None:
        found |= {place: of_ships for place, name in fields.items() if name in _OF_SHIPS and place not in chosen}
    return found


def _role_at(headers: Sequence[str], place: int) -> str | None:
    """The role of a column; of one without a header that of the column before it."""
    return role_in(headers[place - 1] if place and headers[place] == unnamed(place) else headers[place])


def _is_bare(header: str) -> bool:
    """Whether a header is a word for customers and nothing else: it may head their numbers."""
    return is_role(header) and role_in(header) == CUSTOMER


def _chosen_roles(fields: Mapping[int, str]) -> set[str]:
    return {name.partition(".")[0] for name in fields.values() if "." in name}


def _of_role(role: str | None, name: str) -> str:
    return name if role is None else f"{role}.{name}"


def _without_doubles(taken: Mapping[int, str], found: Mapping[int, str]) -> dict[int, str]:
    """What was found by other words, as far as it makes no file one that is refused: a field of one value stays with
    the column that was found first, and fields of goods need another one where a file has names."""
    kept: dict[int, str] = {}
    for place, name in sorted(found.items()):
        if _holds_several(name) or name not in {*taken.values(), *kept.values()}:
            kept[place] = name
    fields = {*taken.values(), *kept.values()}
    of_goods = {name for name in fields if _field(name).of == "goods"} - _OF_ADDRESS.keys()
    if len(of_goods) == 1 and fields & {*_NAMES}:
        kept = {place: name for place, name in kept.items() if name not in of_goods & _OF_CUSTOMERS_TOO}
    return kept


def _field(name: str) -> Field:
    """The field of that name, also of another party."""
    return known_fields()[name.rpartition(".")[2]]


def _holds_several(name: str) -> bool:
    return _field(name).many or _field(name).name in JOINED


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
    rest = without_role(header)
    name = "name" if rest != header and key(rest) in _NAME_BEHIND_ROLE else _by_any_key().get(key(rest))
    if name and known_fields()[name].of == "party":
        return name
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
    """The field of that name, or that a column under that word would be; `consignee.name` is one of another party.
    Raises BadFile."""
    role, dot, rest = word.partition(".")
    if dot and role in known_roles():
        of_party = _field_of(rest)
        if known_fields()[of_party].of != "party":
            raise BadFile(f"{word!r} is no field of a party; known: {', '.join(_of_parties())}")
        return f"{role}.{of_party}"
    name = word if word in known_fields() else _by_key().get(key(word))
    if name is None:
        raise BadFile(
            f"there is no field {word!r} to map a column to; known: {', '.join(known_fields())}, and those of a party "
            f"behind one of the roles {', '.join(known_roles())}, such as consignee.name"
        )
    return name


def _of_parties() -> list[str]:
    return [field.name for field in known_fields().values() if field.of == "party"]


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
        if len(places) > 1 and not _holds_several(name):
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
    of_goods = any(_field(name).of == "goods" for name in found)
    if of_goods and not {*_NAMES, *NUMBERS, "origin_country"} & found.keys() and "country" in found:
        found["origin_country"] = found.pop("country")[:1]
    return found


@cache
def _by_any_key() -> dict[str, str]:
    """All words with their field; an empty one for words that mean none."""
    rows = bundled_rows(__package__, "column_words.csv")
    words = {key(word): row["field"] for row in rows for word in row["words"].split("|")}
    return dict.fromkeys((*whole_headers(), *role_keys()), "name") | words | _by_key()


@cache
def _by_key() -> dict[str, str]:
    return {key(word): field.name for field in known_fields().values() for word in field.synonyms}
