"""France, the register of asset freezes in JSON."""

import json
from typing import Any

import pytest

from service.engine.model.entity import EntityType, NameType, PartialDate
from tests.watchlists.sources.conftest import Load, Read, numbers


def register(*records: dict[str, Any]) -> str:
    return json.dumps({"Publications": {"DatePublication": "2026-03-04", "PublicationDetail": list(records)}})


def person(**fields: list[dict[str, str]]) -> dict[str, Any]:
    details = [{"TypeChamp": kind, "Valeur": values} for kind, values in fields.items()]
    return {"IdRegistre": 1, "Nature": "Personne physique", "Nom": "EXAMPLOV", "RegistreDetail": details}


def test_fields_of_a_person(load: Load) -> None:
    entity = load("fr_gels_json")["11"]
    assert [(name.text, name.type) for name in entity.names] == [
        ("Testan EXAMPLOV", NameType.PRIMARY),
        ("Тестан ЭКЗАМПЛОВ", NameType.ALIAS),
    ]
    assert (entity.nationalities, entity.countries, entity.gender) == (("UA",), ("UA",), "male")
    assert entity.designations[0].legal_basis == "(UE) 2020/999 du 08/07/2020 (Essais)"
    assert numbers(entity) == {("passport", "X1234567")}
    assert ("REFERENCE_UE", "EU.901.1") in entity.facts
    assert entity.remarks == "A fait des essais."


def test_a_ship_is_found_without_the_number_in_its_name(load: Load) -> None:
    ship = load("fr_gels_json")["12"]
    assert ship.type is EntityType.VESSEL
    assert [name.text for name in ship.names] == ["EXAMPLE STAR (IMO 9000001)", "EXAMPLE STAR"]
    assert numbers(ship) == {("imo", "9000001")}


@pytest.mark.parametrize(
    ("value", "earliest", "circa"),
    [
        ({"Jour": "3", "Mois": "2", "Annee": "1961"}, PartialDate(1961, 2, 3), False),
        ({"Jour": "", "Mois": "2", "Annee": "1961", "Commentaire": "environ"}, PartialDate(1961, 2), True),
        ({"Annee": "1961", "Commentaire": "Vers 1961"}, PartialDate(1961), True),
        ({"Annee": "1961", "Commentaire": "autre date : 1962"}, PartialDate(1961), False),
        ({"Annee": "", "Commentaire": "inconnue avant 1970"}, None, False),
    ],
)
def test_birth_dates_are_as_exact_as_they_say(
    read: Read, value: dict[str, str], earliest: PartialDate | None, circa: bool
) -> None:
    (found,) = read("fr_tresor_gels_avoir", "r.json", register(person(DATE_DE_NAISSANCE=[value])))["1"].birth_dates
    assert (found.earliest, found.circa) == (earliest, circa)
    assert found.raw


def test_every_given_name_makes_a_name(read: Read) -> None:
    content = register(person(PRENOM=[{"Prenom": "Testan"}, {"Prenom": "Testanu"}]))
    entity = read("fr_tresor_gels_avoir", "r.json", content)["1"]
    assert [name.text for name in entity.names] == ["Testan EXAMPLOV", "Testanu EXAMPLOV"]


def test_the_days_of_designations_are_not_guessed(load: Load) -> None:
    """The register has none: the day of publication is that of the edition."""
    assert [item.listed_on for item in load("fr_gels_json")["11"].designations] == [None]
