"""Each gate, once passed and once not."""

from dataclasses import replace
from datetime import date

import pytest

from service.engine.model.entity import (
    Designation,
    Entity,
    EntityType,
    ListedDate,
    Location,
    Name,
    PartialDate,
    Skipped,
)
from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.gates import Limits, list_gates

BORN = ListedDate("1961", PartialDate(1961), PartialDate(1961))


def entity(number: int, **given: object) -> Entity:
    record = str(number)
    names = (Name(f"Testan Examplov {record}"),)
    fields = {"names": names, "birth_dates": (BORN,)} | given
    return Entity(f"own_list:{record}", "own_list", record, EntityType.PERSON, location=Location("f", record), **fields)


def watchlist(count: int = 20, **given: object) -> Watchlist:
    fields = {"entities": tuple(map(entity, range(count))), "published_on": date(2026, 1, 2)} | given
    return Watchlist("own_list", "Own", "own", "", None, "", "1", licence="own", sha256="0", format="x", **fields)


def found(new: Watchlist, active: Watchlist | None = None) -> list[str]:
    return [item.gate for gate in list_gates(Limits()) for item in gate(new, active)]


@pytest.mark.parametrize("active", [None, watchlist(), watchlist(22), watchlist(3)])
def test_an_edition_like_the_last_passes(active):
    assert found(watchlist(), active) == []


def unborn(count: int) -> tuple[Entity, ...]:
    return tuple(entity(number, birth_dates=()) for number in range(count))


@pytest.mark.parametrize(
    ("given", "gate"),
    [
        ({"count": 17}, "not shrunk"),
        ({"published_on": date(2026, 1, 1)}, "not older"),
        ({"published_on": None}, "not older"),
        ({"entities": unborn(20)}, "nothing vanished"),
        ({"entities": (*map(entity, range(19)), entity(3))}, "unique ids"),
        ({"entities": (*map(entity, range(19)), entity(19, names=(Name(" "),)))}, "nothing lost"),
        ({"skipped": (Skipped(Location("f", "9"), " "),)}, "nothing lost"),
    ],
)
def test_each_fault_is_seen(given, gate):
    assert found(watchlist(**given), watchlist()) == [gate]


def test_an_empty_list_never_passes():
    findings = [item for gate in list_gates(Limits()) for item in gate(watchlist(0), None)]
    assert [item.acceptable for item in findings] == [False]


def test_repeated_record_ids_are_handled_when_few_and_refused_when_many():
    def twice(count: int) -> Watchlist:
        repeated = tuple(
            replace(entity(number), id=f"own_list:{number}~2", record_id=f"{number}~2") for number in range(count)
        )
        return watchlist(entities=(*map(entity, range(20)), *repeated))

    assert found(twice(1)) == []
    assert found(twice(10)) == ["unique ids"]


def test_a_few_facts_may_vanish():
    few = tuple(entity(number, birth_dates=(BORN,) if number < 4 else ()) for number in range(20))
    assert found(watchlist(entities=unborn(20)), watchlist(entities=few)) == []


def listed(number: int, day: date) -> Entity:
    return entity(number, designations=(Designation("Tests", "own", listed_on=day),))


MARCH, JULY = date(2026, 3, 1), date(2026, 7, 1)


def test_a_dated_file_before_the_records_of_an_undated_edition_is_older():
    active = watchlist(entities=tuple(listed(at, JULY) for at in range(20)), published_on=None)
    new = watchlist(entities=tuple(listed(at, MARCH) for at in range(20)), published_on=MARCH)
    assert found(new, active) == ["not older"]
    assert found(watchlist(entities=active.entities, published_on=JULY), active) == []


def test_a_dated_file_that_lacks_entities_of_an_undated_edition_is_held_back():
    active = watchlist(published_on=None)
    assert found(watchlist(19, published_on=MARCH), active) == ["not older"]
    assert found(watchlist(21, published_on=MARCH), active) == []


def test_two_undated_editions_are_compared_by_their_records():
    old = tuple(listed(at, MARCH) for at in range(20))
    newer = (*old[:18], listed(18, JULY), listed(19, JULY))
    assert found(watchlist(entities=old, published_on=None), watchlist(entities=newer, published_on=None)) == [
        "not older"
    ]
    struck = (*old[:19], listed(19, JULY))
    assert found(watchlist(entities=old, published_on=None), watchlist(entities=struck, published_on=None)) == []


def test_names_that_are_gone_from_many_entities_are_no_edition():
    """As when the file of aliases was cut off: every entity is there, and a third of the names is not."""
    both = Name("Testan Examplov"), Name("Testan Beispiel")
    whole = watchlist(entities=tuple(entity(number, names=both) for number in range(20)))
    cut = watchlist(entities=tuple(entity(number, names=both if number < 8 else both[:1]) for number in range(20)))
    [finding] = [finding for gate in list_gates(Limits()) for finding in gate(cut, whole)]
    assert str(finding) == "not shrunk: 28 names instead of 40, 30.0% fewer; the limit is 10%"


def left_out(count: int, reason: str = "the target has no name") -> tuple[Skipped, ...]:
    return tuple(Skipped(Location("f", str(at), at), reason) for at in range(count))


def test_more_records_left_out_than_before_are_an_objection():
    active = watchlist(100, skipped=left_out(10))
    assert found(watchlist(98, skipped=left_out(12)), active) == []
    assert found(watchlist(100, skipped=left_out(30)), active) == ["few skipped"]
    assert found(watchlist(100, skipped=left_out(6)), watchlist(100)) == ["few skipped"]


def test_the_first_edition_may_leave_out_what_is_no_party_and_not_most_of_its_names():
    assert found(watchlist(20, skipped=left_out(60, "not a target")), watchlist()) == []
    assert found(watchlist(20, skipped=left_out(4))) == []
    [finding] = [item for gate in list_gates(Limits()) for item in gate(watchlist(20, skipped=left_out(9)), None)]
    assert (
        str(finding)
        == "few skipped: 9 records lack something and are left out; the last is f, line 8: the target has no name"
    )


def test_a_file_that_ends_before_the_records_that_were_last():
    assert found(watchlist(95), watchlist(100)) == ["not cut off"]
    assert found(watchlist(96), watchlist(100)) == []
    struck = tuple(entity(at) for at in range(100) if at % 20 or at < 5)
    assert found(watchlist(entities=struck), watchlist(100)) == []


def test_a_file_that_lost_a_block():
    def without(start: int, end: int) -> Watchlist:
        return watchlist(entities=tuple(entity(at) for at in range(400) if not start <= at < end))

    assert found(without(200, 210), watchlist(400)) == ["not cut off"]
    assert found(without(200, 209), watchlist(400)) == []
    assert found(without(390, 400), watchlist(400)) == ["not cut off"]
