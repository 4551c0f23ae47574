"""European Union, FSF in XML: what real files taught."""

from datetime import date

from tests.watchlists.sources.conftest import Load, issued_numbers


def test_eu_dates_calendars_and_shared_references(load: Load) -> None:
    entities = load("eu_fsf_xml")
    assert list(entities) == ["EU.901.1", "EU.901.1~902"]
    person = entities["EU.901.1"]
    assert person.designations[0].listed_on == date(2014, 3, 17)
    assert person.designations[0].amended_on == date(2020, 7, 8)
    assert [str(d.earliest) for d in person.birth_dates] == ["1961-02", "None", "1959"]
    assert person.birth_places == ("Testopolis",)
    assert [name.language for name in person.names] == [None, "ru", None]
    assert {("passport", "X1234567", "UA"), ("phone", "+380 1 234567", None)} <= issued_numbers(person)
