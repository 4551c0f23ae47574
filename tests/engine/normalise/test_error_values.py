"""Error values of spreadsheets in any language."""

import pytest

from service.engine.normalise.error_values import is_error_value
from service.engine.normalise.words import read_table

VALUES = [value for row in read_table("spreadsheet_errors.csv") for value in row["values"].split("|")]


@pytest.mark.parametrize("value", [*VALUES, " #REF! ", "#ПЕРЕНОС!", "#スピル!", "#溢出!"])
def test_the_value_of_a_failed_formula_is_known(value):
    assert is_error_value(value)


@pytest.mark.parametrize(
    "text", ["# 5", "#12", "#Zelmar!", "#Zelmar Bau", "REF!", "Zelmar #REF!", "Errol", "C#", "Loading Ltd"]
)
def test_other_texts_are_none(text):
    assert not is_error_value(text)
