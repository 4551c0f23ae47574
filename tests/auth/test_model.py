"""Only a key that is genuine, not revoked and not expired lets anybody in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.auth.model import ApiKey
from service.common.roles import Role

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
KEY = ApiKey("abcdefgh", "desk", "0" * 64, frozenset({Role.SCREENER}), NOW - timedelta(days=1), "admin")
SOON, BEFORE = NOW + timedelta(microseconds=1), NOW - timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, "valid"),
        ({"expires_at": SOON}, "valid"),
        ({"expires_at": NOW}, "expired"),
        ({"expires_at": BEFORE}, "expired"),
        ({"revoked_at": BEFORE}, "revoked"),
        ({"revoked_at": BEFORE, "expires_at": BEFORE}, "revoked"),
        ({"genuine": False}, "changed"),
        ({"genuine": False, "revoked_at": BEFORE}, "changed"),
    ],
)
def test_a_key_is_in_one_state(changed, state):
    assert replace(KEY, **changed).state(NOW) == state


def test_what_is_shown_of_a_key_is_not_its_secret():
    assert KEY.prefix == "sk_abcdefgh"
