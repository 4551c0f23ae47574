"""Birth dates and countries in the text of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.text_facts import birth_date_in, countries_in, may_hold_facts


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Testan Examplov DOB 01.02.1970", "1970-02-01"),
        ("Testan Examplov, born 1970-02-01", "1970-02-01"),
        ("EXAMPLOV, Testan (d.o.b. 1 February 1970)", "1970-02-01"),
        ("Testan Examplov born Feb 1, 1970 in Zenda", "1970-02-01"),
        ("Testan Examplov DOB: 01FEB1970", "1970-02-01"),
        ("Testan Examplov geb. 17.11.1970", "1970-11-17"),
        ("Testan Examplov né le 17/11/1970", "1970-11-17"),
        ("Testan Examplov DOB 11/17/1970", "1970-11-17"),
        ("Testan Examplov DOB 03/04/1970", "1970"),
        ("Testan Examplov (1970)", "1970"),
        ("Testan Examplov (b. 1970)", "1970"),
        ("Testan Examplov *1970", "1970"),
        ("Примеров Тестан 1970 г.р.", "1970"),
        ("Примеров Тестан, дата рождения 5 мая 1970", "1970-05-05"),
        ("見本太郎 1970年2月1日生", "1970-02-01"),
        ("1/Testan Examplov 4/19700201 5/RU/Zenda", "1970-02-01"),
    ],
)
def test_a_date_of_birth_is_read(text: str, born: str) -> None:
    assert may_hold_facts(text)
    assert str(birth_date_in(text)) == born


@pytest.mark.parametrize(
    "text",
    [
        "Testan Examplov 1970",
        "INV 12345 DTD 01.02.1970 Testan Examplov",
        "Testan Examplov, account 19700201",
        "Testan Examplov DOB 31.02.1970",
        "Testan Examplov DOB unknown",
        "Testan Examplov",
    ],
)
def test_other_dates_are_none_of_birth(text: str) -> None:
    assert birth_date_in(text) is None


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Testan Examplov (Venezuela)", ("VE",)),
        ("Testan Examplov, nationality: Iranian", ("IR",)),
        ("Testan Examplov [Syria], citizen of Russia", ("SY", "RU")),
        ("Примеров Тестан, гражданин Украина", ("UA",)),
        ("Примерова Тестана, ГРАЖДАНКА Украина", ("UA",)),
        ("Jordan Examplov", ()),
        ("Testan Examplov (Lucky)", ()),
    ],
)
def test_countries_in_brackets_or_behind_words_are_read(text: str, countries: tuple[str, ...]) -> None:
    assert may_hold_facts(text) or not countries
    assert countries_in(text) == countries


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    birth_date_in(text)
    countries_in(text)
