"""World Bank Group, ineligible firms and individuals."""

import json
from datetime import date

import pytest

from service.engine.model.entity import EntityType
from tests.watchlists.sources.conftest import Load, Read


def test_a_debarment_is_no_freeze_and_nobody_says_who_is_a_person(load: Load) -> None:
    entities = load("world_bank_json")
    assert {item.measures for entity in entities.values() for item in entity.designations} == {("debarment",)}
    assert {entity.type for entity in entities.values()} == {EntityType.UNKNOWN}


@pytest.mark.parametrize(("last", "ends"), [("2023-02-02", date(2023, 2, 3)), ("2999-12-31", None), ("", None)])
def test_a_debarment_ends_after_its_last_day_and_2999_is_for_ever(read: Read, last: str, ends: date | None) -> None:
    firm = {"SUPP_ID": "1", "SUPP_NAME": "Example Trading", "DEBAR_FROM_DATE": "2020-02-03", "DEBAR_TO_DATE": last}
    content = json.dumps({"response": {"ZPROCSUPP": [firm]}})
    (designation,) = read("worldbank_debarred", "firms.json", content)["1"].designations
    assert (designation.listed_on, designation.delisted_on) == (date(2020, 2, 3), ends)


def test_the_parts_of_an_address(load: Load) -> None:
    (address,) = load("world_bank_json")["100"].addresses
    assert (address.text, address.city, address.postal_code, address.country) == (
        "1 Example Street, Testopolis, 12345, China",
        "Testopolis",
        "12345",
        "CN",
    )
