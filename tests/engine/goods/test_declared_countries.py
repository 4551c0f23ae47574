"""Which countries a declaration ties goods to: how strongly, in which role, and which one is the origin."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from service.common.cooperative import run_to_completion
from service.engine.goods.country_names import CountryNames
from service.engine.goods.declared_countries import country_of, declared_countries_in_steps
from service.engine.goods.findings import CounterEvidence, FieldReading
from service.engine.goods.model import Certificate, Goods, GoodsOrigin, Origin
from service.engine.goods.rules import OriginRules


def declared_countries(goods: Goods, readings: Iterable[FieldReading], names: CountryNames) -> GoodsOrigin:
    return run_to_completion(declared_countries_in_steps(goods, readings, names))


def said(found: GoodsOrigin) -> list[tuple[str, str, str]]:
    return [(one.country, one.role, one.stated) for one in found.stated]


@pytest.mark.parametrize(
    ("goods", "country", "strength"),
    [
        (Goods(origin=Origin(country="ru")), "RU", "stated"),
        (Goods(origin=Origin(country="Russia")), "RU", "stated"),
        (Goods(origin=Origin(text="Made in Russia")), "RU", "stated"),
        (Goods(origin=Origin(text="Vladivostok")), "RU", "likely"),
        (Goods(origin=Origin(locode="RUVVO")), "RU", "likely"),
        (Goods(origin=Origin(locode="ＲＵＶＶＯ")), "RU", "likely"),
        (Goods(description="Russian vodka"), None, "hinted"),
        (Goods(description="vodka made in Russia"), "RU", "stated"),
        (Goods(certificate=Certificate(issuer_country="RU")), None, "hinted"),
        (Goods(origin=Origin(country="CN", subdivision="CN-65")), "CN-XJ", "stated"),
        (Goods(origin=Origin(country="CN", subdivision="ＣＮ－６５")), "CN-XJ", "stated"),
        (Goods(origin=Origin(country="CN", subdivision="xj")), "CN-XJ", "stated"),
        (Goods(origin=Origin(country="CN", subdivision="６５")), "CN-XJ", "stated"),
        (Goods(origin=Origin(subdivision="RU-PRI")), "RU", "stated"),
        (Goods(origin=Origin(text="Moscow, Idaho, USA")), "US", "stated"),
    ],
)
def test_how_far_a_statement_goes(goods: Goods, country: str | None, strength: str, rules: OriginRules) -> None:
    found = declared_countries(goods, (), rules.countries)
    assert found.country == country
    assert strength in {one.stated for one in found.stated}


@pytest.mark.parametrize("words", ["Iran", "Syria", "Russia", "イラン"])
def test_a_country_in_the_field_of_the_subdivision_is_seen_however_short(words: str, rules: OriginRules) -> None:
    found = declared_countries(Goods(origin=Origin(country="JP", subdivision=words)), (), rules.countries)
    assert [one.stated for one in found.stated] == ["stated", "likely"]


@pytest.mark.parametrize("code", ["CA", "43", "XJ", "65"])
def test_a_part_of_a_country_by_itself_names_no_country(code: str, rules: OriginRules) -> None:
    assert said(declared_countries(Goods(origin=Origin(subdivision=code)), (), rules.countries)) == []


def test_two_stated_origins_are_none(rules: OriginRules) -> None:
    found = declared_countries(Goods(origin=Origin(country="JP", text="Made in Russia")), (), rules.countries)
    assert found.country is None
    assert found.name is None
    assert {one.country for one in found.stated} == {"JP", "RU"}


def test_a_stated_origin_goes_before_a_likely_one(rules: OriginRules) -> None:
    found = declared_countries(Goods(origin=Origin(country="JP", city="Vladivostok")), (), rules.countries)
    assert (found.country, found.name) == ("JP", "Japan")


def test_one_line_a_country_and_role_the_strongest(rules: OriginRules) -> None:
    goods = Goods(description="Russian vodka", origin=Origin(country="RU", city="Vladivostok"))
    assert said(declared_countries(goods, (), rules.countries)) == [("RU", "origin", "stated")]


def test_where_one_country_is_labelled_the_others_are_only_likely(rules: OriginRules) -> None:
    found = declared_countries(Goods(origin=Origin(text="Made in Japan. Belarus")), (), rules.countries)
    assert said(found) == [("JP", "origin", "stated"), ("BY", "origin", "likely")]


@pytest.mark.parametrize(
    ("goods", "role"),
    [
        (Goods(shipped_from="RU"), "shipped_from"),
        (Goods(processed_in="Russia"), "processed_in"),
        (Goods(destination="ru"), "destination"),
        (Goods(port_of_loading="RUVVO"), "shipped_from"),
        (Goods(port_of_loading="Port of Vladivostok, Russia"), "shipped_from"),
        (Goods(origin=Origin(port="RU VVO")), "shipped_from"),
    ],
)
def test_other_fields_tie_goods_to_a_country_in_another_role(goods: Goods, role: str, rules: OriginRules) -> None:
    found = declared_countries(goods, (), rules.countries)
    assert found.country is None
    assert said(found) == [("RU", role, "stated")]


def test_who_gets_the_goods_is_no_origin(rules: OriginRules) -> None:
    assert said(declared_countries(Goods(description="pumps. Destination: Russia"), (), rules.countries)) == []


def test_places_that_were_read_count_only_where_no_origin_is_stated(rules: OriginRules) -> None:
    readings = (FieldReading("text", home_countries=frozenset({"UA"})),)
    assert declared_countries(Goods(), readings, rules.countries).country == "UA"
    stated = declared_countries(Goods(origin=Origin(country="JP")), readings, rules.countries)
    assert said(stated) == [("JP", "origin", "stated")]


def test_a_region_tells_which_of_two_towns_is_meant(rules: OriginRules) -> None:
    texas = CounterEvidence("text", "Texas", "US-TX", "")
    town = CounterEvidence("text", "Odessa", "UA", "")
    shipper = CounterEvidence("text", "Istanbul", "TR", "", role="other")
    reading = FieldReading("text", counter_evidence=(town, texas, shipper))
    assert said(declared_countries(Goods(), [reading], rules.countries)) == [("US", "origin", "likely")]
    assert said(declared_countries(Goods(), [FieldReading("port", counter_evidence=(town,))], rules.countries)) == []


def test_the_country_of_a_part() -> None:
    assert (country_of("CN-XJ"), country_of("RU")) == ("CN", "RU")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shipped from Bandar Abbas, made in UAE", {("IR", "shipped_from"), ("AE", "origin")}),
        ("Made in Moscow, Idaho, USA", {("US", "origin")}),
        ("Shipped from Moscow, Idaho, USA", {("US", "shipped_from")}),
        ("Moscow, Idaho, USA", {("US", "origin")}),
    ],
)
def test_a_town_counts_in_its_role_unless_a_country_beside_it_says_otherwise(
    text: str, expected: set[tuple[str, str]], rules: OriginRules
) -> None:
    found = declared_countries(Goods(origin=Origin(text=text)), (), rules.countries)
    assert {(one.country, one.role) for one in found.stated} == expected
