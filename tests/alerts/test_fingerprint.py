"""Equal hashes exactly where nothing significant differs (which fields count: `test_suppressing.py`)."""

from dataclasses import fields, replace

import hypothesis.strategies as st
import pytest
from hypothesis import given

from service.alerts.fingerprint import entity_sha256, goods_sha256, party_sha256, rule_sha256, territory_id
from service.engine.goods.model import Goods
from service.engine.matching.model import Party
from service.engine.model.entity import Designation, EntityType, Identifier, Name
from tests.alerts.conftest import IVANOV, watchlist

NAMES = st.text("abcÄé 12.-", min_size=1, max_size=12)
PARTY = Party(EntityType.PERSON, ("Pyotr Zavarzin",))


@given(st.lists(NAMES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_names_and_of_their_words_does_not_count(names, chance):
    shuffled = [" ".join(chance.sample(name.split(), len(name.split()))) for name in names]
    chance.shuffle(shuffled)
    stripped = [" ".join(name.split()) for name in names]
    assert party_sha256(Party(EntityType.PERSON, tuple(shuffled))) == party_sha256(
        Party(EntityType.PERSON, tuple(stripped))
    )


@pytest.mark.parametrize("name", ["Pyotr Zavarzine", "PyotrZavarzin", "Pyotr", "Pyotr Zavarzin Zavarzin"])
def test_other_letters_are_another_subject(name):
    assert party_sha256(replace(PARTY, names=(name,))) != party_sha256(PARTY)


@pytest.mark.parametrize(("one", "two"), [("...", "!!!"), ("★", "☆"), ("", "...")])
def test_names_without_letters_stand_for_themselves(one, two):
    assert party_sha256(replace(PARTY, names=(one,))) != party_sha256(replace(PARTY, names=(two,)))


def test_an_identifier_is_the_same_however_it_is_written():
    def with_number(type_, value, country=None):
        return party_sha256(replace(PARTY, identifiers=(Identifier(type_, value, country),)))

    assert with_number("passport", "ab 123-456") == with_number("passport", "AB123456")
    assert with_number("passport", "AB123456") != with_number("passport", "AB123457")
    assert with_number("Passport No.", "AB123456") == with_number("passport", "AB123456")
    assert with_number("passport", "123456") != with_number("tax_id", "123456")
    assert with_number("passport", "123456", "XK") != with_number("passport", "123456", "UA")


def test_goods_differ_in_whatever_is_said_of_them():
    plain = Goods("wheat")
    assert goods_sha256(plain) == goods_sha256(Goods("wheat"))
    assert goods_sha256(Goods("Wheat")) != goods_sha256(plain)
    assert {one.name for one in fields(Goods)} > {"description"}


def test_order_in_a_list_does_not_count_for_entity_or_rule():
    one, two = Designation("One", "A", measures=("asset_freeze",)), Designation("Two", "A", measures=("travel_ban",))
    names = (Name("Pyotr Zavarzin"), Name("Petya", weak=True))
    left = replace(IVANOV, names=names, designations=(one, two))
    right = replace(IVANOV, names=names[::-1], designations=(two, one))
    assert entity_sha256(left) == entity_sha256(right)
    assert rule_sha256(left, watchlist(left)) == rule_sha256(right, watchlist(right))


def test_a_designation_counts_for_the_rule_and_a_name_for_the_entity_only():
    renamed = replace(IVANOV, names=(Name("Someone Else"),))
    designated = replace(IVANOV, designations=(Designation("Other", "A"),))
    law = watchlist(IVANOV)
    assert entity_sha256(renamed) != entity_sha256(IVANOV) == entity_sha256(designated)
    assert rule_sha256(designated, law) != rule_sha256(IVANOV, law) == rule_sha256(renamed, law)


def test_a_territory_is_no_entity_of_a_list():
    assert territory_id("crimea").partition(":")[0] == "territory"
