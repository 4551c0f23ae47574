"""From the cells of a row to the parties and goods that it asks about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from service.alerts.findings import NOTHING_REMEMBERED, Lookup
from service.bulk.cell_parsing import (
    Cells,
    Columns,
    read_amount,
    read_country,
    read_degrees,
    read_direction,
    read_gender,
    read_type,
)
from service.bulk.columns import IDENTIFIERS, NUMBERS, Layout, known_fields
from service.bulk.date_notation import stated_order
from service.bulk.dates import read_date
from service.bulk.errors import CellFault
from service.bulk.names_in_parts import is_body, joined_and_alone
from service.bulk.options import ReadOptions
from service.engine.goods.model import Amount, Certificate, Direction, Goods, Origin
from service.engine.matching.model import Party
from service.engine.model.entity import Identifier
from service.engine.normalise.error_values import is_error_value
from service.engine.normalise.searchable import stands_for_no_name
from service.engine.screening.request import MAX_ALIASES, MAX_NAME_CHARACTERS

PARTY, GOODS = "party", "goods"
"""The ids under which a row's party and goods are answered."""

_PARTS_OF_NAME = ("given_name", "middle_name", "family_name")
_OTHER_NAMES = ("name_native", "aliases", "former_names")
_ADDRESS = ("address", "address_city", "address_postal_code")
_OF_GOODS = frozenset(field.name for field in known_fields().values() if field.of == "goods")
_LONGEST_TYPE, _LONGEST_NUMBER = 60, 200
_SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{1,3}\Z", re.IGNORECASE)
_FIELD_OF = {"registration": "registration_number"}
_AS_TEXT = "make its column one of text, and write all digits"
_SHOWN = 50
_MEND = "its formula failed; mend it, or leave the cell empty if nothing is known"
_ROOM = 20
"""Names that are asked for the columns of one name, unless there are more columns than that."""


@dataclass(frozen=True, slots=True)
class RowQuery:
    """What a row asks about: a party, a line of goods, or both. `lookup` is what is remembered about them, `unread` are
    the headers of columns in which it says something that nobody looks at, `nameless` columns of names, with what they
    say, that say that there is none."""

    party: Party | None
    goods: Goods | None
    lookup: Lookup = NOTHING_REMEMBERED
    unread: tuple[str, ...] = ()
    nameless: tuple[tuple[str, str], ...] = ()


class RowReader:
    """Reads the rows of one layout."""

    def __init__(self, layout: Layout, options: ReadOptions) -> None:
        columns = Columns(layout)
        self.header = columns.header
        self._headers = [layout.headers[place] for place in layout.mapped]
        self._names = _names(columns)
        of_names = {place for name in (*_OTHER_NAMES, "name") for place in layout.positions.get(name, ())}
        self._name_columns = [
            (at, layout.headers[place]) for at, place in enumerate(layout.mapped) if place in of_names
        ]
        self._type = columns.read("entity_type", read_type, options.entity_type)
        order = options.date_order or stated_order(columns.header("date_of_birth"))
        self._birth_date = columns.read("date_of_birth", lambda text: read_date(text, order), None)
        self._nationalities = columns.countries("nationality")
        self._countries = columns.countries("country")
        self._gender = columns.read("gender", read_gender, None)
        self._identifiers = _identifiers(columns)
        self._address = _address(columns)
        self._goods = _goods(columns)

    def names(self, cells: Cells) -> tuple[str, ...]:
        """The names of the party of a row. Raises CellFault."""
        return self._names(cells)

    def read(self, cells: Cells) -> RowQuery:
        """What a row asks. Raises CellFault, naming the column."""
        self._refuse_errors(cells)
        names, identifiers = self._names(cells), self._identifiers(cells)
        party = self._party(names, identifiers, cells) if names or identifiers else None
        goods = self._goods(cells)
        if party is None and goods is None:
            raise CellFault(self.header("name"), "nothing to screen: the row has no name, no identifier and no goods")
        return RowQuery(party, goods, nameless=self._nameless(cells) if names else ())

    def _refuse_errors(self, cells: Cells) -> None:
        """Raises CellFault for a cell of which the formula has failed: what it would have said is not known."""
        for place, cell in enumerate(cells):
            if cell and is_error_value(cell):
                raise CellFault(
                    self._headers[place], f"the cell is the error of a spreadsheet, {cell.strip()}: {_MEND}"
                )

    def _nameless(self, cells: Cells) -> tuple[tuple[str, str], ...]:
        """The columns of names that say that there is none, beside one that has one."""
        found = ((header, (cells[place] or "").strip()) for place, header in self._name_columns)
        return tuple((header, text[:_SHOWN]) for header, text in found if text and stands_for_no_name(text))

    def _party(self, names: tuple[str, ...], identifiers: tuple[Identifier, ...], cells: Cells) -> Party:
        return Party(
            type=self._type(cells),
            names=names,
            birth_date=self._birth_date(cells),
            nationalities=self._nationalities(cells),
            countries=self._countries(cells),
            gender=self._gender(cells),
            identifiers=identifiers,
            address=self._address(cells),
        )


def _names(columns: Columns) -> Callable[[Cells], tuple[str, ...]]:
    """All names of a party, the main one first."""
    found, found_alone = _all_names(columns, _ROOM), _all_names(columns, 0)
    where = columns.header("aliases")

    def names(cells: Cells) -> tuple[str, ...]:
        distinct = found(cells)
        if _are_many(distinct):
            distinct = found_alone(cells)
        if len(distinct) > MAX_ALIASES + 1:
            raise CellFault(where, f"at most {MAX_ALIASES} other names are read, the row has {len(distinct)}")
        return distinct

    return names


def _are_many(names: tuple[str, ...]) -> bool:
    return len(names) > MAX_ALIASES + 1 or sum(map(len, names)) > MAX_NAME_CHARACTERS


def _all_names(columns: Columns, room: int) -> Callable[[Cells], tuple[str, ...]]:
    """All names, those over several columns joined too as far as there is room."""
    sources = [_in_parts(texts, room) if cut else texts for cut, texts in columns.parts("name")]
    parts = [columns.joined(field) for field in _PARTS_OF_NAME if columns.has(field)]
    if sources and columns.has("given_name") != columns.has("family_name"):
        sources = [_name_and_part(sources[0], parts, given_first=columns.has("given_name")), *sources[1:]]
    elif parts:
        sources.append(lambda cells: _whole([text for part in parts if (text := part(cells))]))
    sources += [columns.many(field) for field in _OTHER_NAMES if columns.has(field)]

    def names(cells: Cells) -> tuple[str, ...]:
        found = [name for source in sources for name in source(cells)]
        if len(found) < 2:
            return tuple(found)
        return tuple(dict.fromkeys(name for name in found if not stands_for_no_name(name))) or tuple(found[:1])

    return names


def _in_parts(texts: Callable[[Cells], tuple[str, ...]], room: int) -> Callable[[Cells], tuple[str, ...]]:
    """A name over several columns: joined, and each part by itself."""

    def names(cells: Cells) -> tuple[str, ...]:
        parts = texts(cells)
        return joined_and_alone(parts, room) if len(parts) > 1 else parts

    return names


def _name_and_part(
    name: Callable[[Cells], tuple[str, ...]], parts: list[Callable[[Cells], str | None]], *, given_first: bool
) -> Callable[[Cells], tuple[str, ...]]:
    """The names of a file that has a column for the name and one for a part of it: Name and Vorname, Имя and Фамилия.
    A name of one word is the other part; a longer one is a whole name too. Of a name over several columns the
    first part may be all of it."""

    def names(cells: Cells) -> tuple[str, ...]:
        whole, part = name(cells), " ".join(text for one in parts if (text := one(cells)))
        if not part or not whole:
            return whole or ((part,) if part else ())
        if {*part.casefold().split()} <= {*whole[0].casefold().split()}:
            return whole
        cut = whole[:2] if len(whole) > 1 and whole[0].startswith(f"{whole[1]} ") else whole[:1]
        both = [f"{part} {one}" if given_first else f"{one} {part}" for one in cut]
        rest = whole[len(cut) :] if len(cut) > 1 and " " not in cut[1] else whole[1:]
        return (*both, *rest) if len(whole[0].split()) == 1 else (whole[0], *both, *rest)

    return names


def _whole(parts: list[str]) -> tuple[str, ...]:
    """The name of which these are the parts, also without those that say that there is none; a company in the place of
    one, beside who speaks for it, also alone."""
    if len(parts) < 2:
        return tuple(parts)
    given = " ".join(part for part in parts if not stands_for_no_name(part))
    also = [given] if " " in given else []
    return tuple(dict.fromkeys((" ".join(parts), *also, *(part for part in parts if " " in part and is_body(part)))))


def _address(columns: Columns) -> Callable[[Cells], str | None]:
    parts = [columns.joined(field, ", ") for field in _ADDRESS if columns.has(field)]
    return lambda cells: ", ".join([text for part in parts if (text := part(cells))]) or None


def _identifiers(columns: Columns) -> Callable[[Cells], tuple[Identifier, ...]]:
    if not any(map(columns.has, NUMBERS)):
        return lambda cells: ()
    plain = [(kind, columns.many(kind)) for kind in IDENTIFIERS if columns.has(kind)]
    plain.append(("registration", columns.many("registration_number")))
    numbers, kinds, issuers = (columns.many(field) for field in ("id_number", "id_type", "id_country"))

    def identifiers(cells: Cells) -> tuple[Identifier, ...]:
        found = [Identifier(kind, value) for kind, values in plain for value in values(cells)]
        values = numbers(cells)
        words = _for_each(kinds(cells), "id_type", values, columns) or ("other",) * len(values)
        places = _for_each(issuers(cells), "id_country", values, columns) or (None,) * len(values)
        for value, kind, place in zip(values, words, places, strict=True):
            found.append(Identifier(kind[:_LONGEST_TYPE], value, _issuer(place, columns)))
        for one in found:
            if _SHORTENED.match(one.value):
                where = columns.header(_FIELD_OF.get(one.type, one.type if columns.has(one.type) else "id_number"))
                raise CellFault(where, f"a spreadsheet has shortened this number, {one.value}: {_AS_TEXT}")
        if any(len(one.value) > _LONGEST_NUMBER for one in found):
            raise CellFault(columns.header("id_number"), f"an identifier has at most {_LONGEST_NUMBER} characters")
        return tuple(found)

    return identifiers


def _for_each(words: tuple[str, ...], field: str, values: Sequence[str], columns: Columns) -> tuple[str, ...]:
    """One word for each identifier: as many as there are, or one for all, or none."""
    if len(words) == 1:
        return words * len(values)
    if words and len(words) != len(values):
        got = f"{len(words)} for {len(values)} in {columns.header('id_number')}"
        raise CellFault(columns.header(field), f"expected one for each identifier, or one for all; got {got}")
    return words


def _issuer(words: str | None, columns: Columns) -> str | None:
    if words is None:
        return None
    try:
        return read_country(words)
    except ValueError as error:
        raise CellFault(columns.header("id_country"), str(error)) from None


def _goods(columns: Columns) -> Callable[[Cells], Goods | None]:
    if not any(map(columns.has, _OF_GOODS)):
        return lambda cells: None
    text, region, city, port = map(columns.one, ("origin", "origin_region", "origin_city", "port"))
    locode, postal_code, hs_code, description = map(columns.one, ("locode", "postal_code", "hs_code", "goods"))
    country = columns.read("origin_country", read_country, None)
    latitude, longitude = (columns.read(field, read_degrees, None) for field in ("latitude", "longitude"))
    issued_in = columns.read("certificate_country", read_country, None)
    issuer, number = columns.one("certificate_issuer"), columns.one("certificate_number")
    moves = _moves(columns)

    def goods(cells: Cells) -> Goods | None:
        origin = Origin(
            text=text(cells),
            country=country(cells),
            subdivision=region(cells),
            city=city(cells),
            port=port(cells),
            locode=locode(cells),
            postal_code=postal_code(cells),
            latitude=latitude(cells),
            longitude=longitude(cells),
        )
        certificate = Certificate(issued_in(cells), issuer(cells), number(cells))
        what, code = description(cells), hs_code(cells)
        if origin == Origin() and certificate == Certificate() and not what and not code:
            return None
        return replace(moves(cells), description=what, hs_code=code, origin=origin,
                       certificate=None if certificate == Certificate() else certificate)  # fmt: skip

    return goods


def _moves(columns: Columns) -> Callable[[Cells], Goods]:
    """Where the goods were shipped from, worked in and go to, how much of them there is and what they cost."""
    shipped, processed, destination = (
        columns.read(field, read_country, None) for field in ("shipped_from", "processed_in", "destination")
    )
    loading, unit = columns.one("port_of_loading"), columns.one("quantity_unit")
    direction = columns.read("direction", read_direction, Direction.IMPORT)
    quantity, price = (columns.read(field, read_amount, None) for field in ("quantity", "unit_price"))
    currency, per = columns.one("unit_price_currency"), columns.one("unit_price_unit")

    def moves(cells: Cells) -> Goods:
        amount, cost = quantity(cells), price(cells)
        return Goods(
            shipped_from=shipped(cells),
            port_of_loading=loading(cells),
            processed_in=processed(cells),
            destination=destination(cells),
            direction=direction(cells),
            quantity=None if amount is None else Amount(amount, unit(cells) or ""),
            unit_price=None
            if cost is None
            else Amount(cost, per(cells) or "", (currency(cells) or "").upper() or None),
        )

    return moves
