"""Rows to parties and goods."""

import pytest

from service.bulk.columns import lay_out
from service.bulk.errors import CellFault
from service.bulk.options import ReadOptions
from service.bulk.rows import RowReader
from service.engine.goods.model import Amount, Direction
from service.engine.model.entity import EntityType, Identifier, PartialDate


def ask(options=None, **cells):
    layout = lay_out(list(cells))
    row = list(cells.values())
    return RowReader(layout, options or ReadOptions()).read([row[place] for place in layout.mapped])


def fault(**cells):
    with pytest.raises(CellFault) as error:
        ask(**cells)
    return error.value.column, error.value.reason


def test_a_party_with_everything():
    party = ask(
        given_name="Ivan",
        family_name="Testov",
        name_native="Иван Тестов",
        aliases="Vanya|I. Testov",
        entity_type="Individual",
        date_of_birth="1970-02",
        sex="M",
        nationality="UA|Russia",
        id_type="passport|tax number",
        id_number="AB 1|77",
        id_country="UA",
        imo="9999999",
        address="Kirova 1",
        city="Testgrad",
    ).party
    assert party.names == ("Ivan Testov", "Иван Тестов", "Vanya", "I. Testov")
    assert (party.type, party.gender) == (EntityType.PERSON, "male")
    assert party.birth_date == PartialDate(1970, 2)
    assert party.nationalities == ("UA", "RU")
    assert party.identifiers == (
        Identifier("imo", "9999999"),
        Identifier("passport", "AB 1", "UA"),
        Identifier("tax number", "77", "UA"),
    )
    assert party.address == "Kirova 1, Testgrad"


def test_goods_beside_a_party_and_alone():
    asked = ask(name="Testov", origin="Kerch", postal_code="298300", country="JP")
    assert asked.party.countries == ("JP",)
    assert (asked.goods.origin.text, asked.goods.origin.postal_code) == ("Kerch", "298300")
    alone = ask(goods="wine", country="Ukraine")
    assert alone.party is None
    assert (alone.goods.description, alone.goods.origin.country) == ("wine", "UA")


def test_a_postal_code_alone_makes_no_goods():
    asked = ask(name="Testov", zip="298300", address="Kirova 1")
    assert asked.goods is None
    assert asked.party.address == "Kirova 1, 298300"


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"name": " ", "dob": "1970"}, "name", "nothing to screen"),
        ({"name": "A", "dob": "03/04/1970"}, "dob", "day or month first"),
        ({"name": "A", "dob": "1970-02-30"}, "dob", "no such day"),
        ({"name": "A", "Citizenship": "Atlantis"}, "Citizenship", "unknown country 'Atlantis'"),
        ({"name": "A", "type": "robot"}, "type", "expected person"),
        ({"name": "A", "id_type": "a|b", "id_number": "1"}, "id_type", "got 2 for 1"),
        ({"origin": "Kerch", "lat": "north"}, "lat", "expected degrees"),
        ({"name": "A", "passport": "1.23457E+11"}, "passport", "a spreadsheet has shortened this number, 1.23457E+11"),
        ({"name": "A", "reg_no": "1,2E+15"}, "reg_no", "make its column one of text"),
        ({"name": "#NAME?"}, "name", "the cell is the error of a spreadsheet, #NAME?: its formula failed"),
        ({"name": "A", "aliases": "#BEZUG!"}, "aliases", "the error of a spreadsheet"),
        ({"name": "", "passport": "#VALUE!"}, "passport", "the error of a spreadsheet"),
        ({"goods": "wine", "origin": "#REF!"}, "origin", "the error of a spreadsheet"),
    ],
)
def test_a_bad_cell_names_its_column(cells, column, words):
    found, reason = fault(**cells)
    assert found == column
    assert words in reason


def test_a_row_may_have_identifiers_and_no_name():
    party = ask(name="", wallet="0x1|0x2", email="a@example.com", mobile="+81 3 1234 5678", mmsi="1", url="x.com").party
    assert party.names == ()
    assert [one.type for one in party.identifiers] == ["mmsi", "wallet", "wallet", "email", "phone", "website"]
    assert fault(name="", wallet="")[1].startswith("nothing to screen")


def test_where_goods_come_through_and_what_they_cost():
    goods = ask(
        goods="crude oil", hs_code="2709", country_of_origin="Russia", country_of_dispatch="KZ", POL="RUNVS",
        processed_in="Türkiye", destination="JP", quantity="700000", quantity_unit="barrel",
        unit_price="46.5", price_currency="usd", price_unit="barrel",
    ).goods  # fmt: skip
    assert (goods.origin.country, goods.shipped_from, goods.processed_in, goods.destination) == ("RU", "KZ", "TR", "JP")
    assert (goods.port_of_loading, goods.origin.port) == ("RUNVS", None)
    assert goods.quantity == Amount(700000, "barrel")
    assert goods.unit_price == Amount(46.5, "barrel", "USD")
    assert goods.direction is Direction.IMPORT


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("direction", "sideways", "expected import or export"),
        ("quantity", "-1", "expected a number from 0 on"),
        ("unit_price", "cheap", "expected a number from 0 on"),
        ("unit_price", "inf", "expected a number from 0 on"),
        ("shipped_from", "Atlantis", "unknown country"),
    ],
)
def test_cells_about_goods_that_mean_nothing_are_faults(column, cell, reason):
    where, why = fault(goods="wine", **{column: cell})
    assert where == column
    assert reason in why


def test_a_column_that_says_that_there_is_no_name_is_told_and_not_asked():
    row = ask(**{"Consignee": "TO ORDER", "Ship to": "Zelmar Ltd", "alias": "n/a"})
    assert row.party.names == ("Zelmar Ltd",)
    assert row.nameless == (("Consignee", "TO ORDER"), ("alias", "n/a"))
    assert ask(name="TO ORDER", alias="-").party.names == ("TO ORDER",)
    assert ask(name="Zelmar").nameless == ()


def test_a_row_has_other_parties_with_what_is_said_of_them():
    row = ask(**{
        "Name": "Testan Ltd", "Country": "JP", "Vessel": "ZARVANEX", "IMO": "9187629", "Director": "Testa Testova",
        "Director date of birth": "1972-11-26", "Bank name": "",
    })  # fmt: skip
    assert (row.party.names, row.party.countries, row.party.birth_date) == (("Testan Ltd",), ("JP",), None)
    (vessel_id, vessel), (director_id, director) = row.others
    assert (vessel_id, vessel.type, vessel.identifiers) == (
        "vessel", EntityType.VESSEL, (Identifier("imo", "9187629"),)
    )  # fmt: skip
    assert (director_id, director.type, str(director.birth_date)) == ("director", EntityType.UNKNOWN, "1972-11-26")
    assert [item for item, _ in row.parties] == ["party", "vessel", "director"]


def test_what_is_wrong_with_another_party_costs_that_alone():
    row = ask(**{"Name": "Testan Ltd", "Director": "Testa Testova", "Director date of birth": "soon"})
    ((_, director),) = row.others
    assert (director.names, director.birth_date) == (("Testa Testova",), None)
    assert [fault.column for fault in row.unscreened] == ["Director date of birth"]


def test_a_consignee_that_is_none_leaves_the_notify_party():
    row = ask(**{"Consignee": "TO ORDER", "Notify party": "Zelmar Ltd", "Vessel": "TBN"})
    assert (row.party, [(item, party.names) for item, party in row.others]) == (
        None, [("notify_party", ("Zelmar Ltd",))]
    )  # fmt: skip
    assert row.nameless == (("Consignee", "TO ORDER"), ("Vessel", "TBN"))


def test_an_account_holder_who_is_the_customer_is_asked_once():
    assert ask(**{"Name": "Testa Testova", "Account holder": "Testa Testova"}).others == ()
    assert ask(**{"Name": "Testa Testova", "Account holder": "Testa Testova Ltd"}).others != ()


def test_a_ship_is_one_whatever_the_parties_of_the_file_are():
    layout = lay_out(["Vessel", "Owner"])
    row = RowReader(layout, ReadOptions(entity_type=EntityType.ENTITY)).read(["ZARVANEX", "Testan Ltd"])
    assert (row.party.type, [party.type for _, party in row.others]) == (EntityType.VESSEL, [EntityType.UNKNOWN])


def test_a_formula_that_failed_in_another_party_costs_that_cell_alone():
    row = ask(**{"Name": "Testan Ltd", "Director": "Testa Testova", "Director country": "#N/A", "Vessel": "#REF!"})
    assert [(item, party.names, party.countries) for item, party in row.others] == [
        ("director", ("Testa Testova",), ())
    ]
    assert [fault.column for fault in row.unscreened] == ["Director country", "Vessel"]
    assert fault(Name="#REF!", Director="Testa Testova")[0] == "Name"


def test_what_can_be_read_of_another_party_is_kept():
    cells = {"Director": "Testa Testova", "Director passport": "AB 1084010", "Director date of birth": "soon"}
    row = ask(**{"Name": "Testan Ltd", **cells, "Director nationality": "Atlantis"})
    ((_, director),) = row.others
    assert (director.names, director.identifiers) == (("Testa Testova",), (Identifier("passport", "AB 1084010"),))
    assert {fault.column for fault in row.unscreened} == {"Director date of birth", "Director nationality"}


@pytest.mark.parametrize(
    "more",
    [
        {"Director date of birth": "1972-11-26"},
        {"Director country": "UA"},
        {"Director address": "Kirova 1"},
        {"type": "entity"},
    ],
)
def test_one_of_the_same_name_with_facts_of_its_own_is_a_party_of_its_own(more):
    row = ask(**{"Name": "Testa Testova", "DOB": "1930-01-01", "Director": "Testa Testova", **more})
    assert [item for item, _ in row.others] == ["director"]


def test_a_ship_of_the_name_of_its_shipper_is_searched_as_a_ship():
    row = ask(Shipper="Zarvanex", Vessel="Zarvanex")
    assert [(item, party.type) for item, party in row.others] == [("vessel", EntityType.VESSEL)]
