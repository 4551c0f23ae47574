"""Partial dates: what is read, what is refused, and how they are written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.model.entity import PartialDate
from tests.examples import examples

DATES = st.one_of(
    st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1, 9999)),
)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1972", PartialDate(1972)),
        ("1972-11", PartialDate(1972, 11)),
        ("1972-1-2", PartialDate(1972, 1, 2)),
        (" 1972-11-26\n", PartialDate(1972, 11, 26)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
    ],
)
def test_what_is_read(text: str, date: PartialDate) -> None:
    assert PartialDate.parse(text) == date


@pytest.mark.parametrize("text", ["", "72", "26.11.1972", "1972/11", "1972-11-26T00:00", "1972-", "１９７２", "197２"])
def test_anything_else_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(ValueError, match="expected YYYY, YYYY-MM or YYYY-MM-DD, got "):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["1972-13", "1972-00", "1972-02-30", "2023-02-29", "1972-01-00", "0000"])
def test_an_impossible_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|day|year"):
        PartialDate.parse(text)


@settings(deadline=None, max_examples=examples(60))
@given(DATES)
def test_what_is_written_is_read_again(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date
