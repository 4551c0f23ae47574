"""Texts that a spreadsheet would take for a formula."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.common.spreadsheets import harmless_text
from tests.examples import examples


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(1)"]
)
def test_a_formula_becomes_text(text: str) -> None:
    assert harmless_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Zelmanko", "1-1", "'=1", "a=b", "—"])
def test_other_text_stays(text: str) -> None:
    assert harmless_text(text) == text


@settings(deadline=None, max_examples=examples(60))
@given(st.text(max_size=10))
def test_nothing_begins_like_a_formula_and_nothing_is_lost(text: str) -> None:
    found = harmless_text(text)
    assert found[:1] not in set("=+-@\t\r\n＝＋－＠")
    assert found.removeprefix("'") == text or found == text
