"""The most severe of some decisions."""

import pytest

from service.engine.model.decision import Decision, worst


@pytest.mark.parametrize("decisions", [[], ["clear"], ["clear", "review"], ["block", "review", "clear"]])
def test_worst(decisions):
    order = ["clear", "review", "block"]
    expected = max(decisions, key=order.index, default="clear")
    assert worst(map(Decision, decisions)) == expected


def test_a_severer_decision_has_a_higher_number():
    assert [one.severity for one in (Decision.CLEAR, Decision.REVIEW, Decision.BLOCK)] == [0, 1, 2]
