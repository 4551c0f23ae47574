"""New Zealand, the Russia Sanctions Register."""

from datetime import date

from service.engine.model.entity import EntityType
from tests.watchlists.sources.conftest import Load, numbers


def test_measures_are_the_columns_that_say_yes(load: Load) -> None:
    entities = load("nz_russia_register")
    assert entities["RSR-1"].designations[0].measures == ("asset_freeze", "travel_ban")
    assert entities["RSR-2"].designations[0].measures == ("ship_ban",)


def test_a_revoked_sanction_ends_on_its_day(load: Load) -> None:
    entities = load("nz_russia_register")
    assert entities["RSR-2"].designations[0].delisted_on == date(2024, 6, 7)
    (active,) = entities["RSR-1"].designations
    assert (active.listed_on, active.amended_on, active.delisted_on) == (date(2022, 3, 4), date(2023, 4, 5), None)


def test_names_of_persons_are_put_together_and_those_of_ships_are_not(load: Load) -> None:
    entities = load("nz_russia_register")
    assert [name.text for name in entities["RSR-1"].names] == [
        "Testan Testovich EXAMPLOV",
        "Тестан Экзамплов",
        "T. Sample",
    ]
    ship = entities["RSR-2"]
    assert (ship.type, numbers(ship)) == (EntityType.VESSEL, {("imo", "9000001")})
