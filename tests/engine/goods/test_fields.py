"""Fields that hold codes, and codes written in a text: country, subdivision, LOCODE, postcode, airport."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.goods.fields import (
    airports_in,
    codes_in,
    country_code,
    postcodes_in,
    read_country,
    read_locode,
    read_postcode,
    read_subdivision,
)
from service.engine.goods.findings import FieldReading, Finding, Strength
from service.engine.goods.rules import OriginRules
from tests.examples import examples

BLOCK, REVIEW = Strength.BLOCK, Strength.REVIEW


def only(reading: FieldReading | None) -> Finding:
    assert reading is not None
    (finding,) = reading.findings
    return finding


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("ua", "UA"), (" ru ", "RU"), ("ＵＡ", "UA"), ("Ukraine", "UA"), ("Россия", "RU"), ("ウクライナ", "UA"),
        ("Nowhereland", "NOWHERELAND"), ("", ""),
    ],
)  # fmt: skip
def test_a_country_field_holds_a_code_or_a_name(raw: str, code: str, rules: OriginRules) -> None:
    assert country_code(raw, rules) == code


def test_ukraine_and_russia_support_a_name_and_others_speak_against_it(rules: OriginRules) -> None:
    assert read_country("ru", rules).home_countries == {"RU"}
    other = read_country("Japan", rules)
    assert not other.home_countries
    assert [(one.value, one.code) for one in other.counter_evidence] == [("Japan", "JP")]


@pytest.mark.parametrize(
    ("raw", "country", "territory"),
    [
        ("UA-43", None, "crimea"), ("ua-43", None, "crimea"), ("43", "UA", "crimea"), ("UA 43", None, "crimea"),
        ("ＵＡ－４３", None, "crimea"), ("UA–40", None, "sevastopol"), ("UA01020030010049747", None, "crimea"),
    ],
)  # fmt: skip
def test_subdivisions_of_a_territory(raw: str, country: str | None, territory: str, rules: OriginRules) -> None:
    assert only(read_subdivision(raw, country, rules)).territory == territory


def test_another_subdivision_speaks_against_and_words_are_left_to_be_read(rules: OriginRules) -> None:
    other = read_subdivision("UA-30", None, rules)
    assert other is not None
    assert [one.code for one in other.counter_evidence] == ["UA-30"]
    assert read_subdivision("Krym", None, rules) is None
    assert read_subdivision("Autonomous Republic of Crimea", "UA", rules) is None


def test_the_same_digits_elsewhere_are_no_territory(rules: OriginRules) -> None:
    assert read_subdivision("43", "JP", rules) is None


@pytest.mark.parametrize("raw", ["UASVP", "ua svp", "UA-SVP", "ＵＡＳＶＰ", " UASVP "])
def test_a_locode_of_a_territory(raw: str, rules: OriginRules) -> None:
    assert (only(read_locode("locode", raw, rules)).territory, only(read_locode("locode", raw, rules)).limit) == (
        "sevastopol",
        BLOCK,
    )


def test_a_crimean_locode_under_russia_is_for_review(rules: OriginRules) -> None:
    finding = only(read_locode("port", "RUSVP", rules))
    assert finding.limit is REVIEW
    assert "under the prefix of Russia" in finding.evidence.detail


def test_another_locode_speaks_for_its_country_and_words_are_no_locode(rules: OriginRules) -> None:
    other = read_locode("locode", "JPTYO", rules)
    assert other is not None
    assert [one.code for one in other.counter_evidence] == ["JP"]
    assert read_locode("locode", "Sevastopol", rules) is None


@pytest.mark.parametrize(
    ("raw", "countries", "territory", "limit"),
    [
        ("98600", {"UA"}, "crimea", BLOCK),
        ("98 600", {"UA"}, "crimea", BLOCK),
        ("９８６００", {"UA"}, "crimea", BLOCK),
        ("９８６－００", {"UA"}, "crimea", BLOCK),
        ("٩٨٦٠٠", {"UA"}, "crimea", BLOCK),
        ("299011", {"RU"}, "sevastopol", BLOCK),
        ("98600", {"RU"}, "crimea", REVIEW),
        ("UA-98600", set(), "crimea", BLOCK),
        ("UA98600", {"UA"}, "crimea", BLOCK),
        ("ru 299011", set(), "sevastopol", BLOCK),
        ("〒98600", {"UA"}, "crimea", BLOCK),
        ("98600", set(), "crimea", REVIEW),
    ],
)
def test_postcodes_of_a_territory(
    raw: str, countries: set[str], territory: str, limit: Strength, rules: OriginRules
) -> None:
    finding = only(read_postcode(raw, frozenset(countries), rules))
    assert (finding.territory, finding.limit, finding.evidence.matched) == (territory, limit, raw)


@pytest.mark.parametrize(
    ("raw", "countries"),
    [("98600", {"FI"}), ("299-0111", set()), ("299-0111", {"JP"}), ("1010", {"UA"}), ("", {"UA"}), ("UA", {"UA"})],
)
def test_other_postcodes_say_nothing(raw: str, countries: set[str], rules: OriginRules) -> None:
    reading = read_postcode(raw, frozenset(countries), rules)
    assert not reading.findings
    assert not reading.counter_evidence


def test_a_postcode_of_ukraine_outside_every_territory_speaks_against_one(rules: OriginRules) -> None:
    reading = read_postcode("01001", frozenset({"UA"}), rules)
    assert [one.field for one in reading.counter_evidence] == ["postal_code"]


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("Wine from UA-43, bottled", "UA-43"),
        ("wine, ua-43", "ua-43"),
        ("Straße 5, UA 43", "UA 43"),
        ("原産地ＵＡ－４３", "ＵＡ－４３"),
        ("産地はUA-43です", "UA-43"),
        ("XUA-43", None),
        ("ÉUA-43", None),
        ("UA-43b", None),
        ("産地 ＵＡ－４３", "ＵＡ－４３"),
        ("産地 ＵＡー４３", "ＵＡー４３"),
        ("UA–43", "UA–43"),
        ("loaded at UASVP", "UASVP"),
        ("code UA01020030010049747", "UA01020030010049747"),
        ("ua svp", None),
        ("UA-30", None),
    ],
)
def test_codes_in_a_text_are_quoted_as_written(text: str, matched: str | None, rules: OriginRules) -> None:
    found = [one.evidence for one in codes_in("text", text, rules)]
    assert [one.matched for one in found] == ([] if matched is None else [matched])
    assert all(text[one.start : one.end] == one.matched for one in found)


@pytest.mark.parametrize(
    ("text", "countries", "matched"),
    [
        ("95000 Simferopol", {"UA"}, ["95000"]),
        ("郵便番号９５０００", {"UA"}, ["９５０００"]),
        ("〒９５０００", {"UA"}, ["９５０００"]),
        ("RU-299011, ul. Lenina", set(), ["RU-299011"]),
        ("299011 RU", set(), ["299011 RU"]),
        ("ul. Lenina 5, 299011 (RU)", set(), ["299011 (RU"]),
        ("RU299011", set(), ["RU299011"]),
        ("299 011 Россия", set(), ["299 011 Россия"]),
        ("Lenina 1, 299 011, Russian Fed.", set(), ["299 011, Russian Fed"]),
        ("UKR 95000", set(), ["UKR 95000"]),
        ("Ukraine, 95 000", {"UA"}, ["Ukraine, 95 000"]),
        ("12 299 011 RU", set(), []),
        ("299 011 USD", {"RU"}, []),
        ("299011 ru", set(), []),
        ("RUE 299011", set(), []),
        ("101000 RU", set(), []),
        ("95000 Simferopol", {"FR"}, []),
        ("tel. 95000-12", {"UA"}, []),
        ("order 1295000", {"UA"}, []),
    ],
)
def test_postcodes_in_a_text(text: str, countries: set[str], matched: list[str], rules: OriginRules) -> None:
    found = [one.evidence for one in postcodes_in("text", text, frozenset(countries), rules)]
    assert [one.matched for one in found] == matched
    assert all(text[one.start : one.end] == one.matched for one in found)


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("from UKFF", "UKFF"),
        ("via SIP airport", "SIP airport"),
        ("airport: SIP", "airport: SIP"),
        ("SIP", "SIP"),
        ("ＳＩＰ", "ＳＩＰ"),
        ("シンフェロポリＳＩＰ空港", "ＳＩＰ空港"),
        ("空港SIP経由", "空港SIP"),
        ("GOSSIP airport", None),
        ("UKFFX", None),
        ("take a SIP", None),
        ("sip", None),
    ],
)
def test_airports_are_quoted_as_written_and_never_decide(text: str, matched: str | None, rules: OriginRules) -> None:
    found = airports_in("text", text, rules)
    assert [one.evidence.matched for one in found] == ([] if matched is None else [matched])
    assert all(text[one.evidence.start : one.evidence.end] == one.evidence.matched for one in found)
    assert all(one.limit is REVIEW for one in found)


@settings(deadline=None, max_examples=examples(60))
@given(text=st.text(alphabet="UARU-– 0123456789９５０SVPŠßﬁ４３airportSIP空港ー", max_size=24))
def test_every_code_found_in_any_text_lies_where_it_is_said_to(text: str, rules: OriginRules) -> None:
    home = frozenset({"UA", "RU"})
    for one in (
        *codes_in("text", text, rules),
        *postcodes_in("text", text, home, rules),
        *airports_in("text", text, rules),
    ):
        assert text[one.evidence.start : one.evidence.end] == one.evidence.matched


def test_a_note_of_the_code_is_told(rules: OriginRules) -> None:
    assert "Simferopol airport" in airports_in("text", "UKFF", rules)[0].evidence.detail


@pytest.mark.parametrize(
    ("text", "territories"),
    [
        ("298600, ул. Московская, 9", ["crimea"]),
        ("индекс 299011, ул. Ленина", ["sevastopol"]),
        ("117036, ул. Севастопольская", []),
        ("298600, Moscow street", []),
        ("Итого 299000, рублей", []),
    ],
)
def test_a_russian_address_may_begin_with_its_postcode(text: str, territories: list[str], rules: OriginRules) -> None:
    found = postcodes_in("address", text, frozenset(), rules)
    assert [(one.territory, one.limit) for one in found] == [(territory, REVIEW) for territory in territories]


def test_a_crimean_port_under_the_prefix_of_russia_in_a_text(rules: OriginRules) -> None:
    assert [one.limit for one in codes_in("text", "RUSVP", rules)] == [REVIEW]
