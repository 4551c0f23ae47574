"""The days of a measure."""

from dataclasses import replace
from datetime import date

import pytest

from service.engine.goods.import_measures import ALL, ImportMeasure, PriceCap
from tests.bundled import bundled_rules

FIRST, LAST, CHECKED = date(2020, 1, 1), date(2021, 12, 31), date(2021, 6, 1)


@pytest.fixture
def measure() -> ImportMeasure:
    """A measure of two years on one code."""
    some = next(one for one in bundled_rules().imports.measures if one.codes and not one.all_goods)
    return replace(some, in_force_from=FIRST, in_force_to=LAST, date_grade="read", checked=CHECKED)


def test_the_first_and_the_last_day_count(measure: ImportMeasure) -> None:
    days = (date(2019, 12, 31), FIRST, LAST, date(2022, 1, 1))
    assert [measure.in_force(day) for day in days] == [False, True, True, False]
    assert replace(measure, in_force_from=None, in_force_to=None).in_force(date(1990, 1, 1))


def test_a_first_day_that_nobody_read_is_uncertain(measure: ImportMeasure) -> None:
    unread = replace(measure, date_grade="background")
    days = (date(2018, 1, 1), date(2019, 12, 31), FIRST)
    assert [unread.start_uncertain(day) for day in days] == [False, True, False]
    assert not measure.start_uncertain(date(2019, 12, 31))


def test_an_end_that_nobody_looked_at_since_may_have_been_put_off(measure: ImportMeasure) -> None:
    assert measure.lapse_unconfirmed(date(2022, 1, 1))
    assert not measure.lapse_unconfirmed(LAST)
    assert not replace(measure, checked=date(2022, 1, 1)).lapse_unconfirmed(date(2022, 1, 2))


def test_a_cap_holds_on_its_days(measure: ImportMeasure) -> None:
    cap = PriceCap(FIRST, LAST, 60.0, "USD", "barrel", "oil")
    capped = replace(measure, caps=(cap,))
    assert (capped.cap_on(LAST), capped.cap_on(date(2022, 1, 1))) == (cap, None)


def test_a_line_on_every_product_makes_it_one_on_all_goods(measure: ImportMeasure) -> None:
    line = replace(measure.codes[0], prefix=ALL, condition="a licence", condition_until=LAST)
    assert replace(measure, codes=(line,)).all_goods
    assert (line.open_condition(LAST), line.open_condition(date(2022, 1, 1))) == ("a licence", "")
