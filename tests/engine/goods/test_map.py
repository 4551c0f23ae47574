"""The map is one sound SVG document that refers to nothing outside itself."""

from __future__ import annotations

from xml.etree import ElementTree

from service.engine.goods.check import check_goods
from service.engine.goods.map import render_map
from service.engine.goods.model import Goods, Origin
from service.engine.goods.rules import OriginRules
from tests.engine.goods.conftest import ON, Ask


def _texts(svg: str) -> str:
    return " ".join(ElementTree.fromstring(svg).itertext())  # our own document


def test_a_blocked_place(ask: Ask, rules: OriginRules) -> None:
    svg = render_map(ask("г. Севастополь"), rules)
    assert "Blocked: Sevastopol" in _texts(svg)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_a_declared_position(ask: Ask, rules: OriginRules) -> None:
    origin = Origin(latitude=45.3568, longitude=36.4754)
    svg = render_map(ask(latitude=45.3568, longitude=36.4754), rules, origin)
    assert "45.3568, 36.4754" in _texts(svg)


def test_every_answer_has_a_map(ask: Ask, rules: OriginRules) -> None:
    for text in ("Italy", "Mariupol", "Sebastopol", "Kherson Oblast", ""):
        assert "Outlines are schematic" in _texts(render_map(ask(text), rules))
    assert "Clear" in _texts(render_map(ask("Kyiv"), rules, Origin(latitude=-30.0, longitude=150.0)))


def test_common_names_are_shown(ask: Ask) -> None:
    place = ask("Красноперекопск, Крым").place
    assert place is not None
    assert place.name == "Krasnoperekopsk"


def test_a_country_is_drawn_around_its_capital(rules: OriginRules) -> None:
    goods = Goods(hs_code="7208", origin=Origin(country="KP"))
    picture = render_map(check_goods(goods, rules, on=ON), rules, goods.origin)
    assert "Blocked: goods of North Korea" in picture
    assert "Pyongyang" in picture
    assert "origin North Korea (stated)" in picture


def test_a_country_without_a_known_capital_still_has_a_picture(rules: OriginRules) -> None:
    goods = Goods(origin=Origin(country="TV"))
    assert "goods of Tuvalu" in render_map(check_goods(goods, rules, on=ON), rules, goods.origin)


def test_a_country_is_shown_among_the_capitals_around_it(ask: Ask, rules: OriginRules) -> None:
    goods = Goods(description="coal", hs_code="2701", origin=Origin(country="KP"))
    words = _texts(render_map(check_goods(goods, rules, on=ON), rules, goods.origin))
    assert "Blocked: goods of North Korea" in words
    assert "Seoul" in words
    assert "Simferopol" not in words


def test_each_origin_with_measures_has_a_seat_to_show(rules: OriginRules) -> None:
    origins = rules.imports.origins - rules.territories.keys()
    assert len(origins) > 10
    assert origins <= rules.countries.capitals.keys()
