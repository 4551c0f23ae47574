"""Australia, DFAT: the Consolidated List (regulation8_consolidated), xls and xlsx: what real files taught."""

from datetime import date

from service.engine.model.entity import NameType
from tests.watchlists.sources.conftest import Load


def test_dfat_blocks_may_be_interrupted(load: Load) -> None:
    person = load("au_dfat")["2"]
    assert [(name.text, name.type) for name in person.names] == [
        ("Testan EXAMPLOV", NameType.PRIMARY),
        ("تستان", NameType.ORIGINAL_SCRIPT),
        ("T. Sample", NameType.ALIAS),
    ]
    assert [str(d.earliest) for d in person.birth_dates] == ["1955", "1960", "1954-10-03"]
    assert (person.nationalities, person.countries) == (("ID",), ("SY",))
    assert person.designations[0].listed_on == date(2014, 5, 9)
    assert person.designations[0].amended_on == date(2014, 11, 4)
