"""United Nations Security Council: the Consolidated List in XML: what real files taught."""

from datetime import date

from service.engine.model.entity import NameType
from tests.watchlists.sources.conftest import Load, issued_numbers


def test_un_quality_means_two_things(load: Load) -> None:
    entities = load("un_xml")
    person, airline = entities["QDi.901"], entities["QDe.901"]
    assert [(name.text, name.type, name.weak) for name in person.names[1:]] == [
        ("تستان", NameType.ORIGINAL_SCRIPT, False),
        ("TESTAN EKSAMPLOV", NameType.ALIAS, False),
        ("RI", NameType.ALIAS, True),
    ]
    assert airline.names[-1].type is NameType.PREVIOUS
    assert person.positions == ("Minister of Tests", "Judge of Samples")
    assert person.designations[0].amended_on == date(2016, 10, 13)
    assert ("bic", "EXAMGB2L", None) in issued_numbers(person)
