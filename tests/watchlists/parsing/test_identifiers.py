"""Identifiers from headings, numbers and remarks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.matching.identifier_types import identifier_type
from service.engine.model.entity import Identifier
from service.watchlists.parsing.identifiers import distinct, identifier, identifiers_in, issuing_country, passports_in

KINDS = [
    ("Diplomatic Passport", "passport"),
    ("旅券番号", "passport"),
    ("Cedula No.", "national_id"),
    ("R.F.C.", "tax_id"),
    ("V.A.T. Number", "tax_id"),
    ("Legal Entity Number", "lei"),
    ("SWIFT/BIC", "bic"),
    ("Vessel Registration Identification IMO", "imo"),
    ("Company Number IMO", "registration"),
    ("MMSI", "mmsi"),
    ("Digital Currency Address - XBT", "wallet"),
    ("Aircraft Tail Number", "aircraft_registration"),
    ("電話番号", "phone"),
    ("Email Address", "email"),
    ("Commercial Registry Number", "registration"),
    ("Organization Type", "other"),
]


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_kinds_of_identifiers(words: str, kind: str) -> None:
    assert identifier_type(words) == kind


def test_no_number_is_no_identifier() -> None:
    assert identifier("Passport", "-") is identifier("Passport", "不明") is identifier("Passport", "") is None


def test_identifiers_in_remarks() -> None:
    text = "SWIFT/BIC:EXAMGB2L, IMO番号：9000001; mail tester@example.org."
    assert [(item.type, item.value) for item in identifiers_in(text)] == [
        ("bic", "EXAMGB2L"),
        ("imo", "9000001"),
        ("email", "tester@example.org"),
    ]
    assert len(distinct([*identifiers_in(text), *identifiers_in(text.lower())])) == 3


def test_the_heading_is_kept_where_the_kind_does_not_say_it_all() -> None:
    assert identifier("passport:", "X1") == Identifier("passport", "X1")
    assert identifier("Tax ID No.", "77 00", "Syria", "since 2001") == Identifier(
        "tax_id", "77 00", "SY", "Tax ID No; since 2001"
    )


@pytest.mark.parametrize("value", ["none", "N/A", "---", " \n", "-0-"])
def test_values_that_say_there_is_none(value: str) -> None:
    assert identifier("National ID", value) is None


def test_a_ships_number_is_one_under_any_heading_but_a_companys() -> None:
    assert identifier("Vessel Registration Identification", "IMO 9000001") == Identifier(
        "imo", "9000001", None, "Vessel Registration Identification"
    )
    company = identifier("Company Number", "IMO 9000001")
    assert company is not None
    assert (company.type, company.value) == ("registration", "IMO 9000001")


IN_TEXT = [
    ("IMO: 9000001", [("imo", "9000001")]),
    ("IMO number 9000001", [("imo", "9000001")]),
    ("ＩＭＯ９０００００１", [("imo", "9000001")]),
    ("SWIFT EXAMGB2L", [("bic", "EXAMGB2L")]),
    ("SWIFT: EXAMIRTH Test Bank", [("bic", "EXAMIRTH")]),
    ("SWIFT code EXAMIRTH", [("bic", "EXAMIRTH")]),
    ("SWIFT AVIATION", []),
    ("SWIFT LOGISTIC COMPANY", []),
    ("IMO 90000012", []),
    ("the simo 9000001", []),
    ("BIC EXAMGB2LXXX", [("bic", "EXAMGB2LXXX")]),
    ("LEI 5299000EXAMPLE000012", [("lei", "5299000EXAMPLE000012")]),
    ("a@b.example, c.d@e-f.example", [("email", "a@b.example"), ("email", "c.d@e-f.example")]),
    ("a swift payment", []),
    (None, []),
]


@pytest.mark.parametrize(("text", "expected"), IN_TEXT)
def test_identifiers_inside_prose(text: str | None, expected: list[tuple[str, str]]) -> None:
    assert [(item.type, item.value) for item in identifiers_in(text)] == expected


PASSPORTS = [
    ("Yemeni passport number 388181", [("388181", "YE")]),
    ("Passport no.: a) Oman 3824969 b) A2815665 (expired 2011)", [("3824969", "OM"), ("A2815665", None)]),
    ("passport X12345678 issued 12.05.2001, national id 99887766", [("X12345678", None)]),
    ("holds a passport of 12 May 2001", []),
    ("passport number unknown", []),
    ("phone 12345678", []),
]


@pytest.mark.parametrize(("text", "expected"), PASSPORTS)
def test_passports_inside_prose(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(item.value, item.country) for item in passports_in(text)] == expected
    assert all(item.type == "passport" and item.note for item in passports_in(text))


def test_a_number_of_two_countries_names_the_second_in_its_note() -> None:
    first, second = Identifier("passport", "X1", "JP"), Identifier("passport", "x1", "SY", "lost")
    assert distinct([first, second]) == (Identifier("passport", "X1", "JP", "lost; SY"),)


@given(st.lists(st.builds(Identifier, st.sampled_from(["passport", "imo"]), st.sampled_from(["A1", "a1", "B2"]))))
def test_distinct_keeps_the_first_of_each_kind_and_value(items: list[Identifier]) -> None:
    found = distinct(items)
    keys = [(item.type, item.value.casefold()) for item in found]
    assert keys == list(dict.fromkeys((item.type, item.value.casefold()) for item in items))
    assert distinct(found) == found


@given(st.text(alphabet="aX1 passport no.:()b/-,", max_size=60))
def test_reading_remarks_never_fails(text: str) -> None:
    assert all(item.value for item in (*passports_in(text), *identifiers_in(text)))


@pytest.mark.parametrize(
    ("note", "country"),
    [
        ("Iranian diplomatic passport", "IR"),
        ("(Afghan) issued on 30 June 1998", "AF"),
        ("Pakistan. Issued 22.8.2006", "PK"),
        ("Yemen number issued under name Example Testov", "YE"),
        ("Place of issue: Syria", "SY"),
        ("Issued in Democratic People's Republic of Korea", "KP"),
        ("French identity card. Issued by the Embassy of Morocco", "FR"),
        ("Saudi Arabia, issue date: 06/11/1990", "SA"),
        ("Bosnia and Herzegovina", "BA"),
        ("Expiry: 26 Jul 2019.", None),
        ("Voter ID", None),
        ("No known", None),
        ("(Unconfirmed (likely Iran))", None),
        ("", None),
    ],
)
def test_whose_document_a_note_is_about(note: str, country: str | None) -> None:
    assert issuing_country(note) == country
