"""What stands around a date in a cell."""

import pytest

from service.bulk.date_notation import Notation, says_unknown, stated_order, taken_apart
from service.bulk.dates import read_date


@pytest.mark.parametrize(
    ("text", "date", "about"),
    [
        ("dob: fri 23/xi/1962 00:00", "23/nov/1962", False),
        ("12.iv.1962", "12.apr.1962", False),
        ("x.1962", "oct.1962", False),
        ("vers 1962", "1962", True),
        ("около 1962 г.", "1962", True),
        ("1962 (approx.)", "1962", True),
        ("1962?", "1962", True),
        ("1962-11-xx", "1962-11-00", False),
        ("--/--/1962", "00/00/1962", False),
        ("1962-11-23 00:00:00+09:00", "1962-11-23", False),
        ("昭和三十七年十一月二十三日", "昭和37年11月23日", False),
        ("一九六二年", "1962年", False),
        ("23/11/2505 be", "23/11/ 1962", False),
        ("พ.ศ. 2505", "1962", False),
        ("พ.ศ. 2480", "พ.ศ. 2480", False),
        ("b", "b", False),
    ],
)
def test_words_are_taken_off(text, date, about):
    assert taken_apart(text) == Notation(date, about)


def test_times_other_than_midnight_stay():
    assert taken_apart("1962-11-23t15:00:00z").date == "1962-11-23t15:00:00z"


def test_words_around_a_date_do_not_say_which_part_is_the_day():
    with pytest.raises(ValueError, match="day or month first"):
        read_date("DOB: 03/04/1972")


@pytest.mark.parametrize("text", ["1341-09-02", "1382", "02/09/1341"])
def test_years_of_other_calendars_are_refused(text):
    with pytest.raises(ValueError, match="another calendar"):
        read_date(text, "dmy")


@pytest.mark.parametrize(("text", "unknown"), [("n.d.", True), ("(待查)", True), ("1962", False), ("born", False)])
def test_words_that_say_unknown(text, unknown):
    assert says_unknown(text) is unknown


@pytest.mark.parametrize(
    ("header", "order"),
    [
        ("Date of birth (DD/MM/YYYY)", "dmy"),
        ("Né le JJ/MM/AAAA", "dmy"),
        ("Doğum tarihi GG.AA.YYYY", "dmy"),
        ("ДД.ММ.ГГГГ", "dmy"),
        ("DOB mm-dd-yyyy", "mdy"),
        ("DOB (yyyy-mm-dd)", None),
        ("Date of birth", None),
    ],
)
def test_a_header_may_state_the_order(header, order):
    assert stated_order(header) == order
