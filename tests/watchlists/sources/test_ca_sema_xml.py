"""Canada, the SEMA list in XML: what real files taught."""

from datetime import date

from service.engine.model.entity import EntityType
from tests.watchlists.sources.conftest import Load, Read, issued_numbers


def test_canada_tags_of_both_generations(load: Load) -> None:
    entities = load("ca_sema_xml")
    person, company, ship = entities.values()
    assert [name.text for name in person.names] == ["Testan EXAMPLOV", "Тестан Экзамплов", "T. Sample"]
    assert len(person.birth_dates) == 2
    assert {"Industries exemplaires", "Example Industries"} <= {name.text for name in company.names}
    assert (ship.type, ship.birth_dates, issued_numbers(ship)) == (EntityType.VESSEL, (), {("imo", "9000001", None)})
    assert ship.designations[0].listed_on == date(2025, 6, 13)


def test_canadian_aliases_keep_legal_forms_and_tails(read: Read) -> None:
    record = "<record><Country>Testland / Testlande</Country>{}<Schedule>1</Schedule><Item>{}</Item></record>"
    body = "<EntityOrShip>Example Plant JSC</EntityOrShip><Aliases>Завод Пример, АО; ООО Образец, Air</Aliases>"
    person = "<LastName>MAKSIMOV</LastName><GivenName>Testan</GivenName><Aliases>Nikolai or Nikolay Maksimov</Aliases>"
    content = f'<?xml version="1.0"?><data-set>{record.format(body, 1)}{record.format(person, 2)}</data-set>'
    plant, man = read("ca_dfatd_sema_sanctions", "sema.xml", content).values()
    assert [name.text for name in plant.names] == ["Example Plant JSC", "Завод Пример, АО", "ООО Образец, Air"]
    assert {name.text: name.weak for name in man.names[1:]} == {"Nikolai": True, "Nikolay Maksimov": False}
