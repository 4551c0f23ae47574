"""What the real lists taught, one test a trap, on the invented samples."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from service.engine.model.entity import Entity, EntityType, NameType, PartialDate
from service.watchlists.load import load_files
from tests.tabular.workbooks import write_xlsx
from tests.watchlists.conftest import copy_sample

Load = Callable[[str], dict[str, Entity]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def entities(format_: str) -> dict[str, Entity]:
        return {entity.record_id: entity for entity in copy_sample(format_, tmp_path).load().entities}

    return entities


def _numbers(entity: Entity) -> set[tuple[str, str, str | None]]:
    return {(item.type, item.value, item.country) for item in entity.identifiers}


def test_ofac_remarks_go_on_in_the_comments_file(load: Load) -> None:
    person = load("ofac_csv")["101"]
    assert [link.target for link in person.links] == ["EXAMPLE TRADING CO., LTD."]
    assert {name.text for name in person.names if name.weak} == {"THE TESTER"}


def test_ofac_clauses_of_remarks(load: Load) -> None:
    person = load("ofac_csv")["101"]
    assert [item.programme for item in person.designations] == ["SDGT", "SYRIA"]
    assert [(str(d.earliest), d.circa) for d in person.birth_dates] == [("1961-02-03", False), ("1962", True)]
    assert (person.nationalities, person.gender, person.countries) == (("SY", "MM"), "male", ("KP",))
    assert ("passport", "X1234567", "SY") in _numbers(person)
    assert ("wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", None) in _numbers(person)
    assert person.names[2].type is NameType.PREVIOUS


def test_ofac_bics_and_vessels(load: Load) -> None:
    entities = load("ofac_csv")
    assert {("bic", "EXAMGB2L", None), ("tax_id", "7700000001", "RU")} <= _numbers(entities["102"])
    assert {name.text: name.type for name in entities["102"].names if name.weak} == {
        "ETC": NameType.ALIAS,
        "O'SAMPLE": NameType.PREVIOUS,
    }
    vessel = entities["103"]
    assert (vessel.type, ("imo", "9000001", None) in _numbers(vessel)) == (EntityType.VESSEL, True)
    assert ("tonnage", "318,000") in vessel.facts


def test_sdn_xml_keeps_what_is_no_number_as_facts(load: Load) -> None:
    person = load("ofac_xml")["101"]
    assert person.facts == (("Secondary sanctions risk", "section 1(b)"),)
    assert person.gender == "male"
    assert [link.target for link in person.links] == ["EXAMPLE TRADING CO., LTD."]


def test_advanced_xml_resolves_ids_and_scripts(load: Load) -> None:
    person = load("ofac_advanced_xml")["101"]
    assert [(name.text, name.type) for name in person.names[:2]] == [
        ("Examplov Testan", NameType.PRIMARY),
        ("Экзамплов", NameType.ORIGINAL_SCRIPT),
    ]
    assert person.type is EntityType.PERSON
    assert [(str(d.earliest), d.circa) for d in person.birth_dates] == [("1961", True)]
    assert person.designations[0].listed_on == date(2015, 3, 4)
    assert person.designations[0].legal_basis == "Executive Order 13224 (Terrorism)"
    assert [link.target for link in person.links] == ["Example Trading Co., Ltd."]
    assert (person.nationalities, person.addresses[0].country) == (("SY",), "IR")
    assert {("passport", "X1234567", "SY"), ("wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", None)} <= _numbers(person)


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
    assert ("bic", "EXAMGB2L", None) in _numbers(person)


def test_eu_dates_calendars_and_shared_references(load: Load) -> None:
    entities = load("eu_fsf_xml")
    assert list(entities) == ["EU.901.1", "EU.901.1~902"]
    person = entities["EU.901.1"]
    assert person.designations[0].listed_on == date(2014, 3, 17)
    assert person.designations[0].amended_on == date(2020, 7, 8)
    assert [str(d.earliest) for d in person.birth_dates] == ["1961-02", "None", "1959"]
    assert person.birth_places == ("Testopolis",)
    assert [name.language for name in person.names] == [None, "ru", None]
    assert {("passport", "X1234567", "UA"), ("phone", "+380 1 234567", None)} <= _numbers(person)


def test_ofsi_rows_join_in_groups(load: Load) -> None:
    person = load("ofsi_conlist")["90001"]
    assert [address.country for address in person.addresses] == ["UA", "RU"]
    assert person.nationalities == ("UA", "RU")
    assert person.birth_dates[0].earliest == PartialDate(1961, 2)
    assert [(item.type, item.value, item.note) for item in person.identifiers][:2] == [
        ("passport", "X1234567", "Ukraine"),
        ("passport", "Y7654321", "Russia"),
    ]
    assert (person.gender, person.designations[0].listed_on) == ("male", date(2022, 3, 11))


def test_uk_sanctions_list_measures_and_entities_in_text(load: Load) -> None:
    person = load("uk_sanctions_list")["RUS9001"]
    assert person.designations[0].measures == ("asset_freeze", "travel_ban")
    assert ("UK Statement of Reasons", 'Said "test".') in person.facts
    assert person.names[-1].language == "russian"
    assert person.birth_dates[0].earliest == PartialDate(1961)


def test_mof_serials_several_dates_and_continued_rows(load: Load) -> None:
    entities = load("jp_mof_workbook")
    assert list(entities) == ["026-000001", "026-000002", "027-000001", "002-000005"]
    assert [str(d.earliest) for d in entities["026-000001"].birth_dates] == ["1950-07-09"]
    assert [str(d.earliest) for d in entities["026-000002"].birth_dates] == ["1965-03-29", "1970-01-18"]
    company = entities["027-000001"]
    assert company.remarks == "SWIFT/BIC:EXAMGB2L\n続きの説明。"
    assert {("bic", "EXAMGB2L", None), ("phone", "+7-1-234", None)} <= _numbers(company)
    assert company.countries == ("RU",)
    mohammad = entities["002-000005"]
    assert mohammad.type is EntityType.PERSON
    assert [(str(d.earliest), str(d.latest), d.circa) for d in mohammad.birth_dates] == [
        ("1955", "1958", True),
        ("1960", "1960", False),
    ]
    assert ("passport", "X1234567", "AF") in _numbers(mohammad)


def test_mof_amendment_and_deletion_days(tmp_path: Path) -> None:
    heading = ["告示日付", "告示番号", "日本語表記", "英語表記"]
    rows = [
        heading,
        ["2014.8.5\n2022.5.27改訂\n2025.1.10削除", "1", "テスタン", "Testan"],
        ["2014.8.5削除", "2", "", ""],
    ]
    path = write_xlsx(tmp_path / "x.xlsx", {"26.見本": rows})
    watchlist = load_files("jp_mof_sanctions", [path])
    designation = watchlist.entities[0].designations[0]
    days = (designation.listed_on, designation.amended_on, designation.delisted_on)
    assert days == (date(2014, 8, 5), date(2022, 5, 27), date(2025, 1, 10))
    assert [item.reason for item in watchlist.skipped] == ["deleted by the publisher: 2014.8.5削除"]


def test_canada_tags_of_both_generations(load: Load) -> None:
    entities = load("ca_sema_xml")
    person, company, ship = entities.values()
    assert [name.text for name in person.names] == ["Testan EXAMPLOV", "Тестан Экзамплов", "T. Sample"]
    assert len(person.birth_dates) == 2
    assert {"Industries exemplaires", "Example Industries"} <= {name.text for name in company.names}
    assert (ship.type, ship.birth_dates, _numbers(ship)) == (EntityType.VESSEL, (), {("imo", "9000001", None)})
    assert ship.designations[0].listed_on == date(2025, 6, 13)


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


def test_seco_spellings_combine_within_a_script(load: Load) -> None:
    person = load("ch_seco_xml")["9001"]
    assert [name.text for name in person.names] == ["Testan Examplov", "Testanu Examplov", "Тестан Экзамплов", "Tester"]
    designation = person.designations[0]
    assert (designation.programme, designation.legal_basis) == ("Ordinance on Tests", "Art. 15 (Asset freeze)")
    assert (designation.listed_on, designation.delisted_on) == (date(2014, 4, 2), date(2023, 6, 7))
    assert person.birth_places == ("Testopolis, Ukraine",)


def test_a_denial_order_ends_after_its_expiration(load: Load) -> None:
    (first, _) = load("us_dpl").values()
    assert (first.designations[0].listed_on, first.designations[0].delisted_on) == (date(2020, 3, 4), date(2030, 3, 5))


def test_ftm_sanctions_apart_and_nested(load: Load) -> None:
    entities = load("ftm_json")
    assert [item.programme for item in entities["x-1"].designations] == ["Test programme"]
    assert entities["x-1"].designations[0].authority == "Test Office"
    assert entities["x-2"].designations[0].listed_on == date(2020, 1, 2)
    assert entities["x-1"].addresses[0].country == "UA"
    assert ("education", "School of Tests") in entities["x-1"].facts


def test_own_lists_keep_odd_types_and_typed_identifiers(load: Load) -> None:
    entities = load("plain_csv")
    assert _numbers(entities["1"]) == {("passport", "X1234567", "UA"), ("tax_id", "7700000001", None)}
    assert (entities["2"].type, entities["2"].facts) == (EntityType.UNKNOWN, (("type", "firm"),))
