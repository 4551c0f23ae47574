"""Which column holds what."""

import pytest

from service.bulk.columns import described_layout, field_in, known_fields, lay_out
from service.bulk.errors import BadFile
from service.bulk.header_keys import key
from service.common.bundled_tables import bundled_rows


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


def test_a_field_may_be_chosen_by_any_word_for_it():
    layout = lay_out(["customer", "since"], [("name", "customer"), ("birth_date", "since")])
    assert layout.positions["date_of_birth"] == (1,)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nachname", "family_name"),
        ("Prénom", "given_name"),
        ("Prenom", "given_name"),
        ("Soyadı", "family_name"),
        ("Дата рождения", "date_of_birth"),
        ("Номер ИМО", "imo"),
        ("护照号码", "passport"),
        ("フリガナ", "name"),
        ("ブリガナ", None),
        ("N° de passeport", "passport"),
        ("IMO #", "imo"),
        ("Name*", "name"),
        ("1. Name", "name"),
        ("Name (required)", "name"),
        ("氏名 (Name)", "name"),
        ("Date of Birth (DD/MM/YYYY)", "date_of_birth"),
        ("Surname / Family name", "family_name"),
        ("Name / Address", "name"),
        ("Name 2", "name"),
        ("NAME_ORG2", "name"),
        ("Firmenname (Fortsetzung)", "name"),
        ("Namenszusatz", "name"),
        ("Name of the customer", "name"),
        ("Address 2", "address"),
        ("Consignee's country", "country"),
        ("Country of birth", None),
        ("Bank name", "name"),
        ("Bank account type", None),
        ("輸出者名", "name"),
        ("Адрес отправителя", "address"),
        ("Passport / E-mail", None),
        ("Remarks", None),
    ],
)
def test_headers_in_other_words(header, field):
    assert field_in(header) == field


def test_words_mean_one_field():
    words = [(key(word), row["field"]) for row in bundled_rows("service.bulk", "column_words.csv")
             for word in row["words"].split("|")]  # fmt: skip
    assert len({word for word, _ in words}) == len(words)
    assert {field for _, field in words} <= {*known_fields(), ""}


def test_other_words_never_make_a_file_one_that_is_refused():
    layout = lay_out(["name", "dob", "Geburtsdatum", "Tel.", "Handy"])
    assert layout.positions == {"name": (0,), "date_of_birth": (1,), "phone": (3, 4)}


def test_a_word_for_goods_needs_another_one_beside_names():
    assert "goods" not in lay_out(["Kunde", "Warenbezeichnung"]).positions
    assert lay_out(["Kunde", "Warenbezeichnung", "Zolltarifnummer"]).positions["goods"] == (1,)
    assert lay_out(["Warenbezeichnung"]).positions == {"goods": (0,)}


def test_parts_of_a_name_and_an_address_may_stand_in_several_columns():
    layout = lay_out(["Nombre", "Primer apellido", "Segundo apellido", "Address 1", "Address 2"])
    assert layout.positions == {"name": (0,), "family_name": (1, 2), "address": (3, 4)}


def test_a_word_for_a_party_heads_names_unless_another_column_does():
    assert lay_out(["Consignee", "Ship to"]).positions == {"name": (0, 1)}
    assert lay_out(["Name", "Partner", "Kunde"]).positions == {"name": (0,)}
    assert lay_out(["Vorname", "Nachname", "Kunde"]).positions == {"given_name": (0,), "family_name": (1,)}


@pytest.mark.parametrize(
    ("headers", "positions"),
    [
        (["Consignee", "Shipper"], {"name": (0,), "consignor.name": (1,)}),
        (
            ["Shipper", "Shipper address", "Consignee", "Country of consignee", "Vessel", "IMO"],
            {
                "name": (0,),
                "address": (1,),
                "consignee.name": (2,),
                "consignee.country": (3,),
                "vessel.name": (4,),
                "vessel.imo": (5,),
            },
        ),
        (
            ["Name", "DOB", "Director", "Director's DOB", "UBO first name", "UBO last name"],
            {
                "name": (0,),
                "date_of_birth": (1,),
                "director.name": (2,),
                "director.date_of_birth": (3,),
                "beneficial_owner.given_name": (4,),
                "beneficial_owner.family_name": (5,),
            },
        ),
        (
            ["customer_name", "Beneficiary bank", "Beneficiary bank BIC"],
            {"name": (0,), "bank.name": (1,), "bank.bic": (2,)},
        ),
        (["輸出者名", "輸入者名"], {"name": (0,), "importer.name": (1,)}),
        (
            ["Отправитель", "Получатель", "Страна получателя"],
            {"name": (0,), "consignee.name": (1,), "consignee.country": (2,)},
        ),
        (["Account holder name", "Joint holder name"], {"name": (0,), "joint_holder.name": (1,)}),
        (["荷送人", "荷受人", "荷受人住所"], {"name": (0,), "consignee.name": (1,), "consignee.address": (2,)}),
        (["Name", "column 2", "Director", "column 4"], {"name": (0, 1), "director.name": (2, 3)}),
        (["Vessel name", "IMO", "Registered owner"], {"name": (0,), "imo": (1,), "owner.name": (2,)}),
        (["Name", "Vessel type", "Shipper country"], {"name": (0,), "entity_type": (1,), "country": (2,)}),
    ],
)
def test_each_role_beside_the_first_is_a_party_of_its_own(headers, positions):
    layout = lay_out(headers)
    assert layout.positions == positions
    assert described_layout(layout.describe()) == layout


def test_a_column_may_be_chosen_for_another_party():
    layout = lay_out(["a", "b", "Consignee"], [("name", "a"), ("vessel.name", "b")])
    assert layout.positions == {"name": (0,), "vessel.name": (1,), "consignee.name": (2,)}
    assert layout.roles == ("vessel", "consignee")
    with pytest.raises(BadFile, match="no field of a party"):
        lay_out(["name", "b"], [("vessel.goods", "b")])
    with pytest.raises(BadFile, match=r"no field 'captain\.name'"):
        lay_out(["name", "b"], [("captain.name", "b")])


def test_a_column_without_a_header_behind_names_is_under_their_heading():
    assert lay_out(["Name", "column 2", "column 3", "Land", "column 5"]).positions == {
        "name": (0, 1, 2),
        "country": (3,),
    }


def test_a_country_alone_makes_no_file_one_of_goods():
    with pytest.raises(BadFile, match="no column is known that could be screened"):
        lay_out(["Who it is", "Country", "City"])
    assert "origin_country" in lay_out(["Ware", "Land"]).positions
