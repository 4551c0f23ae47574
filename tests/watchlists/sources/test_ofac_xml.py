"""OFAC in standard XML: what real files taught."""

from tests.watchlists.sources.conftest import Load


def test_sdn_xml_keeps_what_is_no_number_as_facts(load: Load) -> None:
    person = load("ofac_xml")["101"]
    assert person.facts == (("Secondary sanctions risk", "section 1(b)"),)
    assert person.gender == "male"
    assert [link.target for link in person.links] == ["EXAMPLE TRADING CO., LTD."]
