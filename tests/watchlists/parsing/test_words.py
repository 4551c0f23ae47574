"""Countries, kinds of identifiers, tables."""

from pathlib import Path

import pytest

from service.engine.matching.identifier_types import identifier_type
from service.watchlists.parsing.countries import country, country_code, country_in_address
from service.watchlists.parsing.identifiers import distinct, identifier, identifiers_in
from service.watchlists.parsing.tables import Sheet, table, text_sheet

COUNTRIES = [
    ("Korea, North", "KP"),
    ("Korea, South", "KR"),
    ("The Gambia", "GM"),
    ("Burma", "MM"),
    ("IRANIAN", "IR"),
    ("Côte d'Ivoire", "CI"),
    ("Cote d Ivoire", "CI"),
    ("Trinidad and Tobago", "TT"),
    ("ロシア連邦", "RU"),
    ("Republic of Lebanon", "LB"),
    ("ua", "UA"),
    ("Congo, Democratic Republic of the", "CD"),
    ("Congo", "CG"),
]


@pytest.mark.parametrize(("words", "code"), COUNTRIES)
def test_country_words(words: str, code: str) -> None:
    assert country_code(words) == code


def test_other_words_stay_and_unknown_is_none() -> None:
    assert country("Region:  Crimea") == "Region: Crimea"
    assert country("UNKNOWN") is country("不明") is country(None) is country("") is None


def test_the_country_in_an_address() -> None:
    assert country_in_address("1 Example Street, Damascus, Syria") == "SY"
    assert country_in_address("北朝鮮平壌特別市中区域") == "KP"
    assert country_in_address("1 Example Street") is None


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


def test_rows_are_found_by_heading_and_keep_their_line() -> None:
    sheet = Sheet(
        "x", [["a title"], [], ["Post/Zip  Code", "NAME", "Novelty"], ["", "", ""], ["123", "Test", "new", "?"]]
    )
    (row,) = table(sheet, "Name", "Post/Zip Code") or ()
    assert (row.line, row.text("name"), row.text("missing", "post zip code")) == (5, "Test", "123")
    assert row.rest(["name", "Post/Zip Code"]) == (("Novelty", "new"), ("column 4", "?"))
    assert table(sheet, "Nothing") is None


def test_a_quoted_line_feed_keeps_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('id,name\n1,"two\nlines"\n2,b\n', encoding="utf-8")
    assert [row.line for row in table(text_sheet(path), "id") or ()] == [3, 4]
