"""Answers shortened for an assistant: nothing that is not clear is left out."""

from typing import Any

import pytest

from service.mcp.views import UNDECIDED, certificate_view, comparison_view, hit_view, screening_view

HIT: dict[str, Any] = {
    "entity_id": "own_list:7",
    "name": "Testan Examplov",
    "score": 0.9,
    "confidence": "high",
    "decision": "review",
    "watchlist": "own_list",
    "matched": {"query": "Testan", "listed": "Testan Examplov"},
    "features": [{"name": "name", "contribution": 0.9, "detail": "alike", "score": 0.9}],
    "provenance": {"authority": "Office of Tests", "legal_basis": None, "measures": ["asset_freeze"]},
}


def answer(decision: str, *hits: dict[str, Any]) -> dict[str, Any]:
    party = {"id": "1", "decision": decision, "hits": list(hits), "hits_total": len(hits), "address": None}
    return {
        "id": "scr_1",
        "decision": decision,
        "as_of": "2026-11-23",
        "parties": [party],
        "goods": [],
        "warnings": [{"code": "old", "detail": "the list is old"}],
        "options": {"threshold": 0.7},
        "snapshot": {"watchlists": [{"id": "own_list", "edition": "2026-01", "sha256": "ab"}]},
    }


@pytest.mark.parametrize(("decision", "note"), [("clear", None), ("review", UNDECIDED), ("block", UNDECIDED)])
def test_only_a_clear_needs_no_person(decision: str, note: str | None) -> None:
    assert screening_view(answer(decision))["note"] == note


def test_every_hit_and_warning_is_told_and_what_was_searched() -> None:
    view = screening_view(answer("review", HIT, HIT | {"entity_id": "own_list:8", "suppressed_by": "sup_1"}))
    (party,) = view["parties"]
    assert [(hit["entity_id"], hit["suppressed"]) for hit in party["hits"]] == [
        ("own_list:7", False),
        ("own_list:8", True),
    ]
    assert view["warnings"] == ["the list is old"]
    assert view["lists"] == ["own_list 2026-01"]


def test_the_lines_of_a_score_are_those_of_one_entity() -> None:
    given = answer("review", HIT, HIT | {"entity_id": "own_list:8"})
    (found,) = hit_view(given, "own_list:7")
    assert (found["threshold"], found["party_id"], found["authority"]) == (0.7, "1", "Office of Tests")
    assert found["lines"] == [{"name": "name", "contribution": 0.9, "detail": "alike"}]
    assert hit_view(given, "own_list:9") == []


def test_a_certificate_comes_without_question_and_answer() -> None:
    given = {"certificate": {"status": "valid", "request": {}, "answer": {}}, "sha256": "ab"}
    assert certificate_view(given) == {"status": "valid", "sha256": "ab"}


def test_a_comparison_is_one() -> None:
    compared = {"score": 1, "confidence": "high", "match": True, "features": [], "words": [], "alignment": []}
    assert "alignment" not in comparison_view({"results": [compared]})
    with pytest.raises(ValueError, match="unpack"):
        comparison_view({"results": []})
