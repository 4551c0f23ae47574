"""Costs of one sound becoming another: what a row says, what was never seen, which script borrows whose."""

import numpy as np
import pytest

from service.engine.matching.phonetic.costs import INDEX, PAD, SIZE, WORST, Costs, CostStack, costs_of

ROWS = [
    {"op": "sub", "source": "a", "listed": "a", "llr": "2.0", "weight": "3"},
    {"op": "sub", "source": "a", "listed": "o", "llr": "1.0", "weight": "1"},
    {"op": "sub", "source": "b", "listed": "a", "llr": "-9.0", "weight": "1"},
    {"op": "del", "source": "b", "listed": "", "llr": "-0.5", "weight": "1"},
    {"op": "ins", "source": "", "listed": "o", "llr": "-1.5", "weight": "1"},
]


def test_a_row_is_a_cost_and_what_was_never_seen_costs_most() -> None:
    costs = Costs.of(ROWS)
    a, b, o = INDEX["a"], INDEX["b"], INDEX["o"]
    assert (costs.sub[a, a], costs.sub[a, o], costs.delete[b], costs.insert[o]) == (2.0, 1.0, -0.5, -1.5)
    assert costs.sub[b, a] == WORST
    assert costs.sub[o, b] == costs.delete[a] == costs.insert[a] == WORST


def test_padding_meets_nothing_and_costs_nothing() -> None:
    costs = Costs.of(ROWS)
    assert costs.sub[PAD].max() < -1e5
    assert costs.sub[:, PAD].max() < -1e5
    assert costs.delete[PAD] == costs.insert[PAD] == 0


def test_what_a_sound_brings_on_average() -> None:
    costs = Costs.of(ROWS)
    assert costs.self_source[INDEX["a"]] == pytest.approx(1.75)
    assert costs.self_listed[INDEX["o"]] == pytest.approx(-0.25)
    assert costs.self_source[INDEX["m"]] == 0


@pytest.mark.parametrize(("script", "lender"), [("Syrc", "Arab"), ("Thaa", "Arab"), ("Latn", "Cyrl"), ("Thai", "Cyrl")])
def test_a_script_without_costs_borrows_them(script: str, lender: str) -> None:
    assert costs_of(script) is costs_of(lender)


def test_scripts_with_costs_of_their_own_have_them() -> None:
    assert costs_of("Arab") is not costs_of("Cyrl")
    assert costs_of("Arab").sub.shape == (SIZE, SIZE)
    assert np.isfinite(costs_of("Kana").sub).all()


def test_a_script_is_found_in_the_stack_where_its_lender_is() -> None:
    stack = CostStack.of({"Cyrl": costs_of("Cyrl"), "Hani": costs_of("Hani"), "Kana": costs_of("Kana")})
    assert [stack.start(script) for script in ("Cyrl", "Latn", "Jpan", "Kana")] == [0, 0, SIZE, 2 * SIZE]
    start, code, other = stack.start("Kana"), INDEX["k"], INDEX["g"]
    own = costs_of("Kana")
    assert stack.gain[(start + code) * SIZE + other] == own.sub[code, other] - own.insert[other]
    assert stack.delete[start + code] == own.delete[code]
