"""Dates that are never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.bulk.dates import read_date
from service.engine.model.entity import PartialDate


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
        ("1972 11 26", None, "1972-11-26"),
        ("1972-Nov-26", None, "1972-11-26"),
        ("26 ноября 1972 г.", None, "1972-11-26"),
        ("26 de noviembre de 1972", None, "1972-11-26"),
        ("1er décembre 1972", None, "1972-12-01"),
        ("2 Μαΐου 1972", None, "1972-05-02"),
        ("26 KASIM 1972", None, "1972-11-26"),
        ("26 تشرين الثاني 1972", None, "1972-11-26"),
        ("١٩٧٢-١١-٢٦", None, "1972-11-26"),
        ("1972년 11월 26일", None, "1972-11-26"),
        ("昭47.11.26", None, "1972-11-26"),
        ("DOB 30 December 1972", None, "1972-12-30"),
        ("1972 m. lapkričio 26 d.", None, "1972-11-26"),
        ("ngày 5 tháng 6 năm 1972", None, "1972-06-05"),
        ("26 พ.ย. 2515", None, "1972-11-26"),
        ("২৬ নভেম্বর ১৯৭২", None, "1972-11-26"),
        ("03-ago-1972", None, "1972-08-03"),
        ("民國61/11/26", None, "1972-11-26"),
        ("1972年11月26号", None, "1972-11-26"),
        ("昭和47年(1972年)11月26日", None, "1972-11-26"),
        ("1351/9/5 (26/11/1972)", None, "1972-11-26"),
        ("Sun Nov 26 00:00:00 UTC 1972", None, "1972-11-26"),
        ("*26.11.1972", None, "1972-11-26"),
        ("26\\11\\1972", None, "1972-11-26"),
        ("26111972", None, "1972-11-26"),
        ("Date of Birth - 26/11/1972", None, "1972-11-26"),
        ("26 Kasım 1972 doğumlu", None, "1972-11-26"),
        ("1972년 11월 26일생", None, "1972-11-26"),
    ],
)
def test_dates(text, order, expected):
    assert str(read_date(text, order)) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("03/04/1972", "26/11/72", "yesterday", "1972-13", "31/02/1972", "26 Foo 1972", "45000", "31 Feb 1972"),
        *("昭和47年2月30日", "S47.13.1", "1970-1972", "1970s", "1972 or 1973", "born in May", "4 March 1972, London"),
        *("26 listopada 1972", "31 ноября 1972", "1972 13 40", "26 dozen 1972", "1972년 11월 31일"),
        *("03041972", "1972 (1973)", "1972 s", "26 srp 1972", "62년생", "03,04,1972", "26 พ.ย. 15"),
    ],
)
def test_dates_that_are_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        read_date(text)


@pytest.mark.parametrize(
    "text",
    [
        *("N/A", "unknown", "不明", "-", "0000-00-00", "00/00/0000", "未詳", "None", "неизвестно", "#N/D"),
        *("DOB: n/a", "生年月日不明", "Unknown / N.A.", "Geburtsdatum unbekannt", "DOB:"),
        *("01/01/1900", "1900", "31/12/9999", "99/99/9999", "0001-01-01T00:00:00", "30.12.1899", "11/11/1111"),
        "1900-01-01",
    ],
)
def test_words_for_unknown_are_no_date(text):
    assert read_date(text) is None


@given(st.dates(min_value=date(1600, 1, 1)), st.sampled_from(["dmy", "mdy"]))
def test_a_date_with_a_stated_order_is_read_back(day, order):
    text = day.strftime("%d/%m/%Y" if order == "dmy" else "%m/%d/%Y")
    text = text[:6] + f"{day.year:04d}"
    assert read_date(text, order) == PartialDate(day.year, day.month, day.day)


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2099, 12, 31)) | st.just(date(1900, 1, 1)))
def test_a_day_as_iso_has_it_is_read_as_any_other_notation_of_it(day):
    assert read_date(day.isoformat()) == read_date(day.strftime("%Y/%m/%d"))


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1901, 2020))
def test_without_an_order_two_readings_are_never_decided(first, second, year):
    text = f"{first}/{second}/{year}"
    if first == second:
        assert read_date(text) == PartialDate(year, first, first)
    else:
        with pytest.raises(ValueError, match="day or month first"):
            read_date(text)
