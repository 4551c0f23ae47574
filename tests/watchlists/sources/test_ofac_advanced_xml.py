# ruff: noqa: E501 - XML in the official shape
"""OFAC in advanced XML, which carries original scripts: what real files taught."""

from datetime import date

from service.engine.model.entity import EntityType, NameType
from tests.watchlists.sources.conftest import Load, Read, issued_numbers, numbers


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
    assert {("passport", "X1234567", "SY"), ("wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", None)} <= issued_numbers(
        person
    )


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


def test_advanced_xml_places_numbers_dates_and_directives(read: Read) -> None:
    ship = read("us_ofac_cons", "cons_advanced.xml", ADVANCED)["50"]
    assert numbers(ship) == {("imo", "9000001")}
    assert [address.text for address in ship.addresses] == ["1 Example Street, Example City, JP", "例市, JP"]
    assert ("Vessel Flag", "Panama") in ship.facts
    assert ("Build Date", "2007") in ship.facts
    assert ship.countries == ("PA", "JP")
    (designation,) = ship.designations
    assert (designation.measures, designation.listed_on) == (("sectoral",), date(2014, 7, 16))
    assert "13662 Sectoral Directive 1" in (designation.legal_basis or "")
    assert ("list", "Sectoral Sanctions Identifications List") in ship.facts
