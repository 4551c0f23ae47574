"""What is wrong with rows that were read: the same checks as of a request, besides those of how large one may be.

A fault of the party that a row is about, or of its goods, rejects the row. One of another party costs that party what
is wrong with it, and the row says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from service.bulk.errors import CellFault
from service.bulk.rows import RowQuery
from service.common.cooperative import run_to_completion
from service.engine.matching.model import Party
from service.engine.screening.request import GoodsQuery, PartyQuery, ScreeningRequest
from service.engine.screening.validation import faults_in_steps

_FIELDS = {
    "parties/name": "name",
    "parties/aliases": "aliases",
    "parties/birth_date": "date_of_birth",
    "parties/nationalities": "nationality",
    "parties/countries": "country",
    "parties/identifiers": "id_number",
    "parties/address": "address",
    "goods": "goods",
    "goods/description": "goods",
    "goods/origin/text": "origin",
    "goods/origin/country": "origin_country",
    "goods/origin/subdivision": "origin_region",
    "goods/origin/city": "origin_city",
    "goods/origin/port": "port",
    "goods/origin/locode": "locode",
    "goods/origin/postal_code": "postal_code",
    "goods/origin/latitude": "latitude",
    "goods/origin/longitude": "longitude",
    "goods/certificate_of_origin/issuer_country": "certificate_country",
    "goods/certificate_of_origin/issuer": "certificate_issuer",
    "goods/certificate_of_origin/number": "certificate_number",
    "goods/shipped_from": "shipped_from",
    "goods/port_of_loading": "port_of_loading",
    "goods/processed_in": "processed_in",
    "goods/destination": "destination",
    "goods/quantity": "quantity",
    "goods/unit_price": "unit_price",
}
"""Which field of a file a pointer into a request speaks of, without the number in it; the longest that fits."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What rows are checked against: the day asked about, and how long a name may be."""

    on: date
    max_name_length: int


class _Fault(NamedTuple):
    """Something wrong with the party or line of goods of that number in a request, at a place within it."""

    kind: str
    number: int
    place: str
    detail: str

    @property
    def field(self) -> str:
        """The field of a file that it speaks of; an empty text if it is none."""
        pointer = f"{self.kind}/{self.place}".rstrip("/")
        fitting = [start for start in _FIELDS if pointer == start or pointer.startswith(f"{start}/")]
        return _FIELDS[max(fitting, key=len)] if fitting else ""


def faults_of(rows: Sequence[RowQuery], bounds: Bounds, header: Callable[[str], str]) -> dict[int, CellFault]:
    """Of some rows those that cannot be screened, by their place, with what is wrong first."""
    parties = [(at, PartyQuery(str(at), row.party)) for at, row in enumerate(rows) if row.party is not None]
    goods = [(at, GoodsQuery(str(at), row.goods)) for at, row in enumerate(rows) if row.goods is not None]
    places = {"parties": [at for at, _ in parties], "goods": [at for at, _ in goods]}
    request = ScreeningRequest(parties=tuple(one for _, one in parties), goods=tuple(one for _, one in goods))
    found = {at: row.unscreened[0] for at, row in enumerate(rows) if row.goods is None and not row.parties}
    for fault in _faults(request, bounds):
        column = header(fault.field) if fault.field else ""
        found.setdefault(places[fault.kind][fault.number], CellFault(column, fault.detail))
    return found


def without_faulty_others(
    rows: Sequence[RowQuery], bounds: Bounds, header_of: Callable[[str, Sequence[str]], str]
) -> list[RowQuery]:
    """Some rows without what cannot be searched of their other parties: a code where a name was expected. They say so.
    `header_of` gives the header of the first of some fields that a role has."""
    asked = [(at, role, party) for at, row in enumerate(rows) for role, party in row.others]
    found = list(rows)
    if not asked:
        return found
    request = ScreeningRequest(parties=tuple(PartyQuery(str(at), one) for at, (_, _, one) in enumerate(asked)))
    for number in sorted({fault.number for fault in _faults_of_others(request, bounds)}):
        at, role, party = asked[number]
        left, wrong = _searchable(party, bounds)
        said = [CellFault(header_of(role, fields), detail) for fields, detail in wrong]
        found[at] = _with_other(found[at], role, left, said)
    return found


def _with_other(row: RowQuery, role: str, party: Party | None, wrong: Sequence[CellFault]) -> RowQuery:
    """A row with what is left of one of its other parties, if anything is."""
    others = [(one, party if one == role else known) for one, known in row.others]
    left = tuple((one, known) for one, known in others if known is not None)
    return replace(row, others=left, unscreened=(*row.unscreened, *wrong))


def _searchable(party: Party, bounds: Bounds) -> tuple[Party | None, list[tuple[tuple[str, ...], str]]]:
    """What can be searched of a party, None if that is nothing, and what is wrong with the rest: the fields that may
    say it, and why."""
    wrong: list[tuple[tuple[str, ...], str]] = []
    left: Party | None = party
    while left is not None:
        faults = list(_faults_of_others(ScreeningRequest(parties=(PartyQuery("", left),)), bounds))
        if not faults:
            break
        wrong += [(_fields_of(fault, left), fault.detail) for fault in faults]
        left = _without(left, {fault.place for fault in faults})
    return left, wrong


def _fields_of(fault: _Fault, party: Party) -> tuple[str, ...]:
    """The fields of a file of which one says what is wrong."""
    head, *more = fault.place.split("/")
    if head != "identifiers":
        return fault.field, "name"
    kind = party.identifiers[int(more[0])].type
    return kind, "registration_number" if kind == "registration" else "id_number"


def _without(party: Party, places: Collection[str]) -> Party | None:
    """A party without what stands at some places of it, None if nobody is left or nothing falls."""
    names = ["name", *(f"aliases/{at}" for at in range(len(party.names) - 1))]
    wrong = {"/".join(place.split("/")[:2]) for place in places}
    left = replace(
        party,
        names=tuple(
            name
            for place, name in zip(names, party.names, strict=False)
            if place not in wrong and not ("aliases" in wrong and place != "name")
        ),
        identifiers=tuple(one for at, one in enumerate(party.identifiers) if f"identifiers/{at}" not in wrong),
        nationalities=tuple(one for at, one in enumerate(party.nationalities) if f"nationalities/{at}" not in wrong),
        countries=tuple(one for at, one in enumerate(party.countries) if f"countries/{at}" not in wrong),
        address=None if "address" in wrong else party.address,
        birth_date=None if "birth_date" in wrong else party.birth_date,
    )
    return left if left != party and (left.names or left.identifiers) else None


def _faults_of_others(request: ScreeningRequest, bounds: Bounds) -> Iterator[_Fault]:
    """What is wrong with parties under a role. A number there is a code of somebody, where a plain name may be one."""
    yield from _faults(request, bounds)
    for number, asked in enumerate(request.parties):
        for at, name in enumerate(asked.party.names):
            if any(map(str.isdigit, name)) and not any(map(str.isalpha, name)):
                place = f"aliases/{at - 1}" if at else "name"
                yield _Fault("parties", number, place, f"a number is no name to search for ({name})")


def _faults(request: ScreeningRequest, bounds: Bounds) -> Iterator[_Fault]:
    """What is wrong with single parties and lines of goods. The rows of a file may have more of them together, and
    longer texts, than a request."""
    steps = faults_in_steps(request, on=bounds.on, max_name_length=bounds.max_name_length)
    for fault in run_to_completion(steps):
        _, *where = fault.pointer.split("/", 3)
        if len(where) > 1:
            kind, number, *more = where
            yield _Fault(kind, int(number), "".join(more), fault.detail)
