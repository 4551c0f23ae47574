"""Dates in all the notations that lists use."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.model.entity import PartialDate
from service.watchlists.parsing.dates import excel_date, is_year, partial, read_dates, read_day, read_days, unread_day

CASES = [
    ("09 Jul 1950", [("1950-07-09", "1950-07-09", False)]),
    ("circa 1970", [("1970", "1970", True)]),
    ("1954 to 1956", [("1954", "1956", False)]),
    ("circa 1945 to 1950", [("1945", "1950", True)]),
    ("03 Jan 1950 to 04 Feb 1951", [("1950-01-03", "1951-02-04", False)]),
    ("00/00/1994", [("1994", "1994", False)]),
    ("00/02/1961", [("1961-02", "1961-02", False)]),
    ("dd/mm/1965", [("1965", "1965", False)]),
    ("a) Approximately 1955- 1958 b) 1960", [("1955", "1958", True), ("1960", "1960", False)]),
    ("1965年3月29日又は1970年1月18日", [("1965-03-29", "1965-03-29", False), ("1970-01-18", "1970-01-18", False)]),
    ("(a)1985年頃（b）１９８４年から1986年までの間", [("1985", "1985", True), ("1984", "1986", False)]),
    ("昭和40年3月", [("1965-03", "1965-03", False)]),
    ("平成元年", [("1989", "1989", False)]),
    ("18453", [("1950-07-09", "1950-07-09", False)]),
    ("1940s", [("1940", "1949", False)]),
    ("late 1960s", [("1966", "1969", False)]),
    ("between 1970 and 1973", [("1970", "1973", False)]),
    ("1970 and 1973", [("1970", "1970", False), ("1973", "1973", False)]),
    ("31 Feb 1960", [("1960-02", "1960-02", False)]),
    ("1971年生\nBorn 1971", [("1971", "1971", False)]),
    ("03/28/1970", [("1970-03-28", "1970-03-28", False)]),
    ("13-Feb-2026", [("2026-02-13", "2026-02-13", False)]),
    ("26 November 2004, 4 December 2019", [("2004-11-26", "2004-11-26", False), ("2019-12-04", "2019-12-04", False)]),
    ("или 23 ноября 1962 г.", [("1962-11-23", "1962-11-23", False)]),
    ("3 de diciembre de 1970", [("1970-12-03", "1970-12-03", False)]),
    ("1955-58", [("1955", "1958", False)]),
    ("entre 1960 et 1965", [("1960", "1965", False)]),
    ("1960 et 1965", [("1960", "1960", False), ("1965", "1965", False)]),
    ("1960年至1965年", [("1960", "1965", False)]),
    ("около 1965 г.", [("1965", "1965", True)]),
    ("1965, 29 March", [("1965-03-29", "1965-03-29", False)]),
    ("29 มี.ค. 1965", [("1965-03-29", "1965-03-29", False)]),
    ("民國54.3.29", [("1965-03-29", "1965-03-29", False)]),
    ("1972-08-10 or 1972-08-11", [("1972-08-10", "1972-08-10", False), ("1972-08-11", "1972-08-11", False)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_notations(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert [(str(d.earliest), str(d.latest), d.circa) for d in read_dates(text)] == expected


@pytest.mark.parametrize("text", ["unknown", "30-35 years old", "24/06/1402 (Hijri Calendar)", "1385H"])
def test_words_without_a_date_are_kept(text: str) -> None:
    (found,) = read_dates(text)
    assert (found.raw, found.earliest, found.latest) == (text, None, None)


def test_cells_of_other_kinds() -> None:
    assert read_dates(None) == read_dates("  ") == ()
    assert read_dates(18453.0)[0].earliest == PartialDate(1950, 7, 9)
    assert read_dates(1963.0)[0].earliest == PartialDate(1963)
    assert read_dates(datetime(1970, 1, 2, 0, 0))[0].earliest == PartialDate(1970, 1, 2)


def test_american_dates_only_where_asked() -> None:
    assert read_day("03/04/2020") == date(2020, 4, 3)
    assert read_day("03/04/2020", month_first=True) == date(2020, 3, 4)


def test_days_in_a_sentence() -> None:
    assert read_days("Listed on 2 Sep. 2014 (relisted on 1 Sep. 2017)") == (date(2014, 9, 2), date(2017, 9, 1))


@given(st.text(max_size=80))
def test_nothing_makes_it_fail(text: str) -> None:
    for found in read_dates(text):
        assert found.raw
        assert (found.earliest is None) == (found.latest is None)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_survives_every_notation(day: date) -> None:
    month = day.strftime("%b")
    for text in (
        day.isoformat(),
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
    ):
        assert read_day(text) == day, text


@given(st.integers(2_200, 60_000))
def test_excel_serials_count_days(serial: int) -> None:
    following, day = excel_date(serial + 1), excel_date(serial)
    assert day is not None
    assert following is None or (following - day).days == 1


@given(st.integers(1, 9999), st.integers(-5, 40), st.integers(-5, 40))
def test_impossible_parts_are_dropped(year: int, month: int, day: int) -> None:
    assert partial(year, month, day).year == year


def test_words_that_are_no_day_are_kept_as_a_fact() -> None:
    assert [*unread_day("listed on", "2021-02-31")] == [("listed on", "2021-02-31")]
    assert [*unread_day("listed on", "2021-02-28"), *unread_day("listed on", "")] == []


@pytest.mark.parametrize(
    ("text", "known"), [("2021", True), ("1", True), ("0", False), ("99999", False), ("-1", False), ("", False)]
)
def test_years_that_a_date_can_have(text: str, known: bool) -> None:
    assert is_year(text) is known
