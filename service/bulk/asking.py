"""From one row's question to its answer: the checks and the screening of every other door, without a record each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from msgspec.json import Encoder

from service.bulk.errors import CellFault
from service.bulk.rows import GOODS, PARTY, Asked, RowReader
from service.goods.model import Decision
from service.screening.checks import faults_in_steps
from service.screening.decide import worst
from service.screening.errors import Fault
from service.screening.plan import Plan
from service.screening.request import AskedGoods, AskedParty, ScreeningRequest
from service.screening.result import GoodsResult, PartyResult
from service.screening.screen import screen_goods, screen_party
from service.snapshot import Snapshot
from service.steps import finish

_ENCODER = Encoder()

CLEAR = _ENCODER.encode({"parties": [PartyResult(PARTY, Decision.CLEAR, ())], "goods": []})
"""The answer to most rows. Kept once, as many rows of it are remembered."""

REJECTED = "rejected"
"""The decision about a row that could not be screened. It is never `clear`."""

_FIELDS = {
    "/parties/0/name": "name",
    "/parties/0/aliases": "aliases",
    "/parties/0/birth_date": "date_of_birth",
    "/parties/0/nationalities": "nationality",
    "/parties/0/countries": "country",
    "/parties/0/identifiers": "id_number",
    "/parties/0/address": "address",
    "/goods/0/description": "goods",
    "/goods/0/origin/text": "origin",
    "/goods/0/origin/country": "origin_country",
    "/goods/0/origin/subdivision": "origin_region",
    "/goods/0/origin/city": "origin_city",
    "/goods/0/origin/port": "port",
    "/goods/0/origin/locode": "locode",
    "/goods/0/origin/postal_code": "postal_code",
    "/goods/0/origin/latitude": "latitude",
    "/goods/0/origin/longitude": "longitude",
    "/goods/0/certificate_of_origin/issuer_country": "certificate_country",
    "/goods/0/certificate_of_origin/issuer": "certificate_issuer",
    "/goods/0/certificate_of_origin/number": "certificate_number",
    "/goods/0": "goods",
}
"""Which field of a file a pointer into a request speaks of; the longest that fits."""


class Answer(NamedTuple):
    """What one row is answered, in the order of the result's columns. `answer` is JSON: everything in full."""

    decision: str
    top_score: float | None
    hits: int
    top_entity_id: str | None
    top_name: str | None
    top_watchlist: str | None
    reason: str | None
    error: str | None
    answer: bytes | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What all rows of a job are screened with."""

    snapshot: Snapshot
    plan: Plan
    max_name_length: int


def rejected(column: str, reason: str) -> Answer:
    """The answer for a row that could not be screened."""
    return Answer(REJECTED, None, 0, None, None, None, None, f"{column}: {reason}" if column else reason, None)


def check(asked: Asked, terms: Terms, reader: RowReader) -> ScreeningRequest:
    """A row as a request that can be screened. Raises CellFault for the first thing that is wrong with it."""
    request = ScreeningRequest(
        parties=() if asked.party is None else (AskedParty(PARTY, asked.party),),
        goods=() if asked.goods is None else (AskedGoods(GOODS, asked.goods),),
    )
    faults = finish(faults_in_steps(request, on=terms.plan.on, max_name_length=terms.max_name_length))
    if faults:
        raise _as_cell(faults[0], reader)
    return request


def passed(request: ScreeningRequest, terms: Terms) -> Answer:
    """In a dry run, in the place of an answer: the row can be screened."""
    return Answer("valid", None, 0, None, None, None, None, None, None)


def screen_row(request: ScreeningRequest, terms: Terms) -> Answer:
    """The answer for one row."""
    parties = [screen_party(party, terms.snapshot, terms.plan) for party in request.parties]
    goods = [screen_goods(line, terms.snapshot, terms.plan) for line in request.goods]
    decision = worst([*(one.decision for one in parties), *(one.decision for one in goods)])
    hits = [hit for one in parties for hit in one.hits]
    top = hits[0] if hits else None
    place = next((line.place for line in goods if line.place is not None and line.territory is not None), None)
    written = _ENCODER.encode({"parties": parties, "goods": goods})
    return Answer(
        decision=decision.value,
        top_score=_top_score(parties, goods),
        hits=len(hits),
        top_entity_id=top.entity_id if top else None,
        top_name=top.name if top else place.name if place else None,
        top_watchlist=top.watchlist if top else None,
        reason=None if decision is Decision.CLEAR and not hits else _reason(parties, goods),
        error=None,
        answer=CLEAR if written == CLEAR else written,
    )


def _top_score(parties: list[PartyResult], goods: list[GoodsResult]) -> float | None:
    scores = [party.hits[0].score for party in parties if party.hits]
    scores += [line.score for line in goods if line.territory is not None]
    return max(scores, default=None)


def _reason(parties: list[PartyResult], goods: list[GoodsResult]) -> str | None:
    """Why, in the sentences of the answer itself: the best hit's features, the address, the goods."""
    said = [line.detail for party in parties if party.hits for line in party.hits[0].features if line.detail]
    for party in parties:
        if party.address is not None and party.address.territory is not None:
            said += [one.detail for one in party.address.evidence if one.detail]
    for line in goods:
        if line.decision is not Decision.CLEAR:
            said += [*line.reasons, *(one.legal_basis for one in line.measures)]
    return "; ".join(dict.fromkeys(said)) or None


def _as_cell(fault: Fault, reader: RowReader) -> CellFault:
    fitting = [start for start in _FIELDS if fault.pointer == start or fault.pointer.startswith(f"{start}/")]
    field = _FIELDS[max(fitting, key=len)] if fitting else ""
    return CellFault(reader.header(field) if field else "", fault.detail)
