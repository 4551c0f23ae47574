# ruff: noqa: E501 - XML in the official shape
"""What lists as they are published today taught, one test a trap, on invented records."""

from datetime import date
from pathlib import Path

import pytest

from service.engine.model.entity import Entity, EntityType, NameType
from service.watchlists.errors import ListError
from service.watchlists.load import load_files
from service.watchlists.registry import READERS
from service.watchlists.source import SourceFormat
from tests.watchlists.conftest import SAMPLES, copy_sample


def read(tmp_path: Path, watchlist: str, name: str, content: str) -> dict[str, Entity]:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return {entity.record_id: entity for entity in load_files(watchlist, [path]).entities}


def sample(format_: str, tmp_path: Path) -> dict[str, Entity]:
    return {entity.record_id: entity for entity in copy_sample(format_, tmp_path).load().entities}


def numbers(entity: Entity) -> set[tuple[str, str]]:
    return {(item.type, item.value) for item in entity.identifiers}


# --- US Commerce -----------------------------------------------------------------------------------------------------


def test_dpl_rows_of_one_order_are_one_entity(tmp_path):
    entity = sample("us_dpl", tmp_path)["example-trading-co-etc-2021-05-06"]
    assert [address.city for address in entity.addresses] == ["TESTOPOLIS", "TESTVILLE"]
    assert len(entity.designations) == 1


def test_dpl_export_as_csv_has_the_name_before_the_address(tmp_path):
    head = "Name and Address,Effective Date,Expiration Date,Type of Denial,Appropriate Federal Register Citations\n"
    body = (
        '"EXAMPLE TRADING CO., LTD., 1 EXAMPLE ST, TESTVILLE, TX, 75001, US",03/04/2020,03/04/2030,Standard,85 F.R. 1\n'
    )
    (entity,) = read(tmp_path, "us_bis_denied", "dpl.csv", head + body).values()
    assert entity.names[0].text == "EXAMPLE TRADING CO., LTD."
    assert entity.addresses[0].country == "US"
    assert entity.designations[0].listed_on == date(2020, 3, 4)
    assert entity.designations[0].delisted_on == date(2030, 3, 5)


def test_csl_measure_is_that_of_the_source_list(tmp_path):
    entities = sample("us_csl", tmp_path)
    measures = {key: entity.designations[0].measures for key, entity in entities.items()}
    assert measures == {
        "SSI-901": ("sectoral",),
        "NS-MBS-901" if "NS-MBS-901" in measures else "NS-901": ("sectoral",),
        "EL-ab12": ("export_licence",),
        "DPL-cd34": ("export_denial",),
    }
    assert entities["EL-ab12"].designations[0].authority == "Bureau of Industry and Security"


def test_csl_values_between_semicolons(tmp_path):
    entities = sample("us_csl", tmp_path)
    bank = entities["SSI-901"]
    assert numbers(bank) == {("tax_id", "7700000001"), ("bic", "EXAMRUMM")}
    assert [item.programme for item in bank.designations] == ["UKRAINE-EO13662", "RUSSIA-EO14024"]
    assert [link.target for link in bank.links] == ["EXAMPLE HOLDING"]
    assert entities["DPL-cd34"].addresses[0].country == "CA"
    assert (entities["DPL-cd34"].gender, entities["DPL-cd34"].nationalities) == ("male", ("UA",))
    laboratory = [name.text for name in entities["EL-ab12"].names]
    assert laboratory[1:] == ["Example Laboratory of Tests", "Test Laboratory"]


def test_csl_json(tmp_path):
    content = """{"total": 1, "results": [{"id": "1", "source": "ITAR Debarred (DTC) - State Department", "type": null,
        "name": "Example Arms", "alt_names": ["Sample Arms"], "programs": [], "source_list_url": "https://example.org",
        "addresses": [{"address": "1 Example St", "city": "Testopolis", "country": "CN"}], "start_date": "2020-01-02",
        "ids": [{"type": "Tax ID No.", "number": "77", "country": "CN"}]}]}"""
    entity = read(tmp_path, "us_csl", "consolidated.json", content)["DTC-1"]
    assert [name.text for name in entity.names] == ["Example Arms", "Sample Arms"]
    assert (entity.countries, numbers(entity)) == (("CN",), {("tax_id", "77")})
    assert entity.designations[0].measures == ("debarment",)


# --- OFAC ------------------------------------------------------------------------------------------------------------


def test_enhanced_xml(tmp_path):
    entities = sample("ofac_enhanced_xml", tmp_path)
    person, bank = entities["101"], entities["102"]
    assert [(name.text, name.type, name.weak) for name in person.names] == [
        ("EXAMPLOV, Testan", NameType.PRIMARY, False),
        ("Экзамплов, Тестан", NameType.ORIGINAL_SCRIPT, False),
        ("THE TESTER", NameType.PREVIOUS, True),
    ]
    assert [address.text for address in person.addresses] == ["1 Example Street, Testopolis, Iran"]
    assert ("wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT") in numbers(person)
    assert (str(person.birth_dates[0].earliest), person.birth_dates[0].circa) == ("1961", True)
    assert bank.designations[0].measures == ("sectoral",)
    assert bank.designations[0].listed_on == date(2014, 7, 16)
    assert "Directive 1" in (bank.designations[0].legal_basis or "")


def test_a_filtered_enhanced_file_is_noted(tmp_path):
    content = (SAMPLES / "ofac_enhanced_xml" / "SDN_ENHANCED.XML").read_text(encoding="utf-8")
    part = "<sanctionsPrograms><sanctionsProgram>IRGC</sanctionsProgram></sanctionsPrograms></filters>"
    path = tmp_path / "part.xml"
    path.write_text(content.replace("</filters>", part), encoding="utf-8")
    assert "only the programmes IRGC" in load_files("us_ofac_sdn", [path]).notes[0]


ADVANCED = """<?xml version="1.0"?><Sanctions xmlns="http://example.org">
 <DateOfIssue><Year>2026</Year><Month>9</Month><Day>23</Day></DateOfIssue>
 <ReferenceValueSets>
  <AliasType ID="1">Name</AliasType><AreaCode ID="7">JP</AreaCode><AreaCode ID="8">undetermined</AreaCode>
  <FeatureType ID="2">VESSEL TYPE</FeatureType><FeatureType ID="3">Vessel Flag</FeatureType>
  <FeatureType ID="4">Location</FeatureType><FeatureType ID="5">Build Date</FeatureType>
  <IDRegDocType ID="6">Vessel Registration Identification</IDRegDocType>
  <List ID="10">Consolidated List</List><List ID="11">Sectoral Sanctions Identifications List</List>
  <LocPartType ID="1">ADDRESS1</LocPartType><LocPartType ID="2">CITY</LocPartType><LocPartType ID="3">Unknown</LocPartType>
  <PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>
  <SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="2">13662 Sectoral Directive 1</SanctionsType>
  <Script ID="1">Latin</Script></ReferenceValueSets>
 <Locations><Location ID="1"><LocationAreaCode AreaCodeID="7"/>
   <LocationPart LocPartTypeID="2"><LocationPartValue Primary="false"><Value>例市</Value></LocationPartValue><LocationPartValue Primary="true"><Value>Example City</Value></LocationPartValue></LocationPart>
   <LocationPart LocPartTypeID="1"><LocationPartValue Primary="true"><Value>1 Example Street</Value></LocationPartValue></LocationPart></Location>
  <Location ID="2"><LocationAreaCode AreaCodeID="8"/></Location>
  <Location ID="3"><LocationPart LocPartTypeID="3"><LocationPartValue Primary="true"><Value>Panama</Value></LocationPartValue></LocationPart></Location></Locations>
 <IDRegDocuments><IDRegDocument IDRegDocTypeID="6" IdentityID="5"><IDRegistrationNo>IMO 9000001</IDRegistrationNo></IDRegDocument></IDRegDocuments>
 <DistinctParties><DistinctParty FixedRef="50"><Profile ID="50" PartySubTypeID="1">
  <Identity ID="5"><Alias AliasTypeID="1" Primary="true"><DocumentedName><DocumentedNamePart><NamePartValue ScriptID="1">EXAMPLE STAR</NamePartValue></DocumentedNamePart></DocumentedName></Alias></Identity>
  <Feature FeatureTypeID="3"><FeatureVersion><VersionLocation LocationID="3"/></FeatureVersion></Feature>
  <Feature FeatureTypeID="4"><FeatureVersion><VersionLocation LocationID="1"/></FeatureVersion></Feature>
  <Feature FeatureTypeID="4"><FeatureVersion><VersionLocation LocationID="2"/></FeatureVersion></Feature>
  <Feature FeatureTypeID="5"><FeatureVersion><DatePeriod><Start><From><Year>2007</Year><Month>1</Month><Day>1</Day></From></Start><End><To><Year>2007</Year><Month>12</Month><Day>31</Day></To></End></DatePeriod></FeatureVersion></Feature>
 </Profile></DistinctParty></DistinctParties>
 <SanctionsEntries>
  <SanctionsEntry ProfileID="50" ListID="10"><EntryEvent><Date><Year>2014</Year><Month>10</Month><Day>10</Day></Date></EntryEvent><SanctionsMeasure SanctionsTypeID="1"><Comment>UKRAINE-EO13662</Comment></SanctionsMeasure></SanctionsEntry>
  <SanctionsEntry ProfileID="50" ListID="11"><EntryEvent><Date><Year>2014</Year><Month>7</Month><Day>16</Day></Date></EntryEvent><SanctionsMeasure SanctionsTypeID="1"><Comment>UKRAINE-EO13662</Comment></SanctionsMeasure><SanctionsMeasure SanctionsTypeID="2"/></SanctionsEntry>
 </SanctionsEntries></Sanctions>"""


def test_advanced_xml_places_numbers_dates_and_directives(tmp_path):
    ship = read(tmp_path, "us_ofac_cons", "cons_advanced.xml", ADVANCED)["50"]
    assert numbers(ship) == {("imo", "9000001")}
    assert [address.text for address in ship.addresses] == ["1 Example Street, Example City, JP", "例市, JP"]
    assert ("Vessel Flag", "Panama") in ship.facts
    assert ("Build Date", "2007") in ship.facts
    assert ship.countries == ("PA", "JP")
    (designation,) = ship.designations
    assert (designation.measures, designation.listed_on) == (("sectoral",), date(2014, 7, 16))
    assert "13662 Sectoral Directive 1" in (designation.legal_basis or "")
    assert ("list", "Sectoral Sanctions Identifications List") in ship.facts


def test_a_set_without_its_other_files_says_so(tmp_path):
    sample = copy_sample("ofac_csv", tmp_path)
    main = next(path for path in sample.files if path.name == "main.csv")
    assert "addresses" in load_files("us_ofac_sdn", [main]).notes[0]
    assert not sample.load().notes


# --- Switzerland -----------------------------------------------------------------------------------------------------

SECO = """<?xml version="1.0"?><swiss-sanctions-list list-type="{kind}" date="2026-08-27">
 <target ssid="1"><sanctions-set-id>9</sanctions-set-id><individual><identity main="true"><name name-type="primary-name">
   <name-part order="1" name-part-type="title"><value>Colonel</value></name-part>
   <name-part order="2" name-part-type="whole-name"><value>Testan Examplov</value></name-part></name></identity></individual>
  <modification modification-type="amended" effective-date="2025-04-15"><removed><target ssid="1"><individual><identity main="true">
   <name name-type="alias"><name-part order="1" name-part-type="whole-name"><value>Struck Alias</value></name-part></name>
   </identity></individual></target></removed></modification>
  <modification modification-type="listed" effective-date="2021-08-11"/></target>
 <target ssid="2"><individual><identity main="true"><name name-type="primary-name"><name-part order="1" name-part-type="whole-name"><value>Proba Samplova</value></name-part></name></identity></individual></target>
</swiss-sanctions-list>"""


def test_seco_history_is_no_entity_and_brings_no_name_back(tmp_path):
    entities = read(tmp_path, "ch_seco_sanctions", "list.xml", SECO.format(kind="whole-list"))
    assert list(entities) == ["1", "2"]
    assert [name.text for name in entities["1"].names] == ["Testan Examplov"]
    assert entities["1"].titles == ("Colonel",)
    assert entities["1"].designations[0].listed_on == date(2021, 8, 11)


def test_a_seco_amendment_is_refused(tmp_path):
    with pytest.raises(ListError, match="whole-list"):
        read(tmp_path, "ch_seco_sanctions", "list.xml", SECO.format(kind="amendment"))


# --- United Kingdom --------------------------------------------------------------------------------------------------

CONLIST_29 = """Last Updated,12/02/2016
Name 6,Name 1,Title,DOB,Nationality,Passport Details,NI Number,Country,Other Information,Group Type,Alias Type,Regime,Listed On,Last Updated,Group ID
EXAMPLOV,Testan,,00/00/1961,,X1234567 (Ukrainian). Issued on 1 June 1996,National identification No.: 9900001111 (old),,Professor of tests.,Individual,Prime Alias,Tests,09/06/2015,27/10/2015,1
"""


def test_conlist_of_29_columns(tmp_path):
    person = read(tmp_path, "gb_hmt_sanctions", "conlist.csv", CONLIST_29)["1"]
    assert numbers(person) == {("passport", "X1234567"), ("national_id", "9900001111")}
    assert person.remarks == "Professor of tests"


def test_conlist_xml(tmp_path):
    content = """<?xml version="1.0"?><ArrayOfFinancialSanctionsTarget xmlns="http://example.org"><FinancialSanctionsTarget>
    <Name6>EXAMPLE STAR</Name6><GroupTypeDescription>Ship</GroupTypeDescription><AliasType>Primary name</AliasType>
    <RegimeName>Tests</RegimeName><GroupID>7</GroupID></FinancialSanctionsTarget></ArrayOfFinancialSanctionsTarget>"""
    ship = read(tmp_path, "gb_hmt_sanctions", "conlist.xml", content)["7"]
    assert (ship.type, ship.names[0].text) == (EntityType.VESSEL, "EXAMPLE STAR")


def test_uk_xml_is_read_as_the_csv(tmp_path):
    entities = sample("uk_sanctions_list_xml", tmp_path)
    person, ship = entities["TST0001"], entities["TST0002"]
    assert {name.text: name.weak for name in person.names}["The Tester"] is True
    assert [str(found.earliest) for found in person.birth_dates] == ["1961", "1962-02-03"]
    assert person.designations[0].measures == ("asset_freeze", "travel_ban")
    assert "EXAMPLE STAR 7" in [name.text for name in ship.names]
    assert (numbers(ship), ship.countries) == ({("imo", "9000001")}, ("GA",))


# --- others ----------------------------------------------------------------------------------------------------------


def test_canadian_aliases_keep_legal_forms_and_tails(tmp_path):
    record = "<record><Country>Testland / Testlande</Country>{}<Schedule>1</Schedule><Item>{}</Item></record>"
    body = "<EntityOrShip>Example Plant JSC</EntityOrShip><Aliases>Завод Пример, АО; ООО Образец, Air</Aliases>"
    person = "<LastName>MAKSIMOV</LastName><GivenName>Testan</GivenName><Aliases>Nikolai or Nikolay Maksimov</Aliases>"
    content = f'<?xml version="1.0"?><data-set>{record.format(body, 1)}{record.format(person, 2)}</data-set>'
    plant, man = read(tmp_path, "ca_dfatd_sema_sanctions", "sema.xml", content).values()
    assert [name.text for name in plant.names] == ["Example Plant JSC", "Завод Пример, АО", "ООО Образец, Air"]
    assert {name.text: name.weak for name in man.names[1:]} == {"Nikolai": True, "Nikolay Maksimov": False}


def test_opensanctions_cells_are_csv_of_their_own(tmp_path):
    head = "id,schema,name,aliases,identifiers,sanctions,program_ids,dataset\n"
    rows = 'x,Company,Example,"""Public """"Sample"""" Body"";Other",IMO6000001,"""""",UA-TEST,Test list\n'
    rows += "y,LegalEntity,Sample,,,,,Test list\nz,Vessel,Star,,IMO9000001,,,Test list\n"
    entities = read(tmp_path, "opensanctions", "targets.csv", head + rows)
    assert [name.text for name in entities["x"].names] == ["Example", 'Public "Sample" Body', "Other"]
    assert [item.programme for item in entities["x"].designations] == ["UA-TEST"]
    assert entities["y"].type is EntityType.ENTITY
    assert (numbers(entities["x"]), numbers(entities["z"])) == ({("registration", "6000001")}, {("imo", "9000001")})


FTM = """{"id":"a","caption":"Testan Examplov","schema":"Person","target":true,"referents":["old-a"],"properties":{"name":["Testan Examplov"],"topics":["role.pep"]}}
{"id":"b","caption":"Example Co","schema":"Company","target":true,"properties":{"name":["Example Co"],"topics":["sanction"]}}
{"id":"o","schema":"Ownership","properties":{"owner":["a"],"asset":["b"],"percentage":["51"]}}
{"id":"f","schema":"Family","properties":{"person":["a"],"relative":["c"],"relationship":["sister"]}}
"""


def test_ftm_keeps_topics_referents_and_relations(tmp_path):
    entities = read(tmp_path, "opensanctions", "entities.ftm.json", FTM)
    person, company = entities["a"], entities["b"]
    assert (person.designations[0].measures, company.designations[0].measures) == (("pep",), ("sanction",))
    assert ("referent", "old-a") in person.facts
    assert [(link.relation, link.target, link.share) for link in person.links] == [
        ("owner of", "Example Co", "51"),
        ("relative (sister)", "c", None),
    ]
    assert [(link.relation, link.target, link.share) for link in company.links] == [
        ("owned by", "Testan Examplov", "51")
    ]


def test_measures_end_with_their_term_or_a_later_decree(tmp_path):
    entities = sample("ua_nsdc_json", tmp_path)
    ends = {key: [item.delisted_on for item in entity.designations] for key, entity in entities.items()}
    assert ends == {"1001": [date(2023, 2, 3), None], "1002": [date(2021, 3, 4)]}


def test_own_list_separators_notes_and_refusals(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("name,type,aliases\nTestan | Examplov,firm,A Samplov|B Samplov;C Samplov\n", encoding="utf-8")
    loaded = load_files("own_partners", [path])
    assert [name.text for name in loaded.entities[0].names[1:]] == ["A Samplov", "B Samplov", "C Samplov"]
    assert ["holds a ; or |" in note or "'firm' is not known" in note for note in loaded.notes] == [True, True]
    path.write_text("name,type\nTestan Examplov,person\nMister,person\n", encoding="utf-8")
    with pytest.raises(ListError, match=r"line 3, column name: expected a name that can be searched"):
        load_files("own_partners", [path])


@pytest.mark.parametrize("format_", [reader.format for reader in READERS])
def test_an_exception_inside_a_reader_names_the_record(format_, tmp_path, monkeypatch):
    """A record that no reader was ready for is an error about the file, whatever it made the reader do."""
    sample = copy_sample(format_, tmp_path)

    def broken(*_: object, **__: object) -> object:
        raise KeyError("surprise")

    reader = next(one for one in READERS if one.format == format_)
    module = __import__(reader.read.__module__, fromlist=["Location"])
    target = module if hasattr(module, "unique_names") else __import__("service.watchlists.uk_targets", fromlist=["x"])
    monkeypatch.setattr(target, "unique_names", broken)
    with pytest.raises(ListError, match="KeyError: 'surprise'") as caught:
        sample.load()
    assert caught.value.where
    assert isinstance(reader, SourceFormat)
