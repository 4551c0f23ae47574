"""What an answer says of its own limits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.engine.matching.model import Party
from service.engine.matching.profile import Profile
from service.engine.model.entity import Address, EntityType, Identifier, Name
from service.engine.screening.request import PartyQuery
from service.engine.screening.warnings import as_of_warnings, party_warnings, request_warnings, watchlist_warnings

PROFILE = Profile("p")
TODAY = date(2026, 11, 23)


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


@pytest.mark.parametrize(("name", "how"), [("முருகன்", "by rules"), ("ሀረግ", "rough"), ("முருகன் ሀረግ", "rough")])
def test_rules_are_told_from_a_rough_romanisation(name, how):
    (warning,) = party_warnings(PartyQuery("1", Party(EntityType.PERSON, (name,))), "/parties/3")
    assert how in warning.detail


def test_one_foreign_letter_is_enough():
    assert codes_of("Somchai สมชาย") == [("script_not_well_supported", "/parties/0/name")]


def test_han_is_read_as_chinese_and_an_alias_is_pointed_at():
    assert codes_of("Taro Yamada", "T. Yamada", "山田太郎") == [("han_read_as_chinese", "/parties/0/aliases/1")]


def test_each_party_is_pointed_at():
    asked = [PartyQuery(str(at), Party(EntityType.PERSON, (name,))) for at, name in enumerate(("Jane", "李雷"))]
    assert [one.pointer for one in request_warnings(asked)] == ["/parties/1/name"]


def test_an_unknown_kind_of_identifier_is_named():
    identifiers = (Identifier("passport", "1234567"), Identifier("shoe_size", "1234567"))
    asked = PartyQuery("1", Party(EntityType.UNKNOWN, (), identifiers=identifiers))
    (warning,) = party_warnings(asked, "/parties/0")
    assert (warning.code, warning.pointer) == ("identifier_type_unknown", "/parties/0/identifiers/1/type")
    assert "shoe_size" in warning.detail


def test_only_a_day_to_come_is_warned_of():
    today = date(2026, 11, 23)
    assert list(as_of_warnings(today, today)) == []
    (warning,) = as_of_warnings(date(2026, 11, 24), today)
    assert warning.code == "as_of_in_future"
    assert "2026-11-23" in warning.detail


def test_that_nothing_but_the_sample_list_is_loaded_is_said(snapshot):
    (sample,) = snapshot.watchlists
    (warning,) = watchlist_warnings([sample], [sample], PROFILE, TODAY)
    assert warning.code == "sample_list_only"
    assert "jp_crimea_2014, 42 entities" in warning.detail
    assert said(sample, official(snapshot)) == []


def said(*lists):
    return [one.code for one in watchlist_warnings(lists, lists, PROFILE, TODAY)]


def official(snapshot, **changes):
    (sample,) = snapshot.watchlists
    return replace(sample, **{"id": "un_sc_sanctions", "format": "un_xml", "published_on": TODAY} | changes)


def test_an_edition_is_old_by_its_publishers_date(snapshot):
    assert said(official(snapshot, published_on=TODAY - timedelta(days=60))) == []
    assert said(official(snapshot, published_on=TODAY - timedelta(days=61))) == ["watchlist_old"]
    assert said(official(snapshot, published_on=None)) == []
    yearly = {"id": "jp_meti_eul", "published_on": TODAY - timedelta(days=399)}
    assert said(official(snapshot, **yearly)) == []


def test_a_list_without_its_companion_is_said(snapshot):
    sdn, others = (official(snapshot, id=one, format="ofac_xml") for one in ("us_ofac_sdn", "us_ofac_cons"))
    assert said(sdn) == said(others) == ["companion_list_missing"]
    assert said(sdn, others) == []


def test_a_set_without_one_of_its_files_is_incomplete(snapshot):
    (sample,) = snapshot.watchlists
    entity = replace(sample.entities[0], names=sample.entities[0].names[:1], addresses=())
    bare = official(snapshot, format="ofac_csv", entities=(entity,) * 100)
    (warning,) = watchlist_warnings([bare], [bare], PROFILE, TODAY)
    assert warning.code == "watchlist_incomplete"
    assert "ALT.CSV" in warning.detail
    assert "ADD.CSV" in warning.detail
    whole = replace(entity, names=(*entity.names, Name("Other")), addresses=(Address("Street 1"),))
    assert said(replace(bare, entities=(entity,) * 99 + (whole,))) == []
