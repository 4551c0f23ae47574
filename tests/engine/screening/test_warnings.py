"""What an answer says of its own limits."""

from dataclasses import replace
from datetime import date

import pytest

from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.screening.request import PartyQuery
from service.engine.screening.warnings import as_of_warnings, party_warnings, request_warnings, watchlist_warnings


def codes_of(*names):
    asked = PartyQuery("1", Party(EntityType.UNKNOWN, names))
    return [(one.code, one.pointer) for one in party_warnings(asked, "/parties/0")]


@pytest.mark.parametrize("name", ["Jane Example", "Łukasz Przykład", "Пример", "Παράδειγμα", "مثال", "예시", "タロウ"])
def test_scripts_with_rules_of_their_own_need_no_warning(name):
    assert codes_of(name) == []


@pytest.mark.parametrize(
    ("name", "word"), [("สมชาย", "Thai"), ("အောင်", "Burmese"), ("முருகன்", "Tamil"), ("ᬅᬆ", "not known")]
)
def test_other_scripts_are_named(name, word):
    (warning,) = party_warnings(PartyQuery("1", Party(EntityType.PERSON, (name,))), "/parties/3")
    assert warning.code == "script_not_well_supported"
    assert word in warning.detail
    assert warning.pointer == "/parties/3/name"


def test_one_foreign_letter_is_enough():
    assert codes_of("Somchai สมชาย") == [("script_not_well_supported", "/parties/0/name")]


def test_han_is_read_as_chinese_and_an_alias_is_pointed_at():
    assert codes_of("Taro Yamada", "T. Yamada", "山田太郎") == [("han_read_as_chinese", "/parties/0/aliases/1")]


def test_each_party_is_pointed_at():
    asked = [PartyQuery(str(at), Party(EntityType.PERSON, (name,))) for at, name in enumerate(("Jane", "李雷"))]
    assert [one.pointer for one in request_warnings(asked)] == ["/parties/1/name"]


def test_only_a_day_to_come_is_warned_of():
    today = date(2026, 11, 23)
    assert list(as_of_warnings(today, today)) == []
    (warning,) = as_of_warnings(date(2026, 11, 24), today)
    assert warning.code == "as_of_in_future"
    assert "2026-11-23" in warning.detail


def test_that_nothing_but_the_sample_list_is_loaded_is_said(snapshot):
    (sample,) = snapshot.watchlists
    (warning,) = watchlist_warnings([sample])
    assert warning.code == "sample_list_only"
    assert "jp_crimea_2014, 42 entities" in warning.detail
    assert list(watchlist_warnings([sample, replace(sample, id="other", format="ofac_xml")])) == []
