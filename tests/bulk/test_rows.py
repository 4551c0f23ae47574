"""Headers to fields, cells to parties and goods, dates that are never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.bulk.columns import known_fields, lay_out
from service.bulk.dates import read_date
from service.bulk.errors import BadFile, CellFault
from service.bulk.options import ReadOptions
from service.bulk.rows import RowReader
from service.engine.model.entity import EntityType, Identifier, PartialDate


def ask(options=None, **cells):
    layout = lay_out(list(cells))
    row = list(cells.values())
    return RowReader(layout, options or ReadOptions()).read([row[place] for place in layout.mapped])


def fault(**cells):
    with pytest.raises(CellFault) as error:
        ask(**cells)
    return error.value.column, error.value.reason


def test_every_synonym_means_one_field():
    words = [word for field in known_fields().values() for word in field.synonyms]
    assert len(words) == len(set(words))
    assert all(field.name in field.synonyms for field in known_fields().values())


@pytest.mark.parametrize(
    "header", ["Full Name", "FULL_NAME", "full-name", " fullname ", "ＦｕｌｌＮａｍｅ", "氏名", "ФИО"]
)
def test_headers_are_known_in_any_spelling(header):
    assert lay_out([header]).positions == {"name": (0,)}


def test_two_columns_for_one_value_are_refused_unless_one_is_chosen():
    with pytest.raises(BadFile, match="both mean date_of_birth"):
        lay_out(["name", "dob", "birthday"])
    chosen = lay_out(["name", "dob", "birthday"], [("date_of_birth", "Birthday")])
    assert chosen.positions["date_of_birth"] == (2,)
    with pytest.raises(BadFile, match="no field 'shoe'"):
        lay_out(["name"], [("shoe", "name")])
    with pytest.raises(BadFile, match="no column 'x'"):
        lay_out(["name"], [("aliases", "x")])


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
    ],
)
def test_a_bad_cell_names_its_column(cells, column, words):
    found, reason = fault(**cells)
    assert found == column
    assert words in reason


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("1972", None, "1972"),
        ("1972-11", None, "1972-11"),
        ("1972/11/26", None, "1972-11-26"),
        ("19721126", None, "1972-11-26"),
        ("1972-00-00", None, "1972"),
        ("1972年11月26日", None, "1972-11-26"),
        ("26 Nov 1972", None, "1972-11-26"),
        ("November 26, 1972", None, "1972-11-26"),
        ("Sept 1972", None, "1972-09"),
        ("11/1972", None, "1972-11"),
        ("26/11/1972", None, "1972-11-26"),
        ("05.05.1972", None, "1972-05-05"),
        ("03/04/1972", "dmy", "1972-04-03"),
        ("03/04/1972", "mdy", "1972-03-04"),
        ("1972-11-26T00:00:00", None, "1972-11-26"),
        ("１９７２－１１－２６", None, "1972-11-26"),
    ],
)
def test_dates(text, order, expected):
    assert str(read_date(text, order)) == expected


@pytest.mark.parametrize(
    "text", ["03/04/1972", "26/11/72", "yesterday", "1972-13", "31/02/1972", "26 Foo 1972", "45000"]
)
def test_dates_that_are_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        read_date(text)


@given(st.dates(), st.sampled_from(["dmy", "mdy"]))
def test_a_date_with_a_stated_order_is_read_back(day, order):
    text = day.strftime("%d/%m/%Y" if order == "dmy" else "%m/%d/%Y")
    text = text[:6] + f"{day.year:04d}"
    assert read_date(text, order) == PartialDate(day.year, day.month, day.day)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1900, 2020))
def test_without_an_order_two_readings_are_never_decided(first, second, year):
    text = f"{first}/{second}/{year}"
    if first == second:
        assert read_date(text) == PartialDate(year, first, first)
    else:
        with pytest.raises(ValueError, match="day or month first"):
            read_date(text)
