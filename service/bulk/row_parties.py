"""From the cells of a row to one of the parties that it names: its names, what is known of it, its identifiers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from service.bulk.cell_parsing import Cells, Columns, read_country, read_gender, read_type
from service.bulk.columns import IDENTIFIERS, NUMBERS
from service.bulk.date_notation import stated_order
from service.bulk.dates import read_date
from service.bulk.errors import CellFault
from service.bulk.names_in_parts import is_body, joined_and_alone
from service.bulk.options import ReadOptions
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType, Identifier
from service.engine.normalise.searchable import stands_for_no_name
from service.engine.screening.request import MAX_ALIASES, MAX_NAME_CHARACTERS

PARTS_OF_NAME = ("given_name", "middle_name", "family_name")
OTHER_NAMES = ("name_native", "aliases", "former_names")
_ADDRESS = ("address", "address_city", "address_postal_code")
_LONGEST_TYPE, _LONGEST_NUMBER = 60, 200
_SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{1,3}\Z", re.IGNORECASE)
_FIELD_OF = {"registration": "registration_number"}
_AS_TEXT = "make its column one of text, and write all digits"
_ROOM = 20
"""Names that are asked for the columns of one name, unless there are more columns than that."""


class PartyReader:
    """Reads one party of the rows of a layout. `kind` is its type where the row does not say it."""

    def __init__(self, columns: Columns, options: ReadOptions, kind: EntityType) -> None:
        self.header, self.has, self._without = columns.header, columns.has, columns.without
        self.names = _names(columns)
        """The names of the party in the cells of a row, the main one first. Raises CellFault."""
        self._type = columns.read("entity_type", read_type, kind)
        order = options.date_order or stated_order(columns.header("date_of_birth"))
        self._birth_date = columns.read("date_of_birth", lambda text: read_date(text, order), None)
        self._nationalities = columns.countries("nationality")
        self._countries = columns.countries("country")
        self._gender = columns.read("gender", read_gender, None)
        self._identifiers = _identifiers(columns)
        self._address = _address(columns)

    def read(self, cells: Cells) -> Party | None:
        """The party of a row, None if it has neither name nor identifier. Raises CellFault, naming the column."""
        names, identifiers = self.names(cells), self._identifiers(cells)
        if not (names or identifiers):
            return None
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

    def read_what_can_be(self, cells: Cells) -> tuple[Party | None, tuple[CellFault, ...]]:
        """The party of a row by those cells that can be read, and what is wrong with the others."""
        faults: list[CellFault] = []
        while True:
            try:
                return self.read(cells), tuple(faults)
            except CellFault as fault:
                faults.append(fault)
                left = self._without(cells, fault.column)
                if left == tuple(cells):
                    return None, tuple(faults)
                cells = left


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
    parts = [columns.joined(field) for field in PARTS_OF_NAME if columns.has(field)]
    if sources and columns.has("given_name") != columns.has("family_name"):
        sources = [_name_and_part(sources[0], parts, given_first=columns.has("given_name")), *sources[1:]]
    elif parts:
        sources.append(lambda cells: _whole([text for part in parts if (text := part(cells))]))
    sources += [columns.many(field) for field in OTHER_NAMES if columns.has(field)]

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
