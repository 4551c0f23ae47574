# ruff: noqa: E501 - XML in the official shape
"""United Kingdom, the OFSI consolidated list: what real files taught."""

from datetime import date

from service.engine.model.entity import EntityType, PartialDate
from tests.watchlists.sources.conftest import Load, Read, numbers


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


CONLIST_29 = """Last Updated,12/02/2016
Name 6,Name 1,Title,DOB,Nationality,Passport Details,NI Number,Country,Other Information,Group Type,Alias Type,Regime,Listed On,Last Updated,Group ID
EXAMPLOV,Testan,,00/00/1961,,X1234567 (Ukrainian). Issued on 1 June 1996,National identification No.: 9900001111 (old),,Professor of tests.,Individual,Prime Alias,Tests,09/06/2015,27/10/2015,1
"""


def test_conlist_of_29_columns(read: Read) -> None:
    person = read("gb_hmt_sanctions", "conlist.csv", CONLIST_29)["1"]
    assert numbers(person) == {("passport", "X1234567"), ("national_id", "9900001111")}
    assert person.remarks == "Professor of tests"


def test_conlist_xml(read: Read) -> None:
    content = """<?xml version="1.0"?><ArrayOfFinancialSanctionsTarget xmlns="http://example.org"><FinancialSanctionsTarget>
    <Name6>EXAMPLE STAR</Name6><GroupTypeDescription>Ship</GroupTypeDescription><AliasType>Primary name</AliasType>
    <RegimeName>Tests</RegimeName><GroupID>7</GroupID></FinancialSanctionsTarget></ArrayOfFinancialSanctionsTarget>"""
    ship = read("gb_hmt_sanctions", "conlist.xml", content)["7"]
    assert (ship.type, ship.names[0].text) == (EntityType.VESSEL, "EXAMPLE STAR")
