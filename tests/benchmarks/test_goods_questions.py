"""The trade questions with answers derived from the rows of the law."""

from __future__ import annotations

import pytest

from benchmarks.goods_questions import Row, answer_of, questions
from service.engine.goods.rules import OriginRules
from tests.bundled import bundled_rules


@pytest.fixture(scope="module")
def rules() -> OriginRules:
    return bundled_rules()


@pytest.mark.parametrize("row", questions(), ids=lambda row: row["id"])
def test_question(row: Row, rules: OriginRules) -> None:
    assert answer_of(row, rules) in row["accept"].split("|"), row["why"]


def test_there_are_as_many_as_promised() -> None:
    assert len(questions()) >= 300
