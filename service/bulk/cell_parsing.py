"""The cells of a row by field, and how each kind of cell is read.

What a field needs is found out once for a file; a row is then read by functions that know their columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import TypeVar

from service.bulk.columns import REFERENCES, Layout
from service.bulk.errors import CellFault
from service.bulk.header_keys import key
from service.bulk.names_in_parts import columns_of_one_name
from service.common.bundled_tables import bundled_rows
from service.engine.goods.country_names import names_in_languages
from service.engine.goods.model import Direction
from service.engine.model.entity import EntityType
from service.engine.screening.countries import CODES
from service.engine.screening.party_words import gender_of, type_of
from service.settings import bundled_lists
from service.watchlists.parsing.countries import UNKNOWN_WORDS, country_code

_T = TypeVar("_T")
Cells = Sequence[str | None]
"""The cells of the mapped columns of one row, in the file's order."""

_SEPARATOR = "|"
_REMEMBERED = 50_000
_SHORT = 60
"""Dates, countries and types are remembered as they were written, up to so many characters: a file has few of them,
many times."""


class Columns:
    """The mapped columns of a file. Most methods give a function that takes the cells of a row and returns what one
    field holds; it raises CellFault, naming the column. Empty cells are nothing. With a `role` they are the columns of
    the other party of that role."""

    def __init__(self, layout: Layout, role: str | None = None) -> None:
        order = {place: at for at, place in enumerate(layout.mapped)}
        before = "" if role is None else f"{role}."
        self._at = {
            name.removeprefix(before): tuple(order[place] for place in places)
            for name, places in layout.positions.items()
            if name not in REFERENCES and name.startswith(before)
        }
        self._headers = tuple(layout.headers[place] for place in layout.mapped)

    def header(self, field: str) -> str:
        """The header of the column that a field is read from; the field itself where the file has none."""
        places = self._at.get(field)
        return self._headers[places[0]] if places else field

    def without(self, cells: Cells, header: str) -> Cells:
        """The cells of a row without those that stand under a header and hold a field."""
        places = {place for some in self._at.values() for place in some if self._headers[place] == header}
        return tuple(None if place in places else cell for place, cell in enumerate(cells))

    def has(self, field: str) -> bool:
        """Whether the file has a column for the field."""
        return field in self._at

    def one(self, field: str) -> Callable[[Cells], str | None]:
        """The text of a field that holds one."""
        places = self._at.get(field)
        if places is None:
            return lambda cells: None
        place = places[0]
        return lambda cells: (cell.strip() or None) if (cell := cells[place]) else None

    def joined(self, field: str, separator: str = " ") -> Callable[[Cells], str | None]:
        """The text of a field that one column holds, or several in parts; what two say alike counts once."""
        places = self._at.get(field, ())
        if len(places) < 2:
            return self.one(field)

        def text(cells: Cells) -> str | None:
            parts = (cell.strip() for place in places if (cell := cells[place]))
            return separator.join(dict.fromkeys(filter(None, parts))) or None

        return text

    def many(self, field: str) -> Callable[[Cells], tuple[str, ...]]:
        """The texts of a field that may hold several, in one cell or in several columns."""
        return _texts_in(self._at.get(field, ()))

    def parts(self, field: str) -> list[tuple[bool, Callable[[Cells], tuple[str, ...]]]]:
        """The texts of each name that a field holds, with whether it goes over several columns."""
        groups = columns_of_one_name(self._headers, self._at.get(field, ()))
        return [(len(places) > 1, _texts_in(places)) for places in groups]

    def read(self, field: str, reader: Callable[[str], _T], missing: _T) -> Callable[[Cells], _T]:
        """What a reader makes of the text of a field."""
        places = self._at.get(field)
        if places is None:
            return lambda cells: missing
        place, found = places[0], _remembering(reader, self.header(field), missing)
        return lambda cells: found(cells[place])

    def countries(self, field: str) -> Callable[[Cells], tuple[str, ...]]:
        """The codes of the countries that a field names."""
        nowhere: tuple[str, ...] = ()
        places, found = self._at.get(field, ()), _remembering(_read_countries, self.header(field), nowhere)
        if len(places) != 1:
            return lambda cells: tuple(dict.fromkeys(code for place in places for code in found(cells[place])))
        place = places[0]
        return lambda cells: found(cells[place])


def _remembering(reader: Callable[[str], _T], header: str, missing: _T) -> Callable[[str | None], _T]:
    """A reader of cells that reads equal ones once."""

    def read(text: str) -> _T:
        try:
            return reader(text)
        except ValueError as error:
            raise CellFault(header, str(error)) from None

    remembered = lru_cache(maxsize=_REMEMBERED)(read)

    def found(cell: str | None) -> _T:
        text = cell.strip() if cell else ""
        if not text:
            return missing
        return remembered(text) if len(text) <= _SHORT else read(text)

    return found


def _texts_in(places: Sequence[int]) -> Callable[[Cells], tuple[str, ...]]:
    if len(places) != 1:
        return lambda cells: tuple([one for place in places for one in _split(cells[place])])
    place = places[0]
    return lambda cells: _split(cells[place])


def _split(cell: str | None) -> tuple[str, ...]:
    if not cell:
        return ()
    if _SEPARATOR not in cell:
        text = cell.strip()
        return (text,) if text else ()
    return tuple([text for one in cell.split(_SEPARATOR) if (text := one.strip())])


def _read_countries(words: str) -> tuple[str, ...]:
    known: Iterable[str] = (one for one in _split(words) if one.casefold() not in UNKNOWN_WORDS)
    return tuple(dict.fromkeys(map(read_country, known)))


def read_country(words: str) -> str:
    """The code of a country given as code or name. Raises ValueError."""
    if words.upper() in CODES:
        return words.upper()
    code = country_code(words) or _countries().get(key(words))
    if code is None or code not in CODES:
        raise ValueError(f"unknown country {words!r}; expected an ISO 3166-1 alpha-2 code, such as JP, or a name")
    return code


@cache
def _countries() -> dict[str, str]:
    """The codes by names in many languages and by codes of three letters. Names of two countries have none."""
    codes_of: dict[str, set[str]] = {}
    for code, names in names_in_languages(bundled_lists() / "goods"):
        for name in names:
            codes_of.setdefault(key(name), set()).add(code)
    found = {name: codes.pop() for name, codes in codes_of.items() if len(codes) == 1}
    rows = bundled_rows(__package__, "country_names.csv")
    return found | {key(name): row["code"] for row in rows for name in row["names"].split("|")}


def read_type(words: str) -> EntityType:
    """What kind of party a word stands for. Raises ValueError."""
    kind = type_of(words)
    if kind is None:
        raise ValueError(
            "expected person, entity, vessel, aircraft or unknown, or a usual word for one, such as individual, "
            f"company or ship; got {words!r}"
        )
    return kind


def read_gender(words: str) -> str:
    """`male` or `female`. Raises ValueError."""
    gender = gender_of(words)
    if gender is None:
        raise ValueError(f"expected male or female, or a usual word or letter for it; got {words!r}")
    return gender


def read_direction(words: str) -> Direction:
    """Which way goods go. Raises ValueError."""
    try:
        return Direction(words.casefold())
    except ValueError:
        raise ValueError(f"expected import or export, got {words!r}") from None


def read_amount(words: str) -> float:
    """A quantity or a price, from 0 on. Raises ValueError."""
    try:
        amount = float(words)
    except ValueError:
        amount = -1.0
    if not 0 <= amount < float("inf"):
        raise ValueError(f"expected a number from 0 on, such as 46.5, got {words!r}")
    return amount


def read_degrees(words: str) -> float:
    """A latitude or longitude. Raises ValueError."""
    try:
        return float(words)
    except ValueError:
        raise ValueError(f"expected degrees as a number such as 44.6, got {words!r}") from None
