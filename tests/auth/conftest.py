"""Keys in a database of the test, and a clock that only the test moves."""

from datetime import UTC, datetime, timedelta

import pytest

from service.auth.api_key_cache import ApiKeyCache
from service.auth.api_keys import Wanted, make_key
from service.auth.store import KeyStore, add_key
from service.common.roles import Role
from service.records.records import Records

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    """Both kinds of time at once."""

    def __init__(self):
        self.seconds = 1000.0

    def now(self):
        return START + timedelta(seconds=self.seconds - 1000)

    def monotonic(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(database):
    opened = Records(database, timeout=5)
    yield opened
    opened.close()


@pytest.fixture
def store(records):
    return KeyStore(records.engine)


@pytest.fixture
def add(records, clock):
    """Keep a key; the secret of it."""

    def add_(name="desk", *roles, **wanted):
        wish = Wanted(name, frozenset(roles or (Role.SCREENER,)), **wanted)
        key, secret = make_key(wish, by="local", now=clock.now())
        records.perform_now(add_key(key))
        return key, secret

    return add_


@pytest.fixture
def make_key_cache(store, clock):
    """A cache of keys like that of one process; several are like several replicas."""

    def make(life=5.0, requests_per_second=0.0, store=store):
        return ApiKeyCache(
            store,
            life=life,
            requests_per_second=requests_per_second,
            clock=clock.now,
            timeout=5,
            monotonic=clock.monotonic,
        )

    return make
