"""One target of the UK Sanctions List, from however many rows."""

from pathlib import Path

import pytest

from service.engine.model.entity import Entity, EntityType
from service.watchlists.parsing.tables import Sheet, table
from service.watchlists.source import Skipped, Source
from service.watchlists.uk_targets import KEY, read_target

SOURCE = Source("uk_sanctions_list", "Test authority", ())
PERSON = {
    KEY: "RUS1",
    "Designation Type": "Individual",
    "Name 6": "EXAMPLOV",
    "Name 1": "Testan",
    "Name type": "Primary Name",
    "Regime Name": "Russia",
    "Sanctions Imposed": "Asset freeze|Travel Ban",
}


def read(*rows):
    headings = list(dict.fromkeys([*PERSON, *(name for row in rows for name in row)]))
    cells = [[row.get(name, "") for name in headings] for row in rows]
    found = list(table(Sheet("x", [headings, *cells]), *headings))
    return list(read_target(SOURCE, Path("list.csv"), rows[0].get(KEY, ""), found))


def target(*rows):
    (entity,) = read(*(rows or (PERSON,)))
    assert isinstance(entity, Entity)
    return entity


def test_what_is_no_target_is_skipped_with_its_reason():
    nobody = PERSON | {KEY: ""}
    assert [one.reason for one in read(nobody, nobody)] == [f"the row has no {KEY}"] * 2
    (skipped,) = read({KEY: "RUS1"})
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "the target has no name"


def test_a_target_has_one_designation_for_each_regime():
    entity = target(PERSON, PERSON | {"Regime Name": "Belarus"}, PERSON)
    assert (entity.id, entity.type) == ("uk_sanctions_list:RUS1", EntityType.PERSON)
    assert [one.programme for one in entity.designations] == ["Russia", "Belarus"]
    assert {one.measures for one in entity.designations} == {("asset_freeze", "travel_ban")}
    assert [one.programme for one in target(PERSON | {"Regime Name": ""}).designations] == [""]


@pytest.mark.parametrize(
    ("words", "measures"),
    [
        ("Shipping sanctions: (see the regulations)", ("shipping_sanctions",)),
        ("Asset freeze;Asset freeze", ("asset_freeze",)),
        ("", ()),
    ],
)
def test_measures_are_words_as_everywhere(words, measures):
    entity = target(PERSON | {"Sanctions Imposed": words})
    assert tuple(one for one in entity.designations[0].measures if one) == measures


def test_values_of_all_rows_are_kept_once():
    entity = target(PERSON | {"Title": "Dr", "Position": "Clerk"}, PERSON | {"Title": "Dr", "Position": "Minister"})
    assert (entity.titles, entity.positions) == (("Dr",), ("Clerk", "Minister"))


def test_a_ship_has_its_number_its_flag_and_its_owner():
    ship = {
        KEY: "RUS2",
        "Designation Type": "Ship",
        "Name 6": "TEST STAR",
        "IMO number": "9074729",
        "Current believed flag of ship": "Panama",
        "Current owner/operator (s)": "Test Shipping",
    }
    entity = target(PERSON | {"Name 1": "", **ship})
    assert entity.type is EntityType.VESSEL
    assert "9074729" in {one.value for one in entity.identifiers}
    assert entity.countries == ("PA",)
    assert [(one.relation, one.target) for one in entity.links] == [("owner or operator", "Test Shipping")]


def test_a_heading_that_nobody_knows_yet_is_a_fact():
    assert ("Hair", "brown") in target(PERSON | {"Hair": "brown"}).facts
    assert target(PERSON | {"Other Information": "a &amp; b"}).remarks == "a & b"
