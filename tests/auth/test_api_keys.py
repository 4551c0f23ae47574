"""Which keys can be made, what the audit chain says of them, and which wait for a second administrator."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.auth.api_keys import RESERVED, Wanted, created_event, find_key, make_key, needs_approval, revoked_event
from service.auth.errors import KeyRefused
from service.auth.key_generation import sha256_of
from service.common.clock import sortable
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


WISH = Wanted("desk", frozenset({Role.SCREENER}))


def made(**changed):
    return make_key(replace(WISH, **changed), by="admin", now=NOW)


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        *(("name", {"name": name}) for name in ("", "a b", ".a", "a\n", "é", "a" * 101, "a:b", *sorted(RESERVED))),
        ("roles", {"roles": frozenset()}),
        ("expires_at", {"expires_at": NOW}),
        ("expires_at", {"expires_at": NOW - timedelta(days=1)}),
        ("requests_per_second", {"requests_per_second": -0.1}),
        ("requests_per_second", {"requests_per_second": 1_000_001.0}),
        ("requests_per_second", {"requests_per_second": float("nan")}),
    ],
)
def test_a_wish_that_cannot_be_granted_is_refused_by_its_field(field, changed):
    with pytest.raises(KeyRefused) as refused:
        made(**changed)
    assert refused.value.field == field
    assert str(refused.value).startswith(f"{field}: expected ")


@pytest.mark.parametrize("name", ["a", "9", "a.yamada@example.com", "A" * 100, "desk_1-b"])
def test_a_good_name_is_taken(name):
    assert made(name=name)[0].name == name


def test_a_key_keeps_the_hash_of_its_secret_and_not_the_secret():
    key, secret = made(expires_at=NOW + timedelta(days=1), requests_per_second=0.0)
    assert key.secret_sha256 == sha256_of(secret)
    assert secret.startswith(f"{key.prefix}_")
    assert secret.removeprefix(f"{key.prefix}_") not in repr(key)
    assert (key.created_at, key.created_by, key.requests_per_second) == (NOW, "admin", 0.0)


def test_a_key_is_found_by_its_id_with_or_without_what_stands_before_it():
    keys = [made()[0] for _ in range(3)]
    assert find_key(keys, keys[1].id) is keys[1]
    assert find_key(keys, keys[1].prefix) is keys[1]
    assert find_key(keys, "sk_unknown") is None


def test_the_audit_chain_names_the_key_its_roles_and_its_end():
    key, secret = made(roles=frozenset({Role.OFFICER, Role.AUDITOR}), expires_at=NOW + timedelta(days=1))
    event = created_event(key)
    assert (event.kind, event.actor, event.subject) == ("key_created", "admin", key.id)
    assert event.details == {
        "name": "desk",
        "roles": "auditor officer",
        "expires_at": sortable(NOW + timedelta(days=1)),
    }
    assert revoked_event(key, by="boss").actor == "boss"
    assert secret not in repr(event)
