"""Everything that keeps a request from being screened: where, why, what was expected, what was got."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.common.cooperative import run_to_completion
from service.engine.goods.model import Amount, Certificate, Goods, Origin
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType, Identifier, PartialDate
from service.engine.screening.errors import Fault
from service.engine.screening.request import (
    MAX_CERTIFICATE,
    MAX_ITEMS,
    MAX_NAME_CHARACTERS,
    MAX_TEXT,
    MAX_TEXTS,
    MAX_WORDS,
    GoodsQuery,
    PartyQuery,
    ScreeningRequest,
)
from service.engine.screening.validation import country_faults, faults_in_steps, name_faults
from tests.examples import examples

ON = date(2026, 11, 23)
PERSON = EntityType.PERSON


def check(*asked: Party | Goods) -> list[Fault]:
    parties = [one for one in asked if isinstance(one, Party)]
    goods = [one for one in asked if isinstance(one, Goods)]
    request = ScreeningRequest(
        parties=tuple(PartyQuery(str(at), one) for at, one in enumerate(parties)),
        goods=tuple(GoodsQuery(str(at), one) for at, one in enumerate(goods)),
    )
    return run_to_completion(faults_in_steps(request, on=ON, max_name_length=50))


def person(name: str = "Zelmanko Qorvatin", *aliases: str, **facts: object) -> Party:
    return Party(PERSON, (name, *aliases), **facts)  # type: ignore[arg-type]


def goods(origin: Origin | None = None, **facts: object) -> Goods:
    return Goods(origin=origin or Origin(country="JP"), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked",
    [
        person(),
        person(birth_date=PartialDate(1800), nationalities=("JP", "XK"), countries=("GB",), address="x" * MAX_TEXT),
        person(birth_date=PartialDate(2026, 11, 23)),
        Party(EntityType.VESSEL, (), identifiers=(Identifier("imo", "9074729"),)),
        goods(),
        goods(Origin(latitude=-90, longitude=180)),
        goods(Origin(), certificate=Certificate(number="7")),
        goods(Origin(locode="ua svp", subdivision="UA-43")),
        goods(Origin(subdivision="Crimea"), quantity=Amount(0, "kg"), unit_price=Amount(1, "kg", "USD")),
        goods(Origin(), destination="RU"),
    ],
)
def test_what_can_be_screened(asked: Party | Goods) -> None:
    assert check(asked) == []


@pytest.mark.parametrize(
    ("asked", "pointer", "detail"),
    [
        (Party(PERSON, ()), "/parties/0/name", "nobody to screen"),
        (person("..."), "/parties/0/name", "cannot be searched: it has no letters or digits"),
        (person("Zelmanko", "Ltd."), "/parties/0/aliases/0", "cannot be searched: it is only a legal form"),
        (person("x" * 51), "/parties/0/name", "at most 50 characters, this one has 51"),
        (person("㍿" * 20), "/parties/0/name", "at most 50 characters, this one has 80"),
        (person("Zelmanko \ufffd"), "/parties/0/name", "damaged before it came here"),
        (person(*(["Qorvatin Ibrin"] * 400)), "/parties/0/aliases", f"{MAX_NAME_CHARACTERS} characters together"),
        (
            person(nationalities=("JP", "UK")),
            "/parties/0/nationalities/1",
            "unknown country code 'UK'; did you mean 'GB'?",
        ),
        (person(countries=("jp",)), "/parties/0/countries/0", "unknown country code 'jp'"),
        (person(birth_date=PartialDate(1799, 12, 31)), "/parties/0/birth_date", "nobody born before 1800"),
        (person(birth_date=PartialDate(2026, 12)), "/parties/0/birth_date", "lies after 2026-11-23"),
        (
            Party(EntityType.UNKNOWN, ("Zelmanko",), birth_date=PartialDate(3000)),
            "/parties/0/birth_date",
            "lies after 2026-11-23",
        ),
        (person(identifiers=(Identifier("tax", "--"),)), "/parties/0/identifiers/0/value", "no letter and no digit"),
        (
            person(identifiers=(Identifier("tax", "123456", "EL"),)),
            "/parties/0/identifiers/0/country",
            "unknown country code 'EL'; did you mean 'GR'?",
        ),
        (
            Party(PERSON, (), identifiers=(Identifier("passport", "12"),)),
            "/parties/0/identifiers/0/value",
            "too short to tell anybody apart",
        ),
        (person(address="x" * (MAX_TEXT + 1)), "/parties/0/address", f"at most {MAX_TEXT} characters"),
        (person(address="a \ud800"), "/parties/0/address", "damaged"),
        (goods(Origin()), "/goods/0", "nothing says where these goods come from"),
        (goods(Origin(text="...")), "/goods/0", "nothing says where these goods come from"),
        (goods(Origin(country="XX")), "/goods/0/origin/country", "unknown country code 'XX'"),
        (goods(destination="Japan"), "/goods/0/destination", "unknown country code 'Japan'"),
        (goods(Origin(latitude=44.0)), "/goods/0/origin/longitude", "longitude is missing"),
        (goods(Origin(latitude=91.0, longitude=0.0)), "/goods/0/origin/latitude", "not on this planet"),
        (goods(Origin(latitude=float("nan"), longitude=0.0)), "/goods/0/origin/latitude", "not on this planet"),
        (goods(quantity=Amount(-1, "kg")), "/goods/0/quantity/value", "-1 is no quantity"),
        (goods(unit_price=Amount(float("inf"), "kg", "USD")), "/goods/0/unit_price/amount", "inf is no unit_price"),
        (goods(unit_price=Amount(1, "kg", "usd")), "/goods/0/unit_price/currency", "'usd' is no currency code"),
        (goods(port_of_loading="x" * (MAX_WORDS + 1)), "/goods/0/port_of_loading", f"at most {MAX_WORDS}"),
        (goods(description="\ufffd"), "/goods/0/description", "damaged"),
        (goods(Origin(city="x" * (MAX_WORDS + 1))), "/goods/0/origin/city", f"at most {MAX_WORDS}"),
        (goods(Origin(locode="SVP")), "/goods/0/origin/locode", "a UN/LOCODE has two letters"),
        (goods(Origin(subdivision="XX-43")), "/goods/0/origin/subdivision", "there is no country 'XX'"),
        (
            goods(certificate=Certificate(issuer="x" * (MAX_CERTIFICATE + 1))),
            "/goods/0/certificate_of_origin/issuer",
            f"at most {MAX_CERTIFICATE}",
        ),
        (
            goods(certificate=Certificate(issuer_country="ZZ")),
            "/goods/0/certificate_of_origin/issuer_country",
            "unknown country code 'ZZ'",
        ),
    ],
)
def test_one_fault_is_told_where_it_is(asked: Party | Goods, pointer: str, detail: str) -> None:
    (fault,) = check(asked)
    assert fault.pointer == pointer
    assert detail in fault.detail
    assert fault.expected


def test_every_fault_is_told_not_only_the_first() -> None:
    found = check(person("..."), person(countries=("UK",)), goods(Origin(country="ZZ", latitude=99, longitude=0)))
    assert [one.pointer for one in found] == [
        "/parties/0/name",
        "/parties/1/countries/0",
        "/goods/0/origin/country",
        "/goods/0/origin/latitude",
    ]


def test_nothing_asked_and_too_much_asked() -> None:
    assert [(one.pointer, one.expected) for one in check()] == [("", "parties or goods")]
    found = check(*([person()] * (MAX_ITEMS + 1)))
    assert [(one.pointer, one.got) for one in found] == [("/parties", MAX_ITEMS + 1)]


def test_all_texts_that_are_read_for_places_count_together() -> None:
    text = "x" * MAX_TEXT
    half = MAX_TEXTS // MAX_TEXT // 2
    addresses = [person(address=text) for _ in range(half)]
    lines = [goods(Origin(text=text)) for _ in range(half)]
    assert check(*addresses, *lines) == []
    (fault,) = check(*addresses, *lines, goods(Origin(city="x")))
    assert (fault.pointer, fault.got) == ("", MAX_TEXTS + 1)
    assert "send fewer" in fault.detail


def test_an_id_stands_for_one_party() -> None:
    request = ScreeningRequest(
        parties=(PartyQuery("a", person()), PartyQuery("b", person()), PartyQuery("a", person()))
    )
    (fault,) = run_to_completion(faults_in_steps(request, on=ON, max_name_length=50))
    assert (fault.pointer, fault.got) == ("/parties/2/id", "a")
    assert "already that of /parties/0" in fault.detail


def test_a_damaged_text_is_shown_without_the_halves_of_characters() -> None:
    (fault,) = name_faults("/name", "Zel \udfff", PERSON, 50)
    assert fault.got == "Zel \ufffd"


def test_a_country_may_be_missing_but_not_empty() -> None:
    assert list(country_faults("/c", None)) == []
    assert [one.got for one in country_faults("/c", "")] == [""]


TEXTS = st.text(max_size=60)


@settings(deadline=None, max_examples=examples(60))
@given(TEXTS, st.lists(TEXTS, max_size=3), TEXTS, st.one_of(st.none(), TEXTS))
def test_any_request_is_checked_and_every_pointer_stands_in_it(
    name: str, aliases: list[str], value: str, text: str | None
) -> None:
    party = Party(PERSON, (name, *aliases), identifiers=(Identifier("x", value),), address=text, countries=(value,))
    for fault in check(party, goods(Origin(text=text, locode=value, subdivision=name), hs_code=value)):
        assert fault.pointer.startswith(("/parties/0/", "/goods/0"))
        assert fault.detail


def test_a_party_of_many_names_is_checked_in_as_many_steps() -> None:
    party = Party(type=PERSON, names=tuple(f"Zelmanko Qorvatin{number}" for number in range(30)))
    request = ScreeningRequest(reference=None, parties=(PartyQuery("1", party),))
    assert len([*faults_in_steps(request, on=ON, max_name_length=50)]) >= 30
