"""Telephone numbers whose area code lies in a territory."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.goods.findings import Strength
from service.engine.goods.phone_numbers import phones_in
from service.engine.goods.rules import OriginRules
from tests.examples import examples

NOWHERE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("text", "territory"),
    [
        ("Simferopol, tel. +7 978 000-11-22", "crimea"),
        ("+7 3652 00-11-22", "crimea"),
        ("+7 36561 2-11-22, Kirova 4", "crimea"),
        ("00 7 8692 00 11 22", "sevastopol"),
        ("8 (8692) 00-11-22", "sevastopol"),
        ("тел. (3652) 00-11-22", "crimea"),
        ("Phone: 79780001122", "crimea"),
        ("+380 (65) 200-11-22", "crimea"),
        ("+38 (0692) 00-11-22", "sevastopol"),
        ("т. (0692) 00-11-22, Україна", "sevastopol"),
    ],
)
def test_a_number_of_a_territory_asks_for_a_look(text: str, territory: str, rules: OriginRules) -> None:
    (found,) = phones_in("address", text, NOWHERE, rules)
    assert (found.territory, found.evidence.kind, found.limit) == (territory, "phone", Strength.REVIEW)


@pytest.mark.parametrize(
    "text",
    [
        *("Moscow, tel. +7 495 978 36 52", "+7 863 978 11 22", "тел. (812) 365-22-11", "+1 978 365 2222"),
        *("00 49 7365 271122", "ISBN 978-3-16-148410-0", "order 978-3652", "+7 978 12", "+380 44 652 11 22"),
        *("Tel. (0652) 71 56 78, Sabang, Indonesia", "INN 9102012345"),
    ],
)
def test_other_numbers_say_nothing(text: str, rules: OriginRules) -> None:
    assert phones_in("address", text, NOWHERE, rules) == []


def test_a_national_number_needs_the_country(rules: OriginRules) -> None:
    text = "tel (0652) 00-11-22"
    assert phones_in("address", text, NOWHERE, rules) == []
    assert [found.territory for found in phones_in("address", text, frozenset({"UA"}), rules)] == ["crimea"]


@settings(max_examples=examples(100))
@given(text=st.text("+780()36-9 телtel.\n", max_size=60))
def test_what_is_found_stands_where_it_is_said(text: str, rules: OriginRules) -> None:
    for found in phones_in("address", text, NOWHERE, rules):
        assert text[found.evidence.start : found.evidence.end] == found.evidence.matched
