"""Who somebody is, and why nobody is let in."""

import asyncio

import pytest

from service.auth.authenticator import LOCAL, UNAUTHENTICATED, Authenticator, Credentials
from service.auth.failed_attempts import FailedAttempts
from service.auth.key_generation import new_secret, sha256_of
from service.auth.model import Actor, Refusal
from service.common.roles import Role

HERE = Credentials(None, "127.0.0.1", "localhost:8000", "")
DESK = Actor("desk", frozenset({Role.SCREENER}), "abcdefgh")


class Keys:
    """Stands in for the keys that were read from the database."""

    def __init__(self, *secrets):
        self.keys = {sha256_of(one): DESK for one in secrets}

    def fresh(self):
        return True

    def actor(self, digest):
        return self.keys.get(digest)

    def why_not(self, digest):
        return "there is no such key"


class Tokens:
    """Takes one token."""

    async def identify(self, token):
        return Actor("a.yamada", frozenset({Role.OFFICER})) if token == "good" else Refusal("wrong token", True)


def identify(credentials, *secrets, tokens=None, guarded=False, failures=None):
    gate = failures or FailedAttempts(0, lambda: 0.0)
    return asyncio.run(Authenticator(Keys(*secrets), tokens, gate, guarded=guarded).identify(credentials))


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_without_keys_this_machine_is_served_by_its_own_name(peer, host):
    assert identify(HERE._replace(peer=peer, host=host)) == LOCAL


@pytest.mark.parametrize("site", ["", "none", "same-origin"])
def test_own_pages_are_served(site):
    own = HERE._replace(origin="http://localhost:8000", fetch_site=site)
    assert identify(own) == LOCAL


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"peer": "192.0.2.1"}, "only this machine is served"),
        ({"peer": None}, "only this machine is served"),
        ({"host": "rebound.example"}, "only this machine is served"),
        ({"host": None}, "only this machine is served"),
        ({"proxied": True}, "came through a proxy"),
        ({"origin": "https://other.example"}, "pages of other sites"),
        ({"origin": "http://localhost:9000"}, "pages of other sites"),
        ({"origin": "null"}, "pages of other sites"),
        ({"origin": None}, "pages of other sites"),
        ({"fetch_site": "cross-site"}, "pages of other sites"),
        ({"fetch_site": "same-site"}, "pages of other sites"),
        ({"fetch_site": None}, "pages of other sites"),
    ],
)
def test_without_keys_nobody_else_is_served(changed, why):
    refused = identify(HERE._replace(**changed))
    assert isinstance(refused, Refusal)
    assert why in refused.detail
    assert not refused.presented


def test_behind_a_guard_everybody_is_served_but_as_no_admin():
    found = identify(HERE._replace(peer="192.0.2.1", host="sekisho.example", proxied=True), guarded=True)
    assert found == UNAUTHENTICATED
    assert Role.ADMIN not in found.roles


def test_once_there_is_a_key_this_machine_needs_one_too():
    _, secret = new_secret()
    refused = identify(HERE, secret)
    assert isinstance(refused, Refusal)
    assert (refused.presented, "send an API key" in refused.detail) == (False, True)
    assert identify(HERE._replace(credential=secret), secret) == DESK


def test_once_there_is_a_key_a_guard_lets_nobody_in_without_one():
    assert isinstance(identify(HERE, new_secret()[1], guarded=True), Refusal)


@pytest.mark.parametrize(
    ("credential", "why"),
    [(f"sk_abcdefgh_{'A' * 43}", "no such key"), ("sk_short", "this is no API key"), ("x", "no API key")],
)
def test_a_wrong_key_is_refused_with_what_is_wrong(credential, why):
    refused = identify(HERE._replace(credential=credential), new_secret()[1])
    assert isinstance(refused, Refusal)
    assert refused.presented
    assert why in refused.detail


def test_tokens_are_for_the_provider_and_keys_are_not():
    _, secret = new_secret()
    assert identify(HERE._replace(credential="good"), secret, tokens=Tokens()).name == "a.yamada"
    assert identify(HERE._replace(credential=secret), secret, tokens=Tokens()) == DESK
    assert identify(HERE._replace(credential="bad"), tokens=Tokens()).detail == "wrong token"
    assert isinstance(identify(HERE, tokens=Tokens()), Refusal)


def test_many_wrong_keys_from_one_address_have_to_wait_and_missing_ones_do_not_count():
    class Full(FailedAttempts):
        def count(self, peer):
            return 7 if peer == "192.0.2.1" else 0

    gate, secret = Full.__new__(Full), new_secret()[1]
    wrong = HERE._replace(credential="sk_wrong", peer="192.0.2.1")
    assert identify(wrong, secret, failures=gate) == Refusal(
        "too many wrong keys or tokens came from this address; try again in 7 s", True, 7
    )
    assert identify(wrong._replace(peer="192.0.2.2"), secret, failures=gate).wait_seconds == 0
    assert identify(wrong._replace(credential=None), secret, failures=gate).wait_seconds == 0
    assert identify(wrong._replace(credential=secret), secret, failures=gate) == DESK
