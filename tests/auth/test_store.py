"""Keys in the database: what is not what the audit chain says is told, and nothing is forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from service.auth.api_keys import Wanted, make_key
from service.auth.errors import KeyNotProposed
from service.auth.second_person import SecondPersonNeeded
from service.auth.store import KeyStore, add_key, approve_key, revoke_key
from service.common.roles import Role
from service.storage.database import engine_of
from service.storage.errors import RecordsUnavailable
from tests.e2e.flips import unguard

DAY = timedelta(days=1)


def change(records, statement):
    unguard(records.engine)
    with records.engine.begin() as connection:
        connection.execute(text(statement))


def test_a_key_is_read_back_as_it_was_made(add, store, clock):
    first, _ = add("desk", Role.SCREENER, Role.OFFICER, expires_at=clock.now() + DAY)
    clock.seconds += 1
    second, _ = add("other", Role.ADMIN)
    assert store.load() == (first, second)
    assert all(one.genuine for one in store.load())


def test_when_a_key_was_used_is_noted_without_making_another_of_it(add, store, clock):
    key, _ = add()
    store.used([key.id, "none"], clock.now() + DAY)
    (found,) = store.load()
    assert (found.used_at, found.genuine) == (clock.now() + DAY, True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE api_keys SET roles = 'admin'",
        "UPDATE api_keys SET secret_sha256 = 'f'",
        "UPDATE api_keys SET name = 'eve'",
    ],
)
def test_a_key_that_was_changed_behind_its_back_is_not_genuine(add, store, records, statement):
    add()
    change(records, statement)
    assert [one.genuine for one in store.load()] == [False]


@pytest.mark.parametrize(
    "value", ["roles = 'emperor'", "created_at = 'yesterday'", "policy = '{'", "policy = '[]'", "policy = '{\"x\": 1}'"]
)
def test_a_key_that_cannot_be_read_any_more_lets_nobody_in(add, store, records, value):
    key, _ = add()
    change(records, f"UPDATE api_keys SET {value}")
    with pytest.raises(RecordsUnavailable, match=f"the API key {key.id} was changed in the database"):
        store.load()


@pytest.mark.parametrize("details", ["{", "[]", '{"rows":[[]]}', '{"rows":[["api_keys","x",1e999,"f"]]}'])
def test_a_key_whose_event_was_changed_is_not_genuine(add, store, records, details):
    add()
    change(records, f"UPDATE audit_events SET details = '{details}' WHERE kind = 'rows_written'")
    assert [one.genuine for one in store.load()] == [False]


def test_keys_that_are_all_gone_are_a_failure(add, store, records):
    assert store.load() == ()
    add()
    change(records, "DELETE FROM api_keys")
    with pytest.raises(RecordsUnavailable, match="the API keys were removed from the database"):
        store.load()


def test_the_first_revocation_counts(add, store, records, clock):
    key, _ = add()
    for by, at in (("a", clock.now()), ("b", clock.now() + DAY)):
        records.perform_now(revoke_key(key, by=by, at=at))
    (found,) = store.load()
    assert (found.revoked_by, found.revoked_at, found.genuine) == ("a", clock.now(), True)


@pytest.fixture
def proposed(records, clock):
    """A key that waits for a second administrator."""
    wanted = Wanted("new", frozenset({Role.ADMIN}), clock.now() + DAY)
    key, _ = make_key(wanted, by="first", now=clock.now(), proposed=True)
    records.perform_now(add_key(key))
    return key


def approve(records, key, by="second", at=None):
    records.perform_now(approve_key(key, by=by, at=at))


def test_another_administrator_lets_a_key_come_into_force_once(proposed, records, store, clock):
    with pytest.raises(SecondPersonNeeded):
        approve(records, proposed, by=proposed.created_by, at=clock.now())
    approve(records, proposed, at=clock.now())
    (found,) = store.load()
    assert (found.approved_by, found.genuine) == ("second", True)
    with pytest.raises(KeyNotProposed, match=f"the key {proposed.id} does not wait for approval"):
        approve(records, proposed, at=clock.now())


def test_what_has_expired_or_was_revoked_waits_no_more(proposed, records, clock):
    with pytest.raises(KeyNotProposed):
        approve(records, proposed, at=clock.now() + 2 * DAY)
    records.perform_now(revoke_key(proposed, by="a", at=clock.now()))
    with pytest.raises(KeyNotProposed):
        approve(records, proposed, at=clock.now())
    with pytest.raises(KeyNotProposed):
        approve(records, replace(proposed, id="none"), at=clock.now())


def test_a_database_that_is_gone_is_told(tmp_path, clock):
    store = KeyStore(engine_of(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}", timeout=1))
    with pytest.raises(RecordsUnavailable, match="the API keys cannot be read: unable to open"):
        store.load()
    with pytest.raises(RecordsUnavailable, match="the API keys cannot be changed: unable to open"):
        store.used(["k"], clock.now())
