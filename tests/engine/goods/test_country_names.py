"""Countries in words: names, adjectives and towns in many scripts, and the role each stands in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.goods.country_names import find_countries
from service.engine.goods.rules import OriginRules
from service.engine.goods.text import fold
from tests.bundled import bundled_rules

RULES = bundled_rules()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Made in DPRK", [("KP", "origin")]),
        ("Republic of Korea", [("KR", "plain")]),
        ("Democratic People's Republic of Korea", [("KP", "plain")]),
        ("Country of origin: Germany; shipped from Vladivostok", [("DE", "origin"), ("RU", "shipped_from")]),
        ("Produkt aus Belarus, Transit über Polen", [("BY", "plain"), ("PL", "transit")]),
        ("exported from Iran", [("IR", "exported_from")]),
        ("Destination: Russia", [("RU", "destination")]),
        ("ロシア経由", [("RU", "transit")]),
        ("北朝鮮製", [("KP", "origin")]),
        ("not from Iran", []),
        ("イラン以外", []),
        ("シリアル", []),
        ("イランイラン油", []),
        ("ベラルーシ", [("BY", "plain")]),
        ("白俄罗斯", [("BY", "plain")]),
        ("frozen turkey", []),
        ("Transit via Iran, origin India", [("IR", "transit"), ("IN", "origin")]),
        ("Iranian-style carpets, made in Turkey", [("IR", "party"), ("TR", "origin")]),
        ("ロシア風サラダ", [("RU", "party")]),
        ("ロシア産カニ", [("RU", "plain")]),
        ("イラン産ピスタチオ", [("IR", "plain")]),
        ("не российского происхождения", []),
        ("pas d'origine russe, fabriqué en Belgique", [("BE", "origin")]),
        ("kein russischer Ursprung", []),
        ("no es de origen ruso", []),
        ("non-Russian origin, product of Canada", [("CA", "origin")]),
        ("no steel scrap Russia", [("RU", "plain")]),
        ("not wrapped, made in Russia", [("RU", "origin")]),
        ("printed in Italy", [("IT", "origin")]),
    ],
)
def test_roles(text: str, expected: list[tuple[str, str]], rules: OriginRules) -> None:
    found = find_countries(fold(text), rules.countries)
    assert [(one.code, one.role) for one in found] == expected


@given(st.text(max_size=80))
def test_any_text_can_be_read_and_mentions_lie_in_it(text: str) -> None:
    for one in find_countries(fold(text), RULES.countries):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.matched


@given(st.sampled_from([(phrase, terms) for phrase, terms in RULES.countries.words.items() if terms[0].kind == "name"]))
def test_every_name_finds_its_country(pair: tuple[str, tuple[tuple[str, str], ...]]) -> None:
    phrase, terms = pair
    assert {code for code, _ in terms} <= {one.code for one in find_countries(fold(phrase), RULES.countries)}
