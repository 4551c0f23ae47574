"""OpenSanctions, `targets.simple.csv`: what real files taught."""

from service.engine.model.entity import EntityType
from tests.watchlists.sources.conftest import Read, numbers


def test_opensanctions_cells_are_csv_of_their_own(read: Read) -> None:
    head = "id,schema,name,aliases,identifiers,sanctions,program_ids,dataset\n"
    rows = 'x,Company,Example,"""Public """"Sample"""" Body"";Other",IMO6000001,"""""",UA-TEST,Test list\n'
    rows += "y,LegalEntity,Sample,,,,,Test list\nz,Vessel,Star,,IMO9000001,,,Test list\n"
    entities = read("opensanctions", "targets.csv", head + rows)
    assert [name.text for name in entities["x"].names] == ["Example", 'Public "Sample" Body', "Other"]
    assert [item.programme for item in entities["x"].designations] == ["UA-TEST"]
    assert entities["y"].type is EntityType.ENTITY
    assert (numbers(entities["x"]), numbers(entities["z"])) == ({("registration", "6000001")}, {("imo", "9000001")})
