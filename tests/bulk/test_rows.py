"""Headers to fields, cells to parties and goods, dates that are never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.bulk.columns import known_fields, lay_out
from service.bulk.dates import read_date
from service.bulk.errors import BadFile, CellFault
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
        ("00/00/1972", None, "1972"),
        ("00.11.1972", None, "1972-11"),
        ("circa 1972", None, "1972"),
        ("ca. 1972", None, "1972"),
        ("about May 1972", None, "1972"),
        ("1972年頃", None, "1972"),
        ("26NOV1972", None, "1972-11-26"),
        ("昭和47年11月26日", None, "1972-11-26"),
        ("S47.11.26", None, "1972-11-26"),
        ("平成元年", None, "1989"),
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
    "text",
    [
        *("03/04/1972", "26/11/72", "yesterday", "1972-13", "31/02/1972", "26 Foo 1972", "45000", "31 Feb 1972"),
        *("昭和47年2月30日", "S47.13.1", "1970-1972", "1970s", "1972 or 1973", "born in May", "4 March 1972, London"),
    ],
)
def test_dates_that_are_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        read_date(text)


def test_a_row_may_have_identifiers_and_no_name():
    party = ask(name="", wallet="0x1|0x2", email="a@example.com", mobile="+81 3 1234 5678", mmsi="1", url="x.com").party
    assert party.names == ()
    assert [one.type for one in party.identifiers] == ["mmsi", "wallet", "wallet", "email", "phone", "website"]
    assert fault(name="", wallet="")[1].startswith("nothing to screen")


@pytest.mark.parametrize(
    "text", ["N/A", "unknown", "不明", "-", "0000-00-00", "00/00/0000", "未詳", "None", "неизвестно"]
)
def test_words_for_unknown_are_no_date(text):
    assert read_date(text) is None


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
