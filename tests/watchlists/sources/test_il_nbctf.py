"""Israel, the lists of organisations and individuals of the NBCTF."""

from datetime import date
from pathlib import Path

import pytest

from service.engine.model.entity import EntityType, NameType
from service.watchlists.errors import ListError
from service.watchlists.load import load_files
from tests.tabular.workbooks import write_xlsx
from tests.watchlists.sources.conftest import Load, numbers

NAMES = ["Internal ID", "Organization name - English", "Organization name - Hebrew"]


def test_the_english_name_comes_first_and_the_others_in_their_script(load: Load) -> None:
    person = load("il_nbctf")["P-1"]
    assert [(name.type, name.language) for name in person.names] == [
        (NameType.PRIMARY, None),
        (NameType.ORIGINAL_SCRIPT, "he"),
        (NameType.ORIGINAL_SCRIPT, "ar"),
    ]
    assert person.type is EntityType.PERSON
    assert numbers(person) == {("national_id", "900000001"), ("passport", "X1234567")}


def test_a_temporary_designation_counts_from_its_day_and_the_permanent_one_amends_it(load: Load) -> None:
    (designation,) = load("il_nbctf")["P-1"].designations
    assert (designation.listed_on, designation.amended_on) == (date(2020, 2, 3), date(2020, 8, 4))


def test_a_short_acronym_of_an_organisation_is_a_weak_name(load: Load) -> None:
    names = {name.text: name.weak for name in load("il_nbctf")["O-1"].names}
    assert (names["Example Relief Fund"], names["ERF"]) == (False, True)


def test_headings_that_are_not_known_are_facts(tmp_path: Path) -> None:
    rows = [[*NAMES, "Colour"], ["O-7", "Example Relief Fund", "קרן", "blue"]]
    (entity,) = load_files("il_nbctf_sanctions", [write_xlsx(tmp_path / "x.xlsx", {"a": rows})]).entities
    assert entity.facts == (("Colour", "blue"),)


def test_a_row_without_a_number_has_its_line(tmp_path: Path) -> None:
    rows = [NAMES, ["", "Example Relief Fund", ""]]
    (entity,) = load_files("il_nbctf_sanctions", [write_xlsx(tmp_path / "x.xlsx", {"Sheet 1": rows})]).entities
    assert entity.record_id == "sheet1-2"


def test_a_workbook_without_hebrew_names_is_another_list(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"a": [["Organization name - English"], ["Example Relief Fund"]]})
    with pytest.raises(ListError, match="another workbook"):
        load_files("il_nbctf_sanctions", [path])
