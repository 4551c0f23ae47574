"""The table of who may do what, and how a request finds its row."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.permissions import EVERYBODY, PERMISSIONS, Operations, Permission, names
from service.common.roles import Role

TABLE = Operations(PERMISSIONS)


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("POST", "/v1/screenings", "POST /v1/screenings"),
        ("GET", "/v1/screenings/scr_1", "GET /v1/screenings/{id}"),
        ("GET", "/v1/screenings/scr_1/goods/2/map", "GET /v1/screenings/{id}/goods/{goods_id}/map"),
        ("DELETE", "/v1/bulk-jobs/a.b", "DELETE /v1/bulk-jobs/{id}"),
        ("GET", "/static/css/site.css", "GET /static/{path:path}"),
        ("GET", "/yente/datasets/x/delta/2.json", "GET /yente/datasets/{id}/delta/{version}.json"),
    ],
)
def test_a_request_finds_its_row(method: str, path: str, name: str) -> None:
    found = TABLE.find(method, path)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/v1/screenings"),
        ("GET", "/v1/screenings/"),
        ("GET", "/v1/screenings/a/b"),
        ("GET", "/v1/screenings/a/status\n"),
        ("GET", "/V1/screenings/a"),
        ("GET", "/v1/nothing"),
        ("GET", "/yente/datasets/x/delta/2xjson"),
        ("HEAD", "/v1/watchlists"),
        ("", ""),
    ],
)
def test_what_is_not_in_the_table_does_not_exist(method: str, path: str) -> None:
    assert TABLE.find(method, path) is None


def test_the_methods_of_a_path_with_head_wherever_there_is_get() -> None:
    assert TABLE.methods("/v1/screenings") == ["GET", "HEAD", "POST"]
    assert TABLE.methods("/v1/subjects/c-1") == ["GET", "HEAD", "PUT"]
    assert TABLE.methods("/v1/compare") == ["POST"]
    assert TABLE.methods("/nothing") == []


@given(st.sampled_from(sorted(PERMISSIONS)), st.text("abc-_.~%é", min_size=1, max_size=8))
def test_every_row_is_found_with_any_id(name: str, id_: str) -> None:
    method, _, path = name.partition(" ")
    found = TABLE.find(method, re.sub(r"\{[^}]+\}", id_, path))
    assert found is not None
    assert found.permission == PERMISSIONS[found.name]


def test_nobody_without_a_key_may_do_more_than_look_at_what_is_open() -> None:
    everybody = [name for name, permission in PERMISSIONS.items() if permission.roles is None]
    assert all(name.startswith("GET ") for name in everybody)
    assert not [name for name in everybody if name.startswith("GET /v1/")]


def test_who_proposes_does_not_approve_by_the_same_role() -> None:
    propose = PERMISSIONS["POST /v1/alerts/{id}/dispositions"].roles or frozenset()
    approve = PERMISSIONS["POST /v1/dispositions/{id}/approve"].roles or frozenset()
    assert propose
    assert approve
    assert not propose & approve


def test_an_auditor_changes_nothing() -> None:
    writing = [
        name
        for name, permission in PERMISSIONS.items()
        if Role.AUDITOR in (permission.roles or ()) and not name.startswith("GET ")
    ]
    assert writing == ["POST /v1/screenings/{id}/replay", "POST /v1/certificates/verify"]


def test_a_permission_ends_within_the_time_of_a_request_unless_it_says_otherwise() -> None:
    assert Permission(frozenset({Role.ADMIN})).timed
    assert EVERYBODY.timed
    assert not PERMISSIONS["POST /v1/bulk-jobs"].timed


def test_roles_in_the_order_of_their_definition() -> None:
    assert names([Role.AUDITOR, Role.SCREENER, Role.AUDITOR]) == ", ".join(
        role for role in Role if role in (Role.AUDITOR, Role.SCREENER)
    )
    assert names([]) == ""
