"""Whether a code lies inside a prefix of a measure: the longest prefix, exceptions, coarser codes, days."""

from __future__ import annotations

from datetime import date

import pytest

from service.engine.goods.code_match import code_digits, match_code
from service.engine.goods.import_law import import_law_of
from service.engine.goods.import_measures import ALL, CodeLine
from tests.engine.goods.measures import measure_of

ON = date(2026, 11, 1)


def line(prefix: str, *excepted: str, since: date | None = None, until: date | None = None, condition: str = "",
         condition_until: date | None = None) -> CodeLine:  # fmt: skip
    return CodeLine(prefix, False, excepted, "", "2022", since, until, "Annex", condition, condition_until, "read")


def matched(digits: str, *lines: CodeLine, on: date = ON) -> tuple[str, bool] | None:
    one = measure_of(codes=lines)
    found = match_code(import_law_of((one,), (), frozenset()), one, digits, on)
    return None if found is None else (found.line.prefix, found.inside)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("2709.00", "270900"),
        ("2709 00 90", "27090090"),
        ("２７０９．００", "270900"),
        ("HS 72", "72"),
        ("7", ""),
        ("", ""),
        (None, ""),
        ("n/a", ""),
        ("²³", ""),
    ],
)
def test_digits_as_written(written: str | None, digits: str) -> None:
    assert code_digits(written) == digits


@pytest.mark.parametrize(
    ("digits", "lines", "expected"),
    [
        ("72083900", [line("7208")], ("7208", True)),
        ("7208", [line("7208")], ("7208", True)),
        ("7209", [line("7208")], None),
        ("72", [line("7208")], ("7208", False)),
        ("72083900", [line("72"), line("7208"), line("720839")], ("720839", True)),
        ("72083900", [line("720839"), line("7208")], ("720839", True)),
        ("72083900", [line("7208", "72083900")], None),
        ("720839", [line("7208", "72083900")], ("7208", False)),
        ("7208", [line(ALL)], (ALL, True)),
        ("", [line(ALL)], (ALL, True)),
        ("", [line("7208")], None),
        ("7208", [line("7208"), line("720839")], ("7208", True)),
        ("7208", [line("7208"), line("720839", condition="proof of origin")], ("720839", False)),
    ],
)  # fmt: skip
def test_the_line_that_decides(digits: str, lines: list[CodeLine], expected: tuple[str, bool] | None) -> None:
    assert matched(digits, *lines) == expected


def test_a_condition_that_has_run_out_no_longer_makes_a_match_coarser() -> None:
    lines = (line("7208"), line("720839", condition="quota", condition_until=date(2024, 1, 1)))
    assert matched("7208", *lines, on=date(2024, 1, 1)) == ("720839", False)
    assert matched("7208", *lines, on=date(2024, 1, 2)) == ("7208", True)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2023, 2, 4), None),
        (date(2023, 2, 5), ("2710", True)),
        (date(2024, 2, 5), ("2710", True)),
        (date(2024, 2, 6), None),
    ],
)
def test_a_line_counts_on_its_days_only(on: date, expected: tuple[str, bool] | None) -> None:
    assert matched("271019", line("2710", since=date(2023, 2, 5), until=date(2024, 2, 5)), on=on) == expected
