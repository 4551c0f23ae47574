"""Which new keys wait for a second administrator."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.auth.api_keys import Wanted, make_key, needs_approval
from service.common.roles import Role
from tests.conftest import NOW


def key(name, role=Role.ADMIN, **changed):
    made, _ = make_key(Wanted(name, frozenset({role})), by="local:root", now=NOW)
    return replace(made, **changed)


@pytest.mark.parametrize(
    ("keys", "waits"),
    [
        ([], False),
        ([key("yamada")], False),
        ([key("yamada"), key("YAMADA")], False),
        ([key("yamada"), key("tanaka", Role.OFFICER)], False),
        ([key("yamada"), key("tanaka", revoked_at=NOW)], False),
        ([key("yamada"), key("tanaka", proposed_at=NOW)], False),
        ([key("yamada"), key("tanaka")], True),
        ([key("yamada"), key("tanaka", proposed_at=NOW, approved_at=NOW)], True),
    ],
)
def test_this_machine_makes_the_keys_of_the_first_two_administrators(keys, waits):
    assert needs_approval(keys, by="local:root", now=NOW, keys_need_two=True) is waits


def test_an_administrator_alone_needs_another():
    assert needs_approval([key("yamada")], by="yamada", now=NOW, keys_need_two=True)


def test_nothing_waits_unless_the_operator_asks_for_it():
    assert not needs_approval([key("yamada"), key("tanaka")], by="yamada", now=NOW, keys_need_two=False)


def test_a_proposed_key_expires_like_any_other():
    waiting = key("desk", proposed_at=NOW, expires_at=NOW + timedelta(days=1))
    assert [waiting.state(NOW), waiting.state(NOW + timedelta(days=1))] == ["proposed", "expired"]
