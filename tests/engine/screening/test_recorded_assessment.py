"""Answers about goods that are read back."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.engine.goods.check import check_goods
from service.engine.goods.model import Certificate, Goods, Origin
from service.engine.screening.recorded_assessment import assessment_of
from service.engine.screening.request import GoodsQuery, ScreeningRequest
from service.engine.screening.screen import screen
from service.engine.screening.serialization import serialize_result
from service.engine.snapshot import Snapshot

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
GOODS = Goods(
    "steel coils",
    "720839",
    Origin(text="Made in Russia", country="RU", latitude=44.5, longitude=34.1),
    Certificate("UA", "Chamber", "7"),
    shipped_from="TR",
)


@pytest.mark.parametrize(
    "goods",
    [
        GOODS,
        Goods(origin=Origin(text="Simferopol")),
        Goods(origin=Origin(country="BR")),
        Goods(origin=Origin(text="Ukraine except Crimea"), hs_code="2204"),
        Goods(description="Russian vodka"),
    ],
)
def test_what_was_answered_for_goods_is_read_again_as_it_was(goods: Goods, snapshot: Snapshot) -> None:
    request = ScreeningRequest(goods=(GoodsQuery("1", goods),))
    result = screen(request, snapshot, screening_id="scr_1", screened_at=AT, today=AT.date(), max_name_length=500)
    again = assessment_of(json.loads(serialize_result(result))["goods"][0])
    found = check_goods(goods, snapshot.rules, on=AT.date())
    assert again == replace(found, score=round(found.score, 4))
