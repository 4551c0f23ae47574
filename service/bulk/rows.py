"""From the cells of a row to the parties and goods that it asks about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.bulk.cells import Row, read_birth_date, read_country, read_degrees, read_gender, read_type
from service.bulk.columns import Layout, known_fields
from service.bulk.errors import CellFault
from service.bulk.options import ReadOptions
from service.entity import Identifier, PartialDate
from service.goods.model import Certificate, Goods, Origin
from service.matching.model import Party
from service.screening.request import MAX_ALIASES
from service.watchlists.parsing.identifiers import identifier_type

PARTY, GOODS = "party", "goods"
"""The ids under which a row's party and goods are answered."""

_IDENTIFIER_COLUMNS = ("passport", "national_id", "tax_id", "lei", "bic", "imo")
_ADDRESS = ("address", "address_city", "address_postal_code")
_WORDS = ("origin", "origin_region", "origin_city", "port", "locode", "hs_code", "goods")
_NUMBERS = frozenset((*_IDENTIFIER_COLUMNS, "registration_number", "id_number"))
_OF_GOODS = frozenset(field.name for field in known_fields().values() if field.of == "goods")
_LONGEST_TYPE, _LONGEST_NUMBER = 60, 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row asks about: a party, a line of goods, or both."""

    party: Party | None
    goods: Goods | None


class RowReader:
    """Reads the rows of one layout. A row is given as the cells of the mapped columns, in the file's order."""

    def __init__(self, layout: Layout, options: ReadOptions) -> None:
        order = {place: at for at, place in enumerate(layout.mapped)}
        self._at = {
            name: tuple(order[place] for place in places)
            for name, places in layout.positions.items()
            if name != "client_ref"
        }
        self._headers = tuple(layout.headers[place] for place in layout.mapped)
        self._options = options

    def header(self, field: str) -> str:
        """The header of the column that a field is read from; the field itself where the file has none."""
        places = self._at.get(field)
        return self._headers[places[0]] if places else field

    def read(self, cells: Sequence[str | None]) -> Asked:
        """What a row asks. Raises CellFault, naming the column."""
        row = Row(cells, self._at, self.header)
        party, goods = self._party(row), _goods(row)
        if party is None and goods is None:
            raise CellFault(self.header("name"), "nothing to screen: the row has no name and no goods")
        return Asked(party, goods)

    def _party(self, row: Row) -> Party | None:
        names = _names(row)
        if not names:
            return None
        return Party(
            type=row.read("entity_type", read_type) or self._options.entity_type,
            names=names,
            birth_date=row.read("date_of_birth", self._date),
            nationalities=row.countries("nationality"),
            countries=row.countries("country"),
            gender=row.read("gender", read_gender),
            identifiers=_identifiers(row),
            address=", ".join(filter(None, map(row.one, _ADDRESS))) or None,
        )

    def _date(self, text: str) -> PartialDate:
        return read_birth_date(text, self._options.date_order)


def _names(row: Row) -> tuple[str, ...]:
    parts = [part for part in map(row.one, ("given_name", "middle_name", "family_name")) if part]
    joined = (" ".join(parts),) if parts else ()
    others = [name for field in ("name_native", "aliases", "former_names") for name in row.many(field)]
    names = tuple(dict.fromkeys((*row.many("name"), *joined, *others)))
    if len(names) > MAX_ALIASES + 1:
        raise CellFault(row.header("aliases"), f"at most {MAX_ALIASES} other names are read, the row has {len(names)}")
    return names


def _identifiers(row: Row) -> tuple[Identifier, ...]:
    if not row.has_any(_NUMBERS):
        return ()
    found = [Identifier(kind, value) for kind in _IDENTIFIER_COLUMNS for value in row.many(kind)]
    found += [Identifier("registration", value) for value in row.many("registration_number")]
    values = row.many("id_number")
    kinds = _for_each(row, "id_type", values) or ("other",) * len(values)
    issuers = _for_each(row, "id_country", values) or (None,) * len(values)
    for value, kind, issuer in zip(values, kinds, issuers, strict=True):
        found.append(Identifier(_identifier_kind(kind), value, _issuer(row, issuer)))
    for one in found:
        if len(one.value) > _LONGEST_NUMBER:
            raise CellFault(row.header("id_number"), f"an identifier has at most {_LONGEST_NUMBER} characters")
    return tuple(found)


def _for_each(row: Row, field: str, values: Sequence[str]) -> tuple[str, ...]:
    """One word for each identifier: as many as there are, or one for all, or none."""
    words = row.many(field)
    if len(words) == 1:
        return words * len(values)
    if words and len(words) != len(values):
        got = f"{len(words)} for {len(values)} in {row.header('id_number')}"
        raise CellFault(row.header(field), f"expected one for each identifier, or one for all; got {got}")
    return words


def _identifier_kind(words: str) -> str:
    kind = identifier_type(words.replace("_", " "))
    return kind if kind != "other" else words.lower().replace(" ", "_")[:_LONGEST_TYPE]


def _issuer(row: Row, words: str | None) -> str | None:
    if words is None:
        return None
    try:
        return read_country(words)
    except ValueError as error:
        raise CellFault(row.header("id_country"), str(error)) from None


def _goods(row: Row) -> Goods | None:
    if not row.has_any(_OF_GOODS):
        return None
    words = {field: row.one(field) for field in _WORDS}
    origin = Origin(
        text=words["origin"],
        country=row.read("origin_country", read_country),
        subdivision=words["origin_region"],
        city=words["origin_city"],
        port=words["port"],
        locode=words["locode"],
        postal_code=row.one("postal_code"),
        latitude=row.read("latitude", read_degrees),
        longitude=row.read("longitude", read_degrees),
    )
    certificate = Certificate(
        row.read("certificate_country", read_country), row.one("certificate_issuer"), row.one("certificate_number")
    )
    if origin == Origin() and certificate == Certificate() and not words["goods"] and not words["hs_code"]:
        return None
    return Goods(words["goods"], words["hs_code"], origin, None if certificate == Certificate() else certificate)
