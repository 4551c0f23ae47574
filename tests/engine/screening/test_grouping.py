"""Entries of several lists about one party."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from service.engine.model.entity import Entity, EntityType, Identifier, ListedDate, Location, Name, PartialDate
from service.engine.screening.grouping import group_ids, group_ids_of_all


def entry(watchlist, name="Example Person", *, born=None, type_=EntityType.PERSON, **facts):
    dates = () if born is None else (ListedDate(born, PartialDate.parse(born), PartialDate.parse(born)),)
    return Entity(
        f"{watchlist}:1", watchlist, "1", type_, (Name(name),), Location("f", "1"), birth_dates=dates, **facts
    )


def together(*entries):
    return len(set(group_ids(entries))) == 1


def test_the_same_name_and_birth_date_are_one_party():
    assert group_ids([entry("b", born="1960-02-03"), entry("a", "EXAMPLE, Person", born="1960")]) == ["a:1", "a:1"]


def test_a_name_alone_is_not_enough():
    assert not together(entry("a"), entry("b"))
    assert not together(entry("a", born="1960"), entry("b"))


def test_other_birth_dates_types_and_genders_contradict():
    passport = {"identifiers": (Identifier("passport", "AB1234567"),)}
    one = entry("a", born="1960-02-03", gender="male", **passport)
    assert together(one, entry("b", born="1960-02-03", **passport))
    assert not together(one, entry("b", born="1971-02-03", **passport))
    assert not together(one, entry("b", gender="female", **passport))
    assert not together(one, entry("b", type_=EntityType.ENTITY, **passport))


def test_about_a_year_may_be_the_next():
    about = ListedDate("circa 1961", PartialDate(1961), PartialDate(1961), circa=True)
    assert together(entry("a", born="1960-02-03"), replace(entry("b"), birth_dates=(about,)))


def test_a_number_needs_a_word_of_the_name_and_a_phone_is_shared():
    number = {"identifiers": (Identifier("registration", "1027700132195"),), "type_": EntityType.ENTITY}
    assert together(entry("a", "Example Bank", **number), entry("b", "Bank Example JSC", **number))
    assert not together(entry("a", "Example Bank", **number), entry("b", "Other Firm", **number))
    phone = {"identifiers": (Identifier("phone", "+7495123456789"),), "type_": EntityType.ENTITY}
    assert not together(entry("a", "Example Bank", **phone), entry("b", "Example Insurance", **phone))


def test_bodies_need_a_country_beside_the_name():
    body = {"type_": EntityType.ENTITY}
    assert together(entry("a", countries=("IR",), **body), entry("b", countries=("IR", "AE"), **body))
    assert not together(entry("a", countries=("IR",), **body), entry("b", countries=("AE",), **body))


def test_ships_with_other_imo_numbers_are_other_ships():
    ships = [
        entry(one, "Example Star", type_=EntityType.VESSEL, countries=("PA",), identifiers=(Identifier("imo", number),))
        for one, number in (("a", "9187629"), ("b", "9187631"))
    ]
    assert not together(*ships)


ENTRIES = st.lists(
    st.builds(
        entry,
        st.uuids().map(str),
        st.sampled_from(["Example Person", "Person Example", "Another"]),
        born=st.sampled_from([None, "1960", "1960-02-03", "1961"]),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)


@given(ENTRIES, st.randoms())
def test_groups_do_not_depend_on_the_order(entries, random):
    shuffled = random.sample(entries, len(entries))
    groups = dict(zip((one.id for one in entries), group_ids(entries), strict=True))
    assert groups == dict(zip((one.id for one in shuffled), group_ids(shuffled), strict=True))


def test_many_are_grouped_as_if_each_was_held_against_each():
    """Entries stand in chains: each shares a number and a word with the next one only."""
    entries = [
        replace(
            entry(f"l{at:03}", f"Chain{at} Chain{at + 1}", type_=EntityType.ENTITY),
            identifiers=tuple(Identifier("registration", f"10277001{number:05}") for number in (at, at + 1)),
        )
        for at in range(60)
    ]
    assert set(group_ids(entries)) == {"l000:1"}
    without_middle = entries[:30] + entries[31:]
    assert set(group_ids(without_middle)) == {"l000:1", "l031:1"}


@given(ENTRIES)
def test_all_entities_are_grouped_as_a_few_are(entries):
    assert group_ids_of_all(entries) == group_ids(entries)


@given(ENTRIES)
def test_two_that_are_one_party_by_themselves_are_in_one_group(entries):
    groups = group_ids(entries)
    for left, right in combinations(range(len(entries)), 2):
        if together(entries[left], entries[right]):
            assert groups[left] == groups[right]
