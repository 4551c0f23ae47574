"""What differs between two snapshots, and a snapshot of that alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.customers.delta import difference_of, has_boundary, reduced
from service.customers.model import EntityCounts
from service.engine.model.entity import ListedDate, Location, Name, PartialDate
from service.engine.snapshot import build_snapshot
from tests.customers.test_state import DAY, entity, watchlist

ONE = entity("one", 1, "Ivan Petrov")
LATER = DAY + timedelta(3)


def difference(before, after, *, since=DAY, on=DAY):
    return difference_of([watchlist("one", before)], [watchlist("one", after)], since=since, on=on)


def test_what_only_moves_in_its_file_makes_no_difference():
    before = entity("one", 1, "Ivan Petrov")
    after = replace(before, location=Location("f", "9"), remarks="another remark")
    found = difference_of([watchlist("one", [before])], [watchlist("one", [after])], since=DAY, on=DAY)
    assert not found.touched


def test_counts_what_was_added_changed_and_removed():
    before = [entity("one", 1, "Ivan Petrov"), entity("one", 2, "Anna Ivanova"), entity("one", 3, "Acme Trading")]
    after = [before[0], replace(before[1], gender="female"), entity("one", 4, "Orient Shipping")]
    found = difference_of([watchlist("one", before)], [watchlist("one", after)], since=DAY, on=DAY)
    assert found.counts == EntityCounts(added=1, changed=1, removed=1)
    assert found.present == {"one:2", "one:4"}
    assert found.gone == {"one:3"}


def test_a_designation_that_begins_between_two_days_is_a_boundary():
    one = entity("one", 1, "Ivan Petrov", listed_on=DAY + timedelta(1))
    assert has_boundary(one, DAY, DAY + timedelta(1))
    assert has_boundary(one, DAY + timedelta(1), DAY)
    assert not has_boundary(one, DAY + timedelta(1), DAY + timedelta(9))


@pytest.mark.parametrize(
    "changed",
    [
        {"names": (Name("Ivan Petrow"),)},
        {"gender": "male"},
        {"nationalities": ("RU",)},
        {"birth_dates": (ListedDate("1970", PartialDate(1970), PartialDate(1970)),)},
        {"designations": (replace(ONE.designations[0], programme="Q"),)},
    ],
)
def test_every_significant_field_makes_a_difference(changed):
    found = difference([ONE], [replace(ONE, **changed)])
    assert (found.present, found.gone, found.counts) == ({"one:1"}, frozenset(), EntityCounts(0, 1, 0))


def test_the_law_of_a_list_touches_all_of_it():
    before, after = (watchlist("one", [ONE], law) for law in (None, "a law"))
    assert difference_of([before], [after], since=DAY, on=DAY).present == {"one:1"}


def test_an_entity_that_moves_to_another_list_is_gone_there_and_present_here():
    moved = replace(ONE, id="two:1", watchlist="two")
    found = difference_of([watchlist("one", [ONE])], [watchlist("two", [moved])], since=DAY, on=DAY)
    assert (found.present, found.gone) == ({"two:1"}, {"one:1"})
    assert found.touched == {"one:1", "two:1"}


def test_nothing_differs_between_a_list_and_itself_on_one_day():
    assert not difference([ONE], [ONE]).touched


def test_what_is_not_listed_on_either_day_is_no_change():
    delisted = entity("one", 2, "Anna", delisted_on=DAY - timedelta(9))
    assert difference([], [delisted]).counts == EntityCounts(0, 0, 0)
    assert difference([delisted], []).counts == EntityCounts(0, 0, 0)


@pytest.mark.parametrize(
    ("listed", "delisted", "counts"),
    [(LATER, None, EntityCounts(1, 0, 0)), (None, LATER, EntityCounts(0, 0, 1)), (DAY, None, EntityCounts(0, 0, 0))],
)
def test_what_begins_or_ends_between_the_days_is_counted_so(listed, delisted, counts):
    one = entity("one", 1, "Ivan Petrov", listed_on=listed, delisted_on=delisted)
    assert difference([one], [one], on=LATER).counts == counts


def test_a_birth_date_that_is_known_only_for_a_time_is_a_boundary():
    born = ListedDate("1970", PartialDate(1970), PartialDate(1970), since=LATER)
    assert has_boundary(replace(ONE, birth_dates=(born,)), DAY, LATER)


def test_the_reduced_snapshot_has_all_lists_and_these_entities(snapshot):
    lists = (watchlist("one", [ONE, entity("one", 2, "Anna")]), watchlist("two", [entity("two", 1, "Boris")]))
    small = reduced(build_snapshot(lists, snapshot.rules, snapshot.profiles), frozenset({"one:2"}))
    assert [(one.id, [e.id for e in one.entities]) for one in small.watchlists] == [("one", ["one:2"]), ("two", [])]
