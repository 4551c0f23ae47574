"""Goods over HTTP: by origin, product and day, with coverage."""

from __future__ import annotations

import pytest

from service.api import examples
from service.api.schemas.goods_answer import GoodsOut


def _line(client, goods, **options):
    body = {"goods": [goods], "options": options}
    response = client.post("/v1/screenings", json=body)
    assert response.status_code == 200, response.text
    line = response.json()["goods"][0]
    GoodsOut.model_validate(line)
    return line


@pytest.mark.parametrize(
    ("name", "decisions"),
    [("beer", ["block"]), ("steel", ["block", "review"]), ("knitwear", ["block"]), ("cobalt", ["review"])],
)
def test_the_examples(client, name, decisions):
    answer = client.post("/v1/screenings", json=examples.SCREENINGS[name]["value"]).json()
    assert [line["decision"] for line in answer["goods"]] == decisions


def test_a_block_names_measure_code_and_grade(client):
    line = _line(client, {"hs_code": "7208.37", "origin": {"country": "RU"}}, regimes=["EU"])
    measure = next(one for one in line["measures"] if one["decision"] == "block")
    assert measure["measure_id"] == "EU-RU-3g-annex-XVII"
    assert (measure["matched_code"], measure["hs_edition"], measure["grade"]) == ("7208", "2022", "read")
    assert measure["open_conditions"] == []
    assert line["origin"]["country"] == "RU"


def test_a_clear_names_what_it_speaks_for(client):
    line = _line(client, {"hs_code": "2204", "origin": {"country": "DE"}})
    assert line["decision"] == "clear"
    relied = {one["regime"]: one["state"] for one in line["coverage"] if one["relied_on"]}
    assert relied["JP"] == "checked"
    assert relied["CA"] == "complete"
    assert "AU" not in relied


def test_origin_and_shipment_are_told_apart(client):
    goods = {"hs_code": "2203", "origin": {"country": "CN"}, "shipped_from": "RU"}
    line = _line(client, goods, regimes=["JP"])
    assert line["decision"] == "review"
    assert {(one["country"], one["role"]) for one in line["origin"]["stated"]} == {
        ("CN", "origin"), ("RU", "shipped_from"),
    }  # fmt: skip


def test_a_price_is_compared_with_the_cap(client):
    goods = {
        "hs_code": "2709",
        "origin": {"country": "RU"},
        "unit_price": {"amount": 46.5, "currency": "USD", "unit": "barrel"},
    }
    line = _line(client, goods, regimes=["JP"], as_of="2026-11-01")
    conditions = " ".join(condition for one in line["measures"] for condition in one["open_conditions"])
    assert "not above the cap of 47.6 USD" in conditions


def test_an_export_is_never_clear(client):
    line = _line(client, {"origin": {"country": "DE"}, "hs_code": "2204", "destination": "FR", "direction": "export"})
    assert line["decision"] == "review"


@pytest.mark.parametrize(
    ("goods", "pointer"),
    [
        ({"origin": {"country": "DE"}, "shipped_from": "ZZ"}, "/goods/0/shipped_from"),
        ({"origin": {"country": "DE"}, "direction": "sideways"}, "/goods/0/direction"),
        ({"origin": {"country": "DE"}, "quantity": {"value": -1, "unit": "t"}}, "/goods/0/quantity/value"),
        ({"origin": {"country": "DE"}, "port_of_loading": "x" * 201}, "/goods/0/port_of_loading"),
    ],
)
def test_bad_fields_are_named(client, goods, pointer):
    response = client.post("/v1/screenings", json={"goods": [goods]})
    assert response.status_code == 422
    assert pointer in {error["pointer"] for error in response.json()["errors"]}


def test_what_was_answered_is_drawn_and_replayed(client):
    body = {"goods": [{"id": "a", "hs_code": "6110", "origin": {"text": "北朝鮮製"}}]}
    answer = client.post("/v1/screenings", json=body).json()
    picture = client.get(f"/v1/screenings/{answer['id']}/goods/a/map")
    assert picture.status_code == 200
    assert "North Korea" in picture.text
    assert client.post(f"/v1/screenings/{answer['id']}/replay").json()["identical"] is True
