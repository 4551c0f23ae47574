"""European Union, FSF in CSV: one row for each fact about a target."""

from datetime import date

import pytest

from service.engine.model.entity import ListedDate, PartialDate
from tests.watchlists.sources.conftest import Load, Read, issued_numbers

HEADINGS = (
    "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;NameAlias_WholeName;"
    "NameAlias_Strong;BirthDate_BirthDate;BirthDate_Year;BirthDate_YearRangeFrom;BirthDate_YearRangeTo;"
    "BirthDate_Circa;BirthDate_CalendarType"
)


def birth_dates(read: Read, *cells: str) -> tuple[ListedDate, ...]:
    rows = ["02/03/2026;901;EU.901.1;P;Testan Examplov;;;;;;;", f"02/03/2026;901;EU.901.1;;;;{';'.join(cells)}"]
    return read("eu_fsf", "full.csv", "\n".join([HEADINGS, *rows]) + "\n")["EU.901.1"].birth_dates


def test_facts_in_several_rows_are_one_entity(load: Load) -> None:
    person = load("eu_fsf_csv")["EU.901.1"]
    assert [(name.text, name.language) for name in person.names] == [
        ("Testan Examplov", None),
        ("Тестан ЭКЗАМПЛОВ", "ru"),
    ]
    assert (person.nationalities, person.countries, person.gender) == (("UA",), ("UA",), "male")
    assert issued_numbers(person) == {("passport", "X1234567", "UA")}
    assert (person.designations[0].listed_on, person.designations[0].amended_on) == (
        date(2014, 3, 17),
        date(2020, 7, 8),
    )


def test_unknown_places_are_no_places(load: Load) -> None:
    assert load("eu_fsf_csv")["EU.901.1"].birth_places == ("Testopolis",)


@pytest.mark.parametrize(
    ("cells", "earliest", "latest", "circa"),
    [
        (("1961-02-03", "", "", "", "false", "GREGORIAN"), PartialDate(1961, 2, 3), PartialDate(1961, 2, 3), False),
        (("", "1961", "", "", "true", ""), PartialDate(1961), PartialDate(1961), True),
        (("", "", "1960", "1962", "", ""), PartialDate(1960), PartialDate(1962), False),
        (("1380-02-03", "", "", "", "", "ISLAMIC"), None, None, False),
    ],
)
def test_birth_dates(read: Read, cells: tuple[str, ...], earliest: object, latest: object, circa: bool) -> None:
    """A day of another calendar is kept as its words: as a Gregorian one it would be centuries off."""
    (found,) = birth_dates(read, *cells)
    assert (found.earliest, found.latest, found.circa) == (earliest, latest, circa)


def test_a_name_that_is_not_strong_is_weak(read: Read) -> None:
    rows = ["02/03/2026;901;EU.901.1;P;Testan Examplov;true;;;;;;", "02/03/2026;901;EU.901.1;;Tester;false;;;;;;"]
    entity = read("eu_fsf", "full.csv", "\n".join([HEADINGS, *rows]) + "\n")["EU.901.1"]
    assert [(name.text, name.weak) for name in entity.names] == [("Testan Examplov", False), ("Tester", True)]
