"""Rows are answered as parties over HTTP are, and none at the cost of another."""

from dataclasses import replace
from datetime import date

import pytest
from pydantic_core import from_json

from service.bulk import row_screening
from service.bulk.row_screening import REJECTED, JobContext, passed, rejected, request_of, screen_rows
from service.bulk.rows import RowQuery
from service.common.cooperative import run_to_completion
from service.engine.goods.model import Goods, Origin
from service.engine.index.work import OverLimit, TooLongToSearch
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.screening.request import Options
from service.engine.screening.resolved_options import resolve_options

LISTED = RowQuery(Party(EntityType.PERSON, ("Sergei Aksenov",)), None)
UNLISTED = RowQuery(Party(EntityType.PERSON, ("Testa Testova",)), None)
YALTA = RowQuery(None, Goods(origin=Origin(country="UA", city="Yalta")))
JAPAN = RowQuery(None, Goods(origin=Origin(country="JP")))


@pytest.fixture
def terms(snapshot):
    return JobContext(snapshot, resolve_options(Options(), snapshot, today=date(2026, 1, 1)), 500)


def screened(terms, *rows):
    return run_to_completion(screen_rows(rows, terms))


def test_a_row_shows_its_best_hit_and_why(terms):
    (answer,) = screened(terms, LISTED)
    full = from_json(answer.answer)
    best = full["parties"][0]["hits"][0]
    assert (answer.decision, answer.hits) == ("review", len(full["parties"][0]["hits"]))
    assert (answer.top_name, answer.top_entity_id, answer.top_score) == (best["name"], best["entity_id"], best["score"])
    assert answer.reason
    assert answer.error is None


def test_most_rows_share_one_answer(terms):
    one, two = screened(terms, UNLISTED, replace(UNLISTED, party=Party(EntityType.PERSON, ("Testo Testov",))))
    assert one is two
    assert (one.decision, one.hits, one.top_score, one.reason) == ("clear", 0, None, None)


def test_goods_show_the_place_and_the_law(terms):
    (answer,) = screened(terms, YALTA)
    assert answer.decision == "block"
    assert answer.top_entity_id is None
    assert answer.top_name == from_json(answer.answer)["goods"][0]["place"]["name"]
    assert screened(terms, JAPAN)[0].top_score is None


def test_the_worse_of_party_and_goods_is_the_decision(terms):
    both = replace(UNLISTED, goods=YALTA.goods)
    assert [one.decision for one in screened(terms, both, replace(LISTED, goods=JAPAN.goods))] == ["block", "review"]


def test_answers_come_in_the_order_of_the_rows(terms):
    rows = [JAPAN, LISTED, YALTA, UNLISTED, replace(LISTED, goods=YALTA.goods)]
    assert screened(terms, *rows) == [screened(terms, row)[0] for row in rows]


def test_a_row_on_which_the_program_fails_costs_the_others_nothing(terms, monkeypatch):
    whole = row_screening.screen_goods

    def fail(asked, *given):
        if asked.goods is YALTA.goods:
            raise ZeroDivisionError
        return whole(asked, *given)

    monkeypatch.setattr(row_screening, "screen_goods", fail)
    first, second, third = screened(terms, JAPAN, YALTA, UNLISTED)
    assert (first.decision, third.decision) == ("clear", "clear")
    assert second.decision == REJECTED
    assert "ZeroDivisionError" in second.error


def test_to_be_without_memory_is_no_fault_of_a_row(terms, monkeypatch):
    def fail(*_):
        raise MemoryError

    monkeypatch.setattr(row_screening, "screen_goods", fail)
    with pytest.raises(MemoryError):
        screened(terms, JAPAN, YALTA)


def test_a_rejected_row_is_never_clear():
    assert rejected("name", "it is empty")[:8] == (REJECTED, None, 0, None, None, None, None, "name: it is empty")
    assert rejected("", "it is empty").error == "it is empty"
    assert [one.decision for one in run_to_completion(passed([LISTED, YALTA], None))] == ["valid", "valid"]


def test_what_a_row_asks_is_a_request():
    request = request_of(replace(LISTED, goods=JAPAN.goods), "C-1", Options(limit=3))
    assert [(one.id, one.subject_id) for one in request.parties] == [("party", "C-1")]
    assert [one.id for one in request.goods] == ["goods"]
    assert request.options.limit == 3
    assert request_of(JAPAN).parties == ()


def test_another_party_that_takes_too_much_work_costs_the_row_nothing_else(terms, monkeypatch):
    whole = row_screening.screen_parties_in_steps

    def limited(asked, *given, **more):
        over = [OverLimit(at, 0, 9) for at, one in enumerate(asked) if one.party.names[0] == "Long"]
        if over:
            raise TooLongToSearch(over)
        return whole(asked, *given, **more)

    monkeypatch.setattr(row_screening, "screen_parties_in_steps", limited)
    long = Party(EntityType.UNKNOWN, ("Long",))
    others = (("consignee", long), ("vessel", LISTED.party))
    rows = [RowQuery(UNLISTED.party, None, others=others), RowQuery(long, None, others=others)]
    rows += [RowQuery(None, None, others=others[:1]), UNLISTED]
    found = screened(terms, *rows)
    assert [one.decision for one in found] == ["review", REJECTED, REJECTED, "clear"]
    assert "consignee: this name is too long to search" in found[0].warnings
