"""Two tariffs as a second opinion, on small files of their published shapes."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.goods.rules import OriginRules
from service.engine.goods.tariff import UnreadableTariffError, differences, read_tariff

ON = date(2026, 11, 28)
TARIC = """\
Goods code,Add code,Order No.,Start date,End date,Origin,Measure type,Legal base,Duty,Origin code,Meas. type code
7208000000,,,16-03-2022,,Russian Federation,Import prohibition,R0833/14,,RU,277
9999110000,,,24-04-2026,,Russian Federation,Import prohibition,R9999/26,,RU,277
2709001000,,,01-01-2020,31-12-2020,Russian Federation,Import prohibition,R0001/20,,RU,277
4407000000,,,01-01-2000,,All,Third country duty,R0000/00,0.000 %,1011,103
"""


def _uk(code: str, kind: str = "277", area: str = "RU", **facts: object) -> str:
    attributes = {
        "import": True,
        "effective_start_date": "2022-04-14T00:00:00.000Z",
        "effective_end_date": None,
    } | facts
    measure = {
        "id": "1",
        "type": "measure",
        "attributes": attributes,
        "relationships": {
            "measure_type": {"data": {"id": kind, "type": "measure_type"}},
            "geographical_area": {"data": {"id": area, "type": "geographical_area"}},
            "legal_acts": {"data": [{"id": "C2202520", "type": "legal_act"}]},
        },
    }
    data = {"id": "1", "type": "commodity", "attributes": {"goods_nomenclature_item_id": code}}
    return json.dumps({"data": data, "included": [measure]})


def test_taric(rules: OriginRules) -> None:
    bans, codes = read_tariff(TARIC)
    assert [(ban.code, ban.origin, ban.regime) for ban in bans] == [
        ("7208", "RU", "EU"), ("999911", "RU", "EU"), ("27090010", "RU", "EU"),
    ]  # fmt: skip
    assert codes == {"7208", "999911", "27090010", "4407"}
    found = {(one.kind, one.code) for one in differences(bans, codes, rules, ON)}
    assert ("missing_here", "999911") in found
    assert ("missing_there", "4407") in found
    assert not any(code == "7208" for _, code in found)


def test_the_uk_tariff(rules: OriginRules) -> None:
    bans, codes = read_tariff(_uk("7208100000"))
    assert [(ban.code, ban.regime, ban.legal_base) for ban in bans] == [("720810", "UK", "C2202520")]
    assert list(differences(bans, codes, rules, ON)) == []
    ended = read_tariff(_uk("7208100000", effective_end_date="2023-01-01"))
    assert [one.kind for one in differences(*ended, rules, ON)] == ["missing_there"]


def test_a_duty_is_no_ban() -> None:
    assert read_tariff(_uk("7208100000", kind="103"))[0] == []
    assert read_tariff(_uk("7208100000", area="1011"))[0] == []


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "{}", "{", '{"data": {"attributes": {}}}', "[]"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTariffError, match="expected"):
        read_tariff(text)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UnreadableTariffError):
        bans, codes = read_tariff(text)
        assert {ban.code for ban in bans} <= codes
