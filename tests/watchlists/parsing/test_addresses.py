"""Addresses in one line: what is told of town, postal code and country, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.model.entity import Address
from service.watchlists.parsing.addresses import read_address, read_addresses, split_city

LINES = [
    ("1 Example Street, Damascus, Syria", "Damascus", None, "SY"),
    ("26 ul. Testovaya, Moscow 101000, Russia", "Moscow", "101000", "RU"),
    ("Example 20B, 220005, Minsk, BELARUS", "Minsk", "220005", "BY"),
    ("Example Tower, Tehran 14316 Iran (office)", "Tehran", "14316", "IR"),
    ("5/6 Example Lane London WC2A 1ZZ United Kingdom", None, "WC2A 1ZZ", "GB"),
    ("5/6 Example Lane, London, WC2A 1ZZ, United Kingdom", "London", "WC2A 1ZZ", "GB"),
    ("Testshchelkovo, Testskaya obl, 141000, RU", "Testshchelkovo", "141000", "RU"),
    ("1 Example Drive, Miami, FL, 33100, US", "Miami", "33100", "US"),
    ("1 Example Drive, Phoenix, AZ, 85000", "Phoenix", "85000", "US"),
    ("Egypt (previous)", None, None, "EG"),
    ("Tripoli, Libya (as at Feb. 2014)", "Tripoli", None, "LY"),
    ("Branch Office 6: Islamabad, Pakistan", "Islamabad", None, "PK"),
    ("P.O. Box 12345-678, Yazd, Iran", "Yazd", None, "IR"),
    ("P.O. Box 39948, Dubai, AE", "Dubai", None, "AE"),
    ("Example Unit, Singapore, 425000, SG", "Singapore", "425000", "SG"),
    ("Saint Petersburg Road 2, St. Petersburg, Russia", "St. Petersburg", None, "RU"),
    ("141000, Moscow Region, Testolev, st. Example, b. 4", "Testolev", "141000", None),
    ("295000, Ukraine, Testferopol, st. Example, 4", "Testferopol", "295000", "UA"),
    ("北朝鮮平壌特別市中区域", None, None, "KP"),
    ("ロシア連邦モスクワ市", None, None, "RU"),
    ("1 Example Street, Albuquerque, New Mexico", None, None, None),
    ("1 Example Street, San Diego, CA", None, None, None),
    ("1 Example Street", None, None, None),
    ("東京都港区", None, None, None),
    ("Syria Street 1", None, None, None),
    (" ,;.", None, None, None),
    ("", None, None, None),
]


@pytest.mark.parametrize(("line", "city", "code", "land"), LINES)
def test_the_parts_of_a_line(line: str, city: str | None, code: str | None, land: str | None) -> None:
    found = read_address(line)
    assert (found.text, found.city, found.postal_code, found.country) == (line.strip(), city, code, land)


def test_parts_that_the_publisher_keeps_apart_are_taken_from_him() -> None:
    found = read_address("1 Example Lane, Testville, Iran", country_words="Iran", city="Testburg", postal_code="1")
    assert found == Address("1 Example Lane, Testville, Iran", "Testburg", "1", "IR")


def test_the_code_of_a_country_field_is_no_state() -> None:
    assert read_address("1 Example Lane, Toronto, CA", country_words="CA") == Address(
        "1 Example Lane, Toronto, CA", "Toronto", None, "CA"
    )


CELLS = [
    ("Testopolis, Yemen; Example Base, Ilam Province, Iran", ["YE", "IR"]),
    ("Pakistan, United Kingdom, India", ["PK", "GB", "IN"]),
    ("Testville, Philippines b) Testham, Malaysia", ["PH", "MY"]),
    ("Kampala, Uganda; Tel.: +256 41 000 000", ["UG"]),
    ("Address:", []),
    ("unknown", []),
]


@pytest.mark.parametrize(("cell", "lands"), CELLS)
def test_several_addresses_of_a_cell(cell: str, lands: list[str]) -> None:
    assert [address.country for address in read_addresses(cell)] == lands


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Mexico City, Distrito Federal C.P. 06100", ("Mexico City", "06100")),
        ("Tehran 15999-00000", ("Tehran", "15999-00000")),
        ("339700", (None, "339700")),
        ("Testville, Capital District", ("Testville", None)),
        ("", (None, None)),
    ],
)
def test_a_field_of_town_region_and_code(words: str, parts: tuple[str | None, str | None]) -> None:
    assert split_city(words) == parts


@given(st.text())
def test_nothing_is_invented_and_no_line_fails(line: str) -> None:
    found = read_address(line)
    assert found.text == " ".join(line.split()) or not line.isprintable()
    assert all(address.text for address in read_addresses(line))
