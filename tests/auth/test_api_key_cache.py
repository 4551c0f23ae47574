"""What one process knows of keys, and for how long."""

import asyncio
from datetime import timedelta

import pytest

from service.auth.api_keys import Wanted, find_key, make_key
from service.auth.errors import KeyRefused
from service.auth.key_generation import sha256_of
from service.auth.store import revoke_key
from service.common.roles import Role
from service.storage.errors import RecordsUnavailable


def who(key_cache, secret):
    if not key_cache.fresh():
        asyncio.run(key_cache.refreshed())
    return key_cache.actor(sha256_of(secret))


def test_a_key_lets_its_actor_in_and_the_secret_is_nowhere(add, make_key_cache, store):
    key, secret = add("desk", Role.SCREENER, Role.OFFICER)
    actor = who(make_key_cache(), secret)
    assert (actor.name, actor.roles, actor.key_id) == ("desk", {Role.SCREENER, Role.OFFICER}, key.id)
    assert store.load() == (key,)
    assert secret[12:] not in repr(store.load())
    assert find_key(store.load(), key.prefix) == key


def test_what_is_no_key_lets_nobody_in(add, make_key_cache):
    _, secret = add()
    key_cache = make_key_cache()
    for other in ("", "sk_", secret[:-1], secret + "x", secret.upper(), sha256_of(secret)):
        assert who(key_cache, other) is None
    assert key_cache.why_not(sha256_of("other")) == "this key is not known here"


@pytest.mark.parametrize("life", [1.0, 5.0, 60.0])
def test_a_revocation_counts_in_every_process_within_its_life(add, make_key_cache, records, store, clock, life):
    key, secret = add()
    replicas = [make_key_cache(life), make_key_cache(life)]
    assert all(who(one, secret) for one in replicas)
    records.perform_now(revoke_key(key, by="chief", at=clock.now()))
    clock.seconds += life + 0.001
    assert [who(one, secret) for one in replicas] == [None, None]
    assert replicas[0].why_not(sha256_of(secret)) == "this key is revoked"
    records.perform_now(revoke_key(key, by="other", at=clock.now() + timedelta(days=1)))
    assert (store.load()[0].revoked_by, store.load()[0].revoked_at) == (
        "chief",
        clock.now() - timedelta(seconds=life + 0.001),
    )


def test_a_key_expires_to_the_moment(add, make_key_cache, clock):
    _, secret = add(expires_at=clock.now() + timedelta(seconds=2))
    key_cache = make_key_cache(life=60)
    assert who(key_cache, secret)
    clock.seconds += 1.9
    assert who(key_cache, secret)
    clock.seconds += 0.1
    assert who(key_cache, secret) is None
    assert key_cache.why_not(sha256_of(secret)) == "this key is expired"


def test_keys_are_read_ahead_beside_the_requests(add, make_key_cache, store, clock):
    _, secret = add()
    key_cache = make_key_cache(life=10)
    who(key_cache, secret)
    reads = []
    load = store.load
    store.load = lambda: reads.append(1) or load()

    async def ask_later():
        clock.seconds += 6
        assert key_cache.fresh()
        assert key_cache.fresh()
        await asyncio.get_running_loop().shutdown_default_executor()

    asyncio.run(ask_later())
    assert reads == [1]
    clock.seconds += 6
    assert key_cache.fresh()


def test_without_a_database_nobody_is_known_for_longer(add, make_key_cache, store, clock):
    _, secret = add()
    key_cache = make_key_cache(life=5)
    assert who(key_cache, secret)

    def gone():
        raise RecordsUnavailable("the API keys cannot be read: no such file")

    store.load = gone
    clock.seconds += 4.9
    assert who(key_cache, secret)
    clock.seconds += 0.2
    with pytest.raises(RecordsUnavailable, match="cannot be read"):
        who(key_cache, secret)


def test_the_last_use_is_noted_at_most_once_a_minute(add, make_key_cache, store, clock):
    _, secret = add()
    key_cache = make_key_cache(life=5)
    for _ in range(70):
        who(key_cache, secret)
        clock.seconds += 1
    assert store.load()[0].used_at == clock.now() - timedelta(seconds=10)
    who(key_cache, secret)
    key_cache.close()
    assert store.load()[0].used_at == clock.now()


def test_a_key_keeps_its_bucket_when_keys_are_read_again(add, make_key_cache, clock):
    _, secret = add(requests_per_second=2)
    key_cache = make_key_cache(life=1, requests_per_second=100)
    first = who(key_cache, secret).bucket
    clock.seconds += 5
    assert who(key_cache, secret).bucket is first
    assert first.per_second == 2
    _, unlimited = add("other", requests_per_second=0)
    clock.seconds += 5
    assert who(key_cache, unlimited).bucket is None


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"name": ""}, "name"),
        ({"name": "a b"}, "name"),
        ({"name": "desk\n"}, "name"),
        ({"name": "local"}, "another name"),
        ({"roles": frozenset()}, "at least one of screener"),
        ({"requests_per_second": -1.0}, "no limit"),
        ({"requests_per_second": float("nan")}, "no limit"),
    ],
)
def test_a_wish_that_cannot_be_granted_says_which_field(clock, wish, words):
    with pytest.raises(KeyRefused, match=words):
        make_key(Wanted(**{"name": "desk", "roles": frozenset({Role.ADMIN})} | wish), by="local", now=clock.now())


def test_a_key_of_the_past_is_refused(add, clock):
    with pytest.raises(KeyRefused, match="still to come"):
        add(expires_at=clock.now())
