"""Requests and answers to JSON: nothing is lost on the way."""

import json
from datetime import UTC, date, datetime

import pytest
from msgspec.json import Encoder

from service.engine.goods.model import Amount, Certificate, Direction, Goods, Origin
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType, Identifier, PartialDate
from service.engine.screening.request import GoodsQuery, Options, PartyQuery, ScreeningRequest
from service.engine.screening.screen import screen
from service.engine.screening.serialization import request_document, serialize_result
from service.engine.snapshot import Snapshot

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
PARTY = Party(
    EntityType.PERSON,
    ("Zelmanko Qorvatin", "Z. Qorvatin"),
    birth_date=PartialDate(1972, 11),
    nationalities=("JP",),
    countries=("GB",),
    gender="male",
    identifiers=(Identifier("passport", "X1234567", "JP"),),
    address="1 Test Street",
)
GOODS = Goods(
    "steel coils",
    "720839",
    Origin(text="Made in Russia", country="RU", latitude=44.5, longitude=34.1),
    Certificate("UA", "Chamber", "7"),
    shipped_from="TR",
    port_of_loading="TRIST",
    destination="DE",
    direction=Direction.IMPORT,
    quantity=Amount(5, "t"),
    unit_price=Amount(500.5, "t", "USD"),
)
REQUEST = ScreeningRequest(
    "ref",
    (PartyQuery("p", PARTY, "customer-1"),),
    (GoodsQuery("g", GOODS),),
    Options(watchlists=None, regimes=("EU",), as_of=date(2026, 11, 1), threshold=0.7),
)


def test_the_document_of_a_request_is_json_with_every_field() -> None:
    document = json.loads(json.dumps(request_document(REQUEST)))
    (party,), (line,) = document["parties"], document["goods"]
    assert (party["name"], party["aliases"], party["birth_date"]) == ("Zelmanko Qorvatin", ["Z. Qorvatin"], "1972-11")
    assert party["identifiers"] == [{"type": "passport", "value": "X1234567", "country": "JP"}]
    assert (party["id"], party["subject_id"], party["type"], party["gender"]) == ("p", "customer-1", "person", "male")
    assert line["origin"]["latitude"] == 44.5
    assert line["certificate_of_origin"] == {"issuer_country": "UA", "issuer": "Chamber", "number": "7"}
    assert line["unit_price"] == {"amount": 500.5, "currency": "USD", "unit": "t"}
    assert line["quantity"] == {"value": 5, "unit": "t"}
    assert (document["options"]["as_of"], document["reference"]) == ("2026-11-01", "ref")


def test_what_is_left_open_is_null() -> None:
    bare = ScreeningRequest(
        parties=(PartyQuery("1", Party(EntityType.UNKNOWN, ())),), goods=(GoodsQuery("1", Goods()),)
    )
    document = request_document(bare)
    assert document["parties"][0]["name"] is None
    assert document["parties"][0]["birth_date"] is None
    assert document["goods"][0]["certificate_of_origin"] is None
    assert document["goods"][0]["unit_price"] is None
    assert document["options"]["as_of"] is None


@pytest.mark.parametrize(("parties", "lines"), [(1, 0), (0, 1), (1, 1), (3, 0), (0, 3)])
def test_an_answer_is_written_as_the_encoder_writes_it_whole(parties: int, lines: int, snapshot: Snapshot) -> None:
    asked = tuple(PartyQuery(str(at), Party(EntityType.UNKNOWN, ("Sergey Aksyonov",))) for at in range(parties))
    request = ScreeningRequest(parties=asked, goods=tuple(GoodsQuery(str(at), GOODS) for at in range(lines)))
    result = screen(request, snapshot, screening_id="scr_1", screened_at=AT, today=AT.date(), max_name_length=500)
    assert serialize_result(result) == Encoder().encode(result)


def test_the_same_answer_is_the_same_bytes(snapshot: Snapshot) -> None:
    answers = {
        serialize_result(
            screen(REQUEST, snapshot, screening_id="scr_1", screened_at=AT, today=AT.date(), max_name_length=500)
        )
        for _ in range(2)
    }
    assert len(answers) == 1
    assert json.loads(answers.pop())["screened_at"] == "2026-11-23T09:00:00Z"
