"""Listed parties found by what stands on the lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.model.entity import Designation, Entity, EntityType, Identifier, Location, Name
from service.snapshots.entity_directory import EntityDirectories, EntityDirectory, EntityQuery, FoundBy


def entity(id_, *names, type_=EntityType.ENTITY, programme="Freeze", **more):
    watchlist, record = id_.split(":")
    listed = (Designation(programme, "Ministry"),)
    texts = tuple(map(Name, names))
    return Entity(id_, watchlist, record, type_, texts, Location("", ""), designations=listed, **more)


NUMBER = (Identifier("registration", "77-0123456"),)
ENTITIES = [
    entity("a:1", "Testex Trading House", countries=("RU",), identifiers=NUMBER),
    entity("b:1", "Testex Trading", "Тестэкс", countries=("RU",), identifiers=NUMBER, programme="Export control"),
    entity("b:2", "Testexport Bank", countries=("BY",), programme="Banks of Examplia"),
    entity("b:3", "Examplov", type_=EntityType.PERSON, nationalities=("BY",)),
]


@pytest.fixture(scope="module")
def directory():
    return EntityDirectory(ENTITIES)


def found(directory, text=None, **conditions):
    page = directory.find(EntityQuery(text, **conditions))
    return [(one.found_by.value, [entry.id for entry in one.entries]) for one in page.parties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("testex", [("words", ["a:1", "b:1"]), ("beginnings", ["b:2"])]),
        ("TESTÉX trading", [("whole_name", ["a:1", "b:1"])]),
        ("тест", [("beginnings", ["a:1", "b:1"])]),
        ("770123456", [("identifier", ["a:1", "b:1"])]),
        ("Reg. No. 77-01234", [("identifier", ["a:1", "b:1"])]),
        ("B:2", [("id", ["b:2"])]),
        ("export control", [("programme", ["a:1", "b:1"])]),
        ("testex nothing", []),
        ("...", []),
    ],
)
def test_a_party_is_found_once_with_all_its_entries(directory, text, expected):
    assert found(directory, text) == expected


def test_conditions_hold_of_one_entry(directory):
    assert found(directory, watchlists=("b",), programme="export control") == [("filters", ["a:1", "b:1"])]
    assert found(directory, watchlists=("a",), programme="export control") == []
    assert found(directory, country="by", type=EntityType.PERSON) == [("filters", ["b:3"])]
    assert found(directory, "testex", country="BY") == [("beginnings", ["b:2"])]


def test_the_entries_that_were_found_are_told_from_those_that_came_with_them(directory):
    (party,) = directory.find(EntityQuery("house")).parties
    assert party.found == {"a:1"}


@given(st.sampled_from([None, "testex", "t", "e", "freeze"]), st.integers(1, 3))
def test_pages_put_together_are_the_whole(text, limit):
    directory = EntityDirectory(ENTITIES)
    whole = directory.find(EntityQuery(text, limit=100))
    parties, after = [], None
    while True:
        page = directory.find(EntityQuery(text, after=after, limit=limit))
        parties += page.parties
        assert page.total == len(whole.parties)
        if page.next is None:
            break
        after = page.next
    assert parties == list(whole.parties)


def test_a_page_goes_on_where_a_party_was_that_is_gone(directory):
    first = directory.find(EntityQuery(limit=1))
    assert first.parties[0].position.group_id == "b:3"
    rest = EntityDirectory(ENTITIES[:3]).find(EntityQuery(after=first.next))
    assert [one.position.group_id for one in rest.parties] == ["a:1", "b:2"]


def test_the_directory_is_made_once_for_a_snapshot(snapshot):
    directories = EntityDirectories()
    assert directories.of(snapshot) is directories.of(snapshot)
    first, *_ = directories.of(snapshot).find(EntityQuery("aksyonov sergey")).parties
    assert first.found_by is FoundBy.WHOLE_NAME
