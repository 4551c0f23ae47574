"""Hits that somebody has decided before, as clients of yente see them."""

from datetime import date

import msgspec

from service.api.compat.yente import match
from service.api.compat.yente.screening import Hit, MatchedNames, _by_key, _PartyAnswer
from service.common.cooperative import run_to_completion


def hit(entity_id, score, suppressed_by=None):
    return Hit(entity_id, "test", "person", entity_id, score, MatchedNames("asked", "listed"), (), suppressed_by)


def shown(monkeypatch, hits, limit):
    monkeypatch.setattr(match, "_document", lambda one, view, on: {"id": one.entity_id})
    monkeypatch.setattr(match, "_explanations", lambda one: {})
    return match.show_hits(hits, None, (0.7, 0.5), limit, date(2026, 1, 1))


def test_a_suppressed_hit_is_no_match_and_takes_no_place(monkeypatch):
    hits = [hit("a", 0.99, "sup_1"), hit("b", 0.9), hit("c", 0.8, "sup_2"), hit("d", 0.75), hit("e", 0.4, "sup_3")]
    found = shown(monkeypatch, hits, 1)
    assert [(one["id"], one["match"], one.get("suppressed_by")) for one in found.results] == [
        ("a", False, "sup_1"),
        ("b", True, None),
        ("c", False, "sup_2"),
    ]
    assert found.total == 2


def test_what_is_suppressed_for_one_party_only_is_a_hit_of_the_query():
    parties = (_PartyAnswer("q", (hit("a", 0.9, "sup_1"),)), _PartyAnswer("q (2)", (hit("a", 0.8),)))
    answer = msgspec.json.encode({"parties": parties})
    found, cut = run_to_completion(_by_key(answer, {"q": "q", "q (2)": "q"}))
    assert [(one.score, one.suppressed_by) for one in found["q"]] == [(0.8, None)]
    assert cut == frozenset()
