"""Cells to a party: its names over several columns, its address, its dates."""

import pytest

from service.bulk.cell_parsing import Columns
from service.bulk.columns import lay_out
from service.bulk.errors import CellFault
from service.bulk.options import ReadOptions
from service.bulk.row_parties import PartyReader
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType, Identifier, PartialDate
from service.engine.screening.request import MAX_NAME_CHARACTERS


def read(headers, cells, role=None):
    layout = lay_out(headers)
    reader = PartyReader(Columns(layout, role), ReadOptions(), EntityType.UNKNOWN)
    return reader.read([cells[place] for place in layout.mapped])


def ask(**cells):
    return read(list(cells), list(cells.values()))


def names_of(headers, *cells):
    return read(headers, cells).names


@pytest.mark.parametrize(
    ("headers", "cells", "names"),
    [
        (["Name", "Vorname"], ("Testmann", "Hans"), ("Hans Testmann",)),
        (["Имя", "Фамилия"], ("Иван", "Тестов"), ("Иван Тестов",)),
        (["Name", "First name"], ("Ivan Testov", "Ivan"), ("Ivan Testov",)),
        (["Name", "First name"], ("Ivan Testov", "Иван"), ("Ivan Testov", "Иван Ivan Testov")),
        (["Name", "Vorname"], ("Test GmbH", ""), ("Test GmbH",)),
        (["Name", "Vorname"], ("", "Hans"), ("Hans",)),
        (["Nombre", "Primer apellido", "Segundo apellido"], ("Ana", "Prueba", "Ensayo"), ("Ana Prueba Ensayo",)),
    ],
)
def test_a_name_with_one_of_its_parts_in_another_column(headers, cells, names):
    assert names_of(headers, *cells) == names


@pytest.mark.parametrize(
    ("headers", "cells", "names"),
    [
        (["NAME1", "NAME2"], ("Zelmar Heavy", "Works"), ("Zelmar Heavy Works", "Zelmar Heavy", "Works")),
        (["Name", "Name (cont.)", "Kunde"], ("Zelmar", "Ltd", "x"), ("Zelmar Ltd", "Zelmar")),
        (["Name", "column 2", "Land"], ("Zelmar Heavy", "", "JP"), ("Zelmar Heavy",)),
        (
            ["Name 1", "Name 2", "Vorname"],
            ("Zelmar", "c/o Bauer", "Hans"),
            ("Zelmar c/o Bauer", "Hans Zelmar c/o Bauer", "Hans Zelmar", "c/o Bauer"),
        ),
        (["Vorname", "Nachname"], ("Anna", "Zelmar Bau AG"), ("Anna Zelmar Bau AG", "Zelmar Bau AG")),
        (["Vorname", "Nachname"], ("n/a", "Zelmar Bauer"), ("n/a Zelmar Bauer", "Zelmar Bauer")),
        (["Vorname", "Nachname"], ("-", "Zelmar"), ("- Zelmar",)),
    ],
)
def test_a_name_over_several_columns_is_asked_joined_and_alone(headers, cells, names):
    assert names_of(headers, *cells, *("JP" for _ in headers[len(cells) :])) == names


def test_joining_names_never_makes_a_row_one_that_has_too_many():
    headers = [f"Director {number}" for number in range(1, 10)]
    cells = [f"Testa {'b' * number} {'x' * 200}" for number in range(1, 10)]
    assert names_of([*headers, "aliases"], *cells, "|".join(f"alias {number}" for number in range(42))) == (
        *cells,
        *(f"alias {number}" for number in range(42)),
    )
    assert sum(map(len, names_of(headers, *cells))) < MAX_NAME_CHARACTERS


def test_the_lines_of_an_address_are_one_address():
    party = ask(name="Ivan", address_1="Kirova 1", address_2="Block 2", Ville="Testville")
    assert party.address == "Kirova 1, Block 2, Testville"


def test_a_header_may_state_the_order_of_day_and_month():
    assert ask(**{"Name": "Ivan", "Geburtsdatum (TT.MM.JJJJ)": "03.04.1970"}).birth_date == PartialDate(1970, 4, 3)
    assert ask(**{"Name": "Ivan", "DOB (MM/DD/YYYY)": "03/04/1970"}).birth_date == PartialDate(1970, 3, 4)
    with pytest.raises(CellFault, match=r"\Adob: "):
        ask(name="Ivan", dob="03/04/1970")


def test_the_party_of_a_role_has_what_is_said_of_it():
    headers = ["Name", "Country", "Consignee first name", "Consignee last name", "Consignee country", "Consignee LEI"]
    cells = ["Testan Ltd", "JP", "Testa", "Testova", "UA", ""]
    consignee = read(headers, cells, "consignee")
    assert (consignee.names, consignee.countries, consignee.identifiers) == (("Testa Testova",), ("UA",), ())
    assert read(headers, [*cells[:2], *[""] * 4], "consignee") is None


HEADERS = ["Name", "DOB", "Vessel", "IMO", "Vessel country"]


def reader(role=None):
    return PartyReader(Columns(lay_out(HEADERS), role), ReadOptions(), EntityType.VESSEL)


def test_a_reader_sees_the_columns_of_its_party_alone():
    cells = ["Testa Testova", "soon", "Zarvanex", "9187629", "PA"]
    vessel = Party(EntityType.VESSEL, ("Zarvanex",), countries=("PA",), identifiers=(Identifier("imo", "9187629"),))
    assert reader("vessel").read(cells) == vessel
    with pytest.raises(CellFault, match="soon"):
        reader().read(cells)
    assert reader("vessel").read(["Testa Testova", "", "", "", "PA"]) is None


@pytest.mark.parametrize(
    ("cells", "names", "numbers", "columns"),
    [
        (["", "soon", "Zarvanex", "9187629", "PA"], ("Zarvanex",), 1, []),
        (["", "", "Zarvanex", "9187629", "Atlantis"], ("Zarvanex",), 1, ["Vessel country"]),
        (["", "", "Zarvanex", "1.23E+11", "Atlantis"], ("Zarvanex",), 0, ["IMO", "Vessel country"]),
    ],
)
def test_what_can_be_read_is_read(cells, names, numbers, columns):
    party, faults = reader("vessel").read_what_can_be(cells)
    assert (party.names, len(party.identifiers)) == (names, numbers)
    assert [fault.column for fault in faults] == columns


def test_a_party_of_which_nothing_can_be_read_is_none():
    party, faults = reader("vessel").read_what_can_be(["", "", "", "1.23E+11", ""])
    assert (party, [fault.column for fault in faults]) == (None, ["IMO"])
