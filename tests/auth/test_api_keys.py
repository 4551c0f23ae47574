"""Which keys can be made, and what the audit chain says of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.auth.api_keys import RESERVED, Wanted, created_event, find_key, make_key, revoked_event
from service.auth.errors import KeyRefused
from service.auth.key_generation import sha256_of
from service.common.roles import Role

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
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
    assert event.details == {"name": "desk", "roles": "auditor officer", "expires_at": "2026-11-24T09:00:00.000000Z"}
    assert revoked_event(key, by="boss").actor == "boss"
    assert secret not in repr(event)
