"""From the cells of a row to the parties and goods that it asks about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from service.bulk.columns import Layout, known_fields
from service.bulk.dates import read_date
from service.bulk.errors import CellFault
from service.bulk.options import ReadOptions
from service.entity import EntityType, Identifier, PartialDate
from service.goods.model import Certificate, Goods, Origin
from service.matching.model import Party
from service.screening.countries import CODES
from service.screening.request import MAX_ALIASES
from service.watchlists.parsing.countries import UNKNOWN_WORDS, country_code
from service.watchlists.parsing.identifiers import identifier_type

PARTY, GOODS = "party", "goods"
"""The ids under which a row's party and goods are answered."""

_T = TypeVar("_T")
_SEPARATOR = "|"
_REMEMBERED = 50_000
"""Dates and countries as they were written: a file has few of them, many times."""

_TYPES = {
    EntityType.PERSON: "person individual natural person naturalperson private p i 個人 physical",
    EntityType.ENTITY: "entity company organisation organization corporate corporation business legal legalperson "
    "legalentity institution bank e c o 法人 団体",
    EntityType.VESSEL: "vessel ship v 船舶",
    EntityType.AIRCRAFT: "aircraft plane 航空機",
    EntityType.UNKNOWN: "unknown other u",
}
_TYPE_OF = {word: kind for kind, words in _TYPES.items() for word in words.split()}
_GENDERS = {"m": "male", "male": "male", "男": "male", "f": "female", "female": "female", "女": "female"}
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
        row = _Row(cells, self._at, self.header)
        party, goods = self._party(row), _goods(row)
        if party is None and goods is None:
            raise CellFault(self.header("name"), "nothing to screen: the row has no name and no goods")
        return Asked(party, goods)

    def _party(self, row: _Row) -> Party | None:
        names = _names(row)
        if not names:
            return None
        return Party(
            type=row.read("entity_type", _type) or self._options.entity_type,
            names=names,
            birth_date=row.read("date_of_birth", self._date),
            nationalities=row.countries("nationality"),
            countries=row.countries("country"),
            gender=row.read("gender", _gender),
            identifiers=_identifiers(row),
            address=", ".join(filter(None, map(row.one, _ADDRESS))) or None,
        )

    def _date(self, text: str) -> PartialDate:
        return _read_date(text, self._options.date_order)


class _Row:
    """The cells of one row by field. Empty cells are nothing."""

    def __init__(
        self, cells: Sequence[str | None], at: dict[str, tuple[int, ...]], header: Callable[[str], str]
    ) -> None:
        self._cells, self._at, self.header = cells, at, header

    def has_any(self, fields: frozenset[str]) -> bool:
        return not fields.isdisjoint(self._at)

    def one(self, field: str) -> str | None:
        places = self._at.get(field)
        cell = self._cells[places[0]] if places else None
        return (cell.strip() or None) if cell else None

    def many(self, field: str) -> tuple[str, ...]:
        places = self._at.get(field)
        if places is None:
            return ()
        cells = [self._cells[place] for place in places]
        found = [one.strip() for cell in cells if cell for one in cell.split(_SEPARATOR)]
        return tuple([one for one in found if one])

    def read(self, field: str, reader: Callable[[str], _T]) -> _T | None:
        text = self.one(field)
        if text is None:
            return None
        try:
            return reader(text)
        except ValueError as error:
            raise CellFault(self.header(field), str(error)) from None

    def countries(self, field: str) -> tuple[str, ...]:
        if field not in self._at:
            return ()
        try:
            known = (words for words in self.many(field) if words.casefold() not in UNKNOWN_WORDS)
            return tuple(dict.fromkeys(map(_country, known)))
        except ValueError as error:
            raise CellFault(self.header(field), str(error)) from None


def _names(row: _Row) -> tuple[str, ...]:
    parts = [part for part in map(row.one, ("given_name", "middle_name", "family_name")) if part]
    joined = (" ".join(parts),) if parts else ()
    others = [name for field in ("name_native", "aliases", "former_names") for name in row.many(field)]
    names = tuple(dict.fromkeys((*row.many("name"), *joined, *others)))
    if len(names) > MAX_ALIASES + 1:
        raise CellFault(row.header("aliases"), f"at most {MAX_ALIASES} other names are read, the row has {len(names)}")
    return names


def _identifiers(row: _Row) -> tuple[Identifier, ...]:
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


def _for_each(row: _Row, field: str, values: Sequence[str]) -> tuple[str, ...]:
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


def _issuer(row: _Row, words: str | None) -> str | None:
    if words is None:
        return None
    try:
        return _country(words)
    except ValueError as error:
        raise CellFault(row.header("id_country"), str(error)) from None


def _goods(row: _Row) -> Goods | None:
    if not row.has_any(_OF_GOODS):
        return None
    words = {field: row.one(field) for field in _WORDS}
    origin = Origin(
        text=words["origin"],
        country=row.read("origin_country", _country),
        subdivision=words["origin_region"],
        city=words["origin_city"],
        port=words["port"],
        locode=words["locode"],
        postal_code=row.one("postal_code"),
        latitude=row.read("latitude", _degrees),
        longitude=row.read("longitude", _degrees),
    )
    certificate = Certificate(
        row.read("certificate_country", _country), row.one("certificate_issuer"), row.one("certificate_number")
    )
    if origin == Origin() and certificate == Certificate() and not words["goods"] and not words["hs_code"]:
        return None
    return Goods(words["goods"], words["hs_code"], origin, None if certificate == Certificate() else certificate)


_read_date = lru_cache(maxsize=_REMEMBERED)(read_date)


@lru_cache(maxsize=_REMEMBERED)
def _country(words: str) -> str:
    if words.upper() in CODES:
        return words.upper()
    code = country_code(words)
    if code is None or code not in CODES:
        raise ValueError(f"unknown country {words!r}; expected an ISO 3166-1 alpha-2 code, such as JP, or a name")
    return code


def _type(words: str) -> EntityType:
    kind = _TYPE_OF.get(words.casefold().replace("_", "").replace(" ", ""))
    if kind is None:
        raise ValueError(f"expected person, entity, vessel, aircraft or unknown, got {words!r}")
    return kind


def _gender(words: str) -> str:
    gender = _GENDERS.get(words.casefold())
    if gender is None:
        raise ValueError(f"expected male or female, got {words!r}")
    return gender


def _degrees(words: str) -> float:
    try:
        return float(words)
    except ValueError:
        raise ValueError(f"expected degrees as a number such as 44.6, got {words!r}") from None
