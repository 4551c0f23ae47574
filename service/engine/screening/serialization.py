"""Requests and answers to JSON and back: the forms in which they are recorded, sent and replayed."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from msgspec import Raw
from msgspec.json import Encoder

from service.engine.goods.model import (
    AppliedMeasure,
    Contradiction,
    CoverageUsed,
    Decision,
    Evidence,
    GoodsOrigin,
    OriginAssessment,
    Place,
    StatedCountry,
)
from service.engine.screening.request import GoodsQuery, PartyQuery, ScreeningRequest
from service.engine.screening.result import ScreeningResult

_ENCODER = Encoder()


def serialize_result(result: ScreeningResult) -> bytes:
    """The one way to write an answer, so that record, reply and replay are the same bytes.

    Party by party and line by line: other threads get the interpreter between two calls of the encoder only, and 100
    parties with 1,000 hits each take it a third of a second.
    """
    if len(result.parties) + len(result.goods) <= 1:
        return _ENCODER.encode(result)
    parties: Any = tuple(Raw(_ENCODER.encode(party)) for party in result.parties)
    goods: Any = tuple(Raw(_ENCODER.encode(line)) for line in result.goods)
    return _ENCODER.encode(replace(result, parties=parties, goods=goods))


def request_document(request: ScreeningRequest) -> dict[str, Any]:
    """The body that would ask the same over HTTP."""
    options = asdict(request.options)
    options["as_of"] = None if request.options.as_of is None else request.options.as_of.isoformat()
    return {
        "reference": request.reference,
        "parties": [_party(party) for party in request.parties],
        "goods": [_goods(line) for line in request.goods],
        "options": options,
    }


def _party(asked: PartyQuery) -> dict[str, Any]:
    party = asked.party
    return {
        "id": asked.id,
        "subject_id": asked.subject_id,
        "type": party.type.value,
        "name": party.names[0] if party.names else None,
        "aliases": list(party.names[1:]),
        "birth_date": None if party.birth_date is None else str(party.birth_date),
        "nationalities": list(party.nationalities),
        "countries": list(party.countries),
        "gender": party.gender,
        "identifiers": [
            {"type": identifier.type, "value": identifier.value, "country": identifier.country}
            for identifier in party.identifiers
        ],
        "address": party.address,
    }


def _goods(asked: GoodsQuery) -> dict[str, Any]:
    goods = asked.goods
    return {
        "id": asked.id,
        "description": goods.description,
        "hs_code": goods.hs_code,
        "origin": asdict(goods.origin),
        "certificate_of_origin": None if goods.certificate is None else asdict(goods.certificate),
        "shipped_from": goods.shipped_from,
        "port_of_loading": goods.port_of_loading,
        "processed_in": goods.processed_in,
        "destination": goods.destination,
        "direction": goods.direction.value,
        "quantity": None if goods.quantity is None else {"value": goods.quantity.value, "unit": goods.quantity.unit},
        "unit_price": None
        if goods.unit_price is None
        else {
            "amount": goods.unit_price.value,
            "currency": goods.unit_price.currency,
            "unit": goods.unit_price.unit,
        },
    }


def assessment_of(line: dict[str, Any]) -> OriginAssessment:
    """What was answered for one line of goods, as it was decided then."""
    return OriginAssessment(
        decision=Decision(line["decision"]),
        territory=line["territory"],
        score=line["score"],
        place=None if line["place"] is None else Place(**line["place"]),
        evidence=tuple(Evidence(**one) for one in line["evidence"]),
        suppressed=tuple(Evidence(**one) for one in line["suppressed"]),
        contradictions=tuple(Contradiction(**one) for one in line["contradictions"]),
        measures=tuple(_measure(one) for one in line["measures"]),
        reasons=tuple(line["reasons"]),
        origin=_origin(line["origin"]),
        coverage=tuple(_coverage(one) for one in line["coverage"]),
    )


def _measure(one: dict[str, Any]) -> AppliedMeasure:
    known = {
        "decision": Decision(one["decision"]),
        "in_force_from": _day(one["in_force_from"]),
        "open_conditions": tuple(one["open_conditions"]),
    }
    return AppliedMeasure(**(one | known))


def _origin(one: dict[str, Any] | None) -> GoodsOrigin | None:
    if one is None:
        return None
    return GoodsOrigin(one["country"], one["name"], tuple(StatedCountry(**stated) for stated in one["stated"]))


def _coverage(one: dict[str, Any]) -> CoverageUsed:
    return CoverageUsed(**(one | {"checked_on": _day(one["checked_on"])}))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
