"""From the cells of a row to the parties and goods that it asks about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from service.alerts.findings import NOTHING_REMEMBERED, Lookup
from service.bulk.cell_parsing import Cells, Columns, read_amount, read_country, read_degrees, read_direction
from service.bulk.columns import Layout, known_fields
from service.bulk.errors import CellFault
from service.bulk.options import ReadOptions
from service.bulk.party_roles import known_roles, role_in
from service.bulk.row_parties import OTHER_NAMES, PartyReader
from service.engine.goods.model import Amount, Certificate, Direction, Goods, Origin
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.normalise.error_values import is_error_value
from service.engine.normalise.searchable import stands_for_no_name

PARTY, GOODS = "party", "goods"
"""The ids under which the party that a row is about and its goods are answered; others go by their role."""

_OF_GOODS = frozenset(field.name for field in known_fields().values() if field.of == "goods")
_NAMES = ("name", *OTHER_NAMES)
_SHOWN = 50
_MEND = "its formula failed; mend it, or leave the cell empty if nothing is known"


@dataclass(frozen=True, slots=True)
class RowQuery:
    """What a row asks about: a party, a line of goods, or both, and `others`, further parties with their roles.

    `lookup` is what is remembered about them, `unread` are the headers of columns in which it says something that
    nobody looks at, `nameless` columns of names, with what they say, that say that there is none, `unscreened` columns
    of other parties, with what is wrong with them.
    """

    party: Party | None
    goods: Goods | None
    lookup: Lookup = NOTHING_REMEMBERED
    unread: tuple[str, ...] = ()
    nameless: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, Party], ...] = ()
    unscreened: tuple[CellFault, ...] = ()

    @property
    def parties(self) -> tuple[tuple[str, Party], ...]:
        """All parties with the ids under which they are answered."""
        return self.others if self.party is None else ((PARTY, self.party), *self.others)


class RowReader:
    """Reads the rows of one layout."""

    def __init__(self, layout: Layout, options: ReadOptions) -> None:
        columns = Columns(layout)
        self.header = columns.header
        self._headers = [layout.headers[place] for place in layout.mapped]
        named = [name for name in layout.positions if name.rpartition(".")[2] in _NAMES]
        of_names = {place for name in named for place in layout.positions[name]}
        self._name_columns = [
            (at, layout.headers[place]) for at, place in enumerate(layout.mapped) if place in of_names
        ]
        self._party = PartyReader(columns, options, _type_of(columns.header("name"), options))
        self._of_others = frozenset(
            at
            for at, place in enumerate(layout.mapped)
            if any(place in places for name, places in layout.positions.items() if "." in name)
        )
        self._others = [
            (role, PartyReader(Columns(layout, role), options, known_roles()[role].type)) for role in layout.roles
        ]
        self._goods = _goods(columns)

    def names(self, cells: Cells) -> tuple[str, ...]:
        """The names of all parties of a row. Raises CellFault for the one that the row is about."""
        cells, _ = self._without_errors(cells)
        others = [reader.read_what_can_be(cells)[0] for _, reader in self._others]
        return (*self._party.names(cells), *(name for one in others if one is not None for name in one.names))

    def header_of(self, role: str, fields: Sequence[str]) -> str:
        """The header of the column from which the first of some fields that the other party of a role has is read."""
        reader = next(reader for one, reader in self._others if one == role)
        return reader.header(next(filter(reader.has, fields), fields[-1]))

    def read(self, cells: Cells) -> RowQuery:
        """What a row asks. Raises CellFault, naming the column; what is wrong with another party costs only that."""
        cells, failed = self._without_errors(cells)
        party, goods = self._party.read(cells), self._goods(cells)
        others, faults = self._read_others(cells, party) if self._others else ((), ())
        unscreened = (*failed, *faults)
        if others and party is not None and _is_nobody(party):
            party = None
        if party is None and goods is None and not others:
            if unscreened:
                raise unscreened[0]
            raise CellFault(self.header("name"), "nothing to screen: the row has no name, no identifier and no goods")
        nameless = self._nameless(cells) if others or (party is not None and party.names) else ()
        return RowQuery(party, goods, nameless=nameless, others=others, unscreened=unscreened)

    def _read_others(
        self, cells: Cells, party: Party | None
    ) -> tuple[tuple[tuple[str, Party], ...], tuple[CellFault, ...]]:
        """The other parties of a row, and what is wrong with them."""
        found: list[tuple[str, Party]] = []
        faults: list[CellFault] = []
        for role, reader in self._others:
            other, wrong = reader.read_what_can_be(cells)
            faults += wrong
            if other is not None and not _is_nobody(other) and not _only_repeats(other, party):
                found.append((role, other))
        return tuple(found), tuple(faults)

    def _without_errors(self, cells: Cells) -> tuple[Cells, tuple[CellFault, ...]]:
        """The cells of a row without those of other parties of which the formula has failed: what these would have said
        is not known. Raises CellFault for one that speaks of what the row is about."""
        failed = {place: cell.strip() for place, cell in enumerate(cells) if cell and is_error_value(cell)}
        if not failed:
            return cells, ()
        faults = {
            place: CellFault(self._headers[place], f"the cell is the error of a spreadsheet, {text}: {_MEND}")
            for place, text in failed.items()
        }
        for place, fault in faults.items():
            if place not in self._of_others:
                raise fault
        return [None if place in failed else cell for place, cell in enumerate(cells)], tuple(faults.values())

    def _nameless(self, cells: Cells) -> tuple[tuple[str, str], ...]:
        """The columns of names that say that there is none, beside one that has one."""
        found = ((header, (cells[place] or "").strip()) for place, header in self._name_columns)
        return tuple((header, text[:_SHOWN]) for header, text in found if text and stands_for_no_name(text))


def _is_nobody(party: Party) -> bool:
    """Whether all that is said of a party is that it has no name: TO ORDER."""
    return not party.identifiers and all(map(stands_for_no_name, party.names))


def _only_repeats(other: Party, party: Party | None) -> bool:
    """Whether another party is the one that the row is about, in a role: an account holder who is the customer. One of
    another type, or of which more is said than its name, may be somebody else of that name."""
    if party is None or not {*other.names} <= {*party.names}:
        return False
    return other == Party(type=party.type, names=other.names)


def _type_of(header: str, options: ReadOptions) -> EntityType:
    """What the party that a row is about is where the row does not say it: a ship under "Vessel", whatever the file's
    parties are."""
    role = role_in(header)
    kind = EntityType.UNKNOWN if role is None else known_roles()[role].type
    return options.entity_type if kind is EntityType.UNKNOWN else kind


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
