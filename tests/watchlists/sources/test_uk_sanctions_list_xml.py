"""United Kingdom, FCDO: the UK Sanctions List in XML: what real files taught."""

from tests.watchlists.sources.conftest import Load, numbers


def test_uk_xml_is_read_as_the_csv(load: Load) -> None:
    entities = load("uk_sanctions_list_xml")
    person, ship = entities["TST0001"], entities["TST0002"]
    assert {name.text: name.weak for name in person.names}["The Tester"] is True
    assert [str(found.earliest) for found in person.birth_dates] == ["1961", "1962-02-03"]
    assert person.designations[0].measures == ("asset_freeze", "travel_ban")
    assert "EXAMPLE STAR 7" in [name.text for name in ship.names]
    assert (numbers(ship), ship.countries) == ({("imo", "9000001")}, ("GA",))
