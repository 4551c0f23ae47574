"""Candidates for a code that was not given: shown inside a review, and without any say in it."""

from datetime import date

import pytest

from service.engine.goods.check import check_goods
from service.engine.goods.model import Goods, Origin
from service.engine.model.decision import Decision
from tests.bundled import bundled_rules

RULES = bundled_rules()
ON = date(2026, 11, 28)


def answer(description, country="RU", code=None):
    goods = Goods(description=description, hs_code=code, origin=Origin(country=country))
    return check_goods(goods, RULES, on=ON, regimes=frozenset({"EU"}))


def guesses(assessment):
    return [reason for reason in assessment.reasons if reason.startswith("A guess")]


@pytest.mark.parametrize(("description", "prefix"), [("gold powder, 2 kg", "7108"), ("Natural CAVIAR", "1604")])
def test_the_words_of_a_heading_suggest_its_code(description, prefix):
    found = answer(description)
    assert found.decision is Decision.REVIEW
    assert f" {prefix}" in guesses(found)[0]


def test_words_decide_nothing():
    assert answer("gold powder").decision is answer("zzzz").decision is answer(None).decision is Decision.REVIEW


@pytest.mark.parametrize(("description", "code"), [("zzzz", None), (None, None), ("gold", "7108")])
def test_no_guess_without_words_or_with_a_code(description, code):
    assert not guesses(answer(description, code=code))


def test_no_guess_where_no_code_is_asked_for():
    assert not guesses(answer("gold", country="DE"))
