"""OFAC, the set of CSV files: what real files taught."""

from pathlib import Path

from service.engine.model.entity import EntityType, NameType
from service.watchlists.load import load_files
from tests.watchlists.conftest import copy_sample
from tests.watchlists.sources.conftest import Load, issued_numbers


def test_ofac_remarks_go_on_in_the_comments_file(load: Load) -> None:
    person = load("ofac_csv")["101"]
    assert [link.target for link in person.links] == ["EXAMPLE TRADING CO., LTD."]
    assert {name.text for name in person.names if name.weak} == {"THE TESTER"}


def test_ofac_clauses_of_remarks(load: Load) -> None:
    person = load("ofac_csv")["101"]
    assert [item.programme for item in person.designations] == ["SDGT", "SYRIA"]
    assert [(str(d.earliest), d.circa) for d in person.birth_dates] == [("1961-02-03", False), ("1962", True)]
    assert (person.nationalities, person.gender, person.countries) == (("SY", "MM"), "male", ("KP",))
    assert ("passport", "X1234567", "SY") in issued_numbers(person)
    assert ("wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", None) in issued_numbers(person)
    assert person.names[2].type is NameType.PREVIOUS


def test_ofac_bics_and_vessels(load: Load) -> None:
    entities = load("ofac_csv")
    assert {("bic", "EXAMGB2L", None), ("tax_id", "7700000001", "RU")} <= issued_numbers(entities["102"])
    assert {name.text: name.type for name in entities["102"].names if name.weak} == {
        "ETC": NameType.ALIAS,
        "O'SAMPLE": NameType.PREVIOUS,
    }
    vessel = entities["103"]
    assert (vessel.type, ("imo", "9000001", None) in issued_numbers(vessel)) == (EntityType.VESSEL, True)
    assert ("tonnage", "318,000") in vessel.facts


def test_a_set_without_its_other_files_says_so(load: Load, tmp_path: Path) -> None:
    sample = copy_sample("ofac_csv", tmp_path)
    main = next(path for path in sample.files if path.name == "main.csv")
    assert "addresses" in load_files("us_ofac_sdn", [main]).notes[0]
    assert not sample.load().notes
