"""What stands beside a ship's name in the papers of those who deal with ships is told from the name."""

import pytest

from service.engine.model.entity import EntityType
from service.engine.normalise.ship_texts import ShipName, ships_in


def names(text, kind=EntityType.VESSEL):
    return [one.text for one in ships_in(text, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "ZARVANEX tanker",
        "tkr ZARVANEX",
        "KM. ZARVANEX",
        "M.T. ZARVANEX",
        "Bunkers for Zarvanex",
        "Off-hire survey Zarvanex",
        "dry-docking Zarvanex",
        "WAR RISK ZARVANEX RED SEA",
        "ZARVANEX_IMO",
        "ZARVANEX TBN",
        "ZARVANEX IR FLAG",
        "ZARVANEX HATCH 3",
        "ZARVANEX 12 NOV 2024",
        "ZARVANEX 5-7 Dec",
        "ZARVANEX ABT 5000 MT",
        "ZARVANEX o/a 12 Nov",
        "DA ZARVANEX Port Said",
        "ZARVANEX discharging Quellmouth",
        "vessel ZARVANEX call Fujairah",
        "ship's spares to master ZARVANEX",
        "ZARVANEX for the account of nobody",
    ],
)
def test_words_beside_a_ship_are_left_out(text):
    assert names(text)[-1].lower() == "zarvanex"


@pytest.mark.parametrize("between", [" and ", " & ", " + ", " / ", " T/S ", " towing ", " ve ", " ex ", " eski adı "])
def test_two_ships_are_two_names(between):
    assert names(f"ZARVANEX{between}QUELL TIDE") == ["ZARVANEX", "QUELL TIDE"]


def test_what_was_left_out_is_told():
    assert ships_in("crew change ZARVANEX 12/11", EntityType.VESSEL) == (ShipName("ZARVANEX", "crew change … 12/11"),)


@pytest.mark.parametrize("text", ["ZARVANEX", "QUELL ZARVANEX", "ZARVANEX 5", "E ZARVANEX", "Quell-Zarvanex"])
def test_a_name_alone_holds_no_other(text):
    assert names(text) == []


def test_small_words_beside_a_name_in_capitals_say_something_of_it():
    assert names("frobnication required on ZARVANEX yesterday") == ["ZARVANEX"]
    assert names("frobnication required on zarvanex yesterday") == []


def test_a_word_that_is_cut_keeps_its_full_stop():
    assert names("MTS ZAR. QUELL. discharging") == ["ZAR. QUELL"]


def test_a_place_is_no_ship_unless_nothing_else_is_left():
    assert names("ZARVANEX at Mersin") == ["ZARVANEX"]
    assert names("tanker MERSIN") == ["MERSIN"]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Zarvanex tanker", EntityType.ENTITY, []),
        ("Zarvanex tanker", EntityType.PERSON, []),
        ("Zarvanex tanker", EntityType.UNKNOWN, ["Zarvanex"]),
        ("Zarvanex and Velkar", EntityType.UNKNOWN, []),
        ("Zarvanex Master", EntityType.UNKNOWN, []),
        ("K.M. Zarvanex", EntityType.UNKNOWN, []),
        ("vessel Zarvanex call Fujairah", EntityType.UNKNOWN, ["Zarvanex"]),
        ("Zarvanex Tanker Services", EntityType.UNKNOWN, []),
        ("Maria Tanker", EntityType.UNKNOWN, []),
        ("tanker Maria", EntityType.UNKNOWN, ["Maria"]),
        ("Maria Tanker", EntityType.VESSEL, ["Maria"]),
        ("SEA BALTIC", EntityType.VESSEL, []),
    ],
)
def test_who_is_a_ship(text, kind, found):
    assert names(text, kind) == found
