"""What an answer says, and who may do what."""

import json

import pytest

from service.auth.model import Actor
from service.common.roles import Role
from service.web.api_client import Answer, may


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        ({"detail": "it is not there"}, "it is not there"),
        (
            {
                "detail": "wrong",
                "errors": [{"pointer": "/name", "detail": "too long"}, {"pointer": "", "detail": "empty"}],
            },
            "wrong; /name: too long; empty",
        ),
        ({}, ""),
    ],
)
def test_a_problem_is_told_field_by_field(problem: dict[str, object], words: str) -> None:
    answer = Answer(422, {}, json.dumps(problem).encode())
    assert (answer.ok, answer.detail) == (False, words)


@pytest.mark.parametrize(("status", "ok"), [(200, True), (201, True), (304, True), (400, False), (503, False)])
def test_errors_start_at_400(status: int, ok: bool) -> None:
    assert Answer(status, {}, b"{}").ok is ok


def test_one_may_do_what_ones_roles_may() -> None:
    """Officers with two roles may do what either may."""
    officer, both = Actor("a", frozenset({Role.OFFICER})), Actor("b", frozenset({Role.OFFICER, Role.SUPERVISOR}))
    approve = "POST /v1/dispositions/{id}/approve"
    assert (may(officer, approve), may(both, approve)) == (False, True)
    assert may(Actor("nobody", frozenset()), "GET /livez")
    assert not may(Actor("nobody", frozenset()), "GET /v1/watchlists")
