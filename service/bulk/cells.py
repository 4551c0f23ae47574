"""The cells of one row by field, and how each kind of cell is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from service.bulk.dates import read_date
from service.bulk.errors import CellFault
from service.entity import EntityType
from service.screening.countries import CODES
from service.watchlists.parsing.countries import UNKNOWN_WORDS, country_code

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


class Row:
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
            return tuple(dict.fromkeys(map(read_country, known)))
        except ValueError as error:
            raise CellFault(self.header(field), str(error)) from None


read_birth_date = lru_cache(maxsize=_REMEMBERED)(read_date)


@lru_cache(maxsize=_REMEMBERED)
def read_country(words: str) -> str:
    if words.upper() in CODES:
        return words.upper()
    code = country_code(words)
    if code is None or code not in CODES:
        raise ValueError(f"unknown country {words!r}; expected an ISO 3166-1 alpha-2 code, such as JP, or a name")
    return code


def read_type(words: str) -> EntityType:
    kind = _TYPE_OF.get(words.casefold().replace("_", "").replace(" ", ""))
    if kind is None:
        raise ValueError(f"expected person, entity, vessel, aircraft or unknown, got {words!r}")
    return kind


def read_gender(words: str) -> str:
    gender = _GENDERS.get(words.casefold())
    if gender is None:
        raise ValueError(f"expected male or female, got {words!r}")
    return gender


def read_degrees(words: str) -> float:
    try:
        return float(words)
    except ValueError:
        raise ValueError(f"expected degrees as a number such as 44.6, got {words!r}") from None
