"""Variants of names of companies and persons that stand inside one published name."""

import pytest

from service.watchlists.parsing.names import company_variants

VARIANTS = [
    ("EXAMPLE AIRLINES (EXA)", {"EXAMPLE AIRLINES": False, "EXA": True}),
    ("EXAMPLE (EXAMPL) LTD", {"EXAMPLE LTD": False, "EXAMPL LTD": False}),
    ("Examplebank (Bank for Tests and Examples)", {"Examplebank": False, "Bank for Tests and Examples": False}),
    ("Self-proclaimed “Test(Tests) Guard”", {"Test(Tests) Guard": False, "Test Guard": False, "Tests Guard": False}),
    ("ORION CO ; VEGA CO", {"ORION CO": False, "VEGA CO": False}),
    ("TEST (NAMIBIA) CC", {"TEST CC": False}),
    ("Plain Company", {}),
]


@pytest.mark.parametrize(("name", "expected"), VARIANTS)
def test_company_variants(name: str, expected: dict[str, bool]) -> None:
    assert {found.text: found.weak for found in company_variants(name)} == expected
