"""Tokens of an identity provider: only its own, for us, of now, with a signature that only it can make."""

import asyncio
import base64
import json

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from service.auth.errors import IdentityUnavailable
from service.auth.jwks import KeySet, fetch_jwks
from service.auth.jwt import Provider, Tokens
from service.auth.model import Actor
from service.common.roles import Role
from tests.auth.conftest import START
from tests.auth.identity_provider import IdentityProvider

ISSUER, AUDIENCE = "https://login.example.org", "sekisho"
NOW = int(START.timestamp())
CLAIMS = {"iss": ISSUER, "aud": AUDIENCE, "sub": "h.yamada", "exp": NOW + 300, "iat": NOW, "roles": ["officer"]}


@pytest.fixture
def provider():
    one = IdentityProvider()
    one.add_key("first")
    yield one
    one.close()


@pytest.fixture
def make_tokens(provider, clock):
    def make(roles_claim="roles", roles=None, algorithms=("RS256", "ES256", "EdDSA"), requests_per_second=0.0):
        known = roles or {role.value: role for role in Role}
        keys = KeySet(provider.address, fetch=fetch_jwks, monotonic=clock.monotonic)
        terms = Provider(ISSUER, AUDIENCE, algorithms, roles_claim, known)
        return Tokens(terms, keys, requests_per_second=requests_per_second, clock=clock.now, monotonic=clock.monotonic)

    return make


def ask(tokens, token):
    return asyncio.run(tokens.identify(token))


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
def test_a_token_lets_its_subject_in_with_its_roles(provider, make_tokens, algorithm):
    provider.add_key("other", algorithm)
    actor = ask(make_tokens(), provider.sign(CLAIMS, "other"))
    assert actor == Actor("oidc:h.yamada", frozenset({Role.OFFICER}))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"iss": "https://login.example.com"}, "InvalidIssuer"),
        ({"aud": "other"}, "InvalidAudience"),
        ({"exp": NOW - 31}, "expired"),
        ({"nbf": NOW + 31}, "not valid yet"),
        ({"exp": "soon"}, "numbers"),
        ({"exp": True}, "numbers"),
        ({"exp": None}, "MissingRequiredClaim"),
        ({"iss": None}, "MissingRequiredClaim"),
        ({"aud": None}, "MissingRequiredClaim"),
        ({"sub": None}, "MissingRequiredClaim"),
        ({"sub": "a b"}, "printable"),
        ({"sub": "a\nb"}, "printable"),
    ],
)
def test_a_token_for_others_or_of_another_time_is_refused(provider, make_tokens, changed, words):
    claims = {name: value for name, value in (CLAIMS | changed).items() if value is not None}
    assert words in ask(make_tokens(), provider.sign(claims, "first")).detail


def test_a_signature_that_anybody_can_make_is_refused(provider, make_tokens):
    tokens = make_tokens()
    public = provider.keys["first"][1].public_key()
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    unsigned = jwt.encode(CLAIMS, None, algorithm="none", headers={"kid": "first"})
    head = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": "first"}).encode()).rstrip(b"=")
    body = base64.urlsafe_b64encode(json.dumps(CLAIMS).encode()).rstrip(b"=")
    signature = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(head + b"." + body, pem)
    confused = b".".join((head, body, base64.urlsafe_b64encode(signature).rstrip(b"="))).decode()
    for token in (unsigned, confused):
        assert "signed with one of RS256" in ask(tokens, token).detail


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "eyJhbGciOiJSUzI1NiJ9.e30.", "." * 1000, "é.é.é"])
def test_what_is_no_token_is_refused(make_tokens, token):
    assert ask(make_tokens(), token).presented


def test_a_token_that_was_changed_is_refused(provider, make_tokens):
    head, _, signature = provider.sign(CLAIMS, "first").split(".")
    body = base64.urlsafe_b64encode(json.dumps(CLAIMS | {"roles": ["admin"]}).encode()).rstrip(b"=").decode()
    assert "InvalidSignature" in ask(make_tokens(), f"{head}.{body}.{signature}").detail


def test_a_key_of_another_kind_than_the_token_says_is_refused(provider, make_tokens):
    provider.add_key("curve", "ES256")
    token = jwt.encode(CLAIMS, provider.keys["first"][1], algorithm="RS256", headers={"kid": "curve"})
    assert ask(make_tokens(), token).presented


@pytest.mark.parametrize(
    ("claim", "value", "roles"),
    [
        ("realm_access.roles", {"realm_access": {"roles": ["desk", "unknown"]}}, {Role.SCREENER}),
        ("scope", {"scope": "openid desk chief"}, {Role.SCREENER, Role.ADMIN}),
        ("https://example.org/roles", {"https://example.org/roles": ["chief"]}, {Role.ADMIN}),
        ("roles", {"roles": {"chief": True}}, set()),
        ("roles", {"roles": [1, None]}, set()),
        ("groups", {}, set()),
    ],
)
def test_roles_come_from_a_claim_by_a_mapping(provider, make_tokens, claim, value, roles):
    claims = {name: held for name, held in CLAIMS.items() if name != "roles"} | value
    tokens = make_tokens(claim, {"desk": Role.SCREENER, "chief": Role.ADMIN})
    assert ask(tokens, provider.sign(claims, "first")).roles == roles


def test_new_keys_are_asked_for_and_then_kept(provider, make_tokens, clock):
    tokens = make_tokens()
    assert isinstance(ask(tokens, provider.sign(CLAIMS, "first")), Actor)
    provider.add_key("second")
    assert ask(tokens, provider.sign(CLAIMS, "second")).presented  # asked for just now
    clock.seconds += 5
    assert isinstance(ask(tokens, provider.sign(CLAIMS, "second")), Actor)
    assert provider.asked == 2


def test_tokens_with_unknown_keys_do_not_make_the_provider_busy(provider, make_tokens, clock):
    tokens = make_tokens()
    provider.add_key("unpublished")
    token = provider.sign(CLAIMS, "unpublished")
    del provider.keys["unpublished"]
    for _ in range(600):
        assert "does not have" in ask(tokens, token).detail
        clock.seconds += 1
    assert provider.asked <= 8


def test_a_key_that_the_provider_withdraws_counts_ten_minutes_more_at_most(provider, make_tokens, clock):
    tokens = make_tokens()
    lasting = CLAIMS | {"exp": NOW + 86400}
    token = provider.sign(lasting, "first")
    assert isinstance(ask(tokens, token), Actor)
    provider.keys = {}
    provider.add_key("second")
    clock.seconds += 601
    assert ask(tokens, token).presented


@pytest.mark.parametrize("answer", [b"", b"[]", b"<html>", b'{"keys": 1}'])
def test_without_keys_of_the_provider_nobody_can_be_told_apart(provider, make_tokens, answer):
    provider.answer = answer
    with pytest.raises(IdentityUnavailable, match="cannot be had"):
        ask(make_tokens(), provider.sign(CLAIMS, "first"))


def test_entries_that_are_no_keys_for_signatures_are_left_out(provider, make_tokens):
    provider.answer = b'{"keys": [1, {}, {"kty": "oct", "k": "YQ", "kid": "first"}, {"use": "enc", "kid": "first"}]}'
    assert "does not have" in ask(make_tokens(), provider.sign(CLAIMS, "first")).detail


def test_keys_are_kept_for_an_hour_without_the_provider(provider, make_tokens, clock):
    tokens = make_tokens()
    token = provider.sign(CLAIMS | {"exp": NOW + 86400}, "first")
    assert isinstance(ask(tokens, token), Actor)
    provider.answer = b"out of order"
    clock.seconds += 3500
    assert isinstance(ask(tokens, token), Actor)
    clock.seconds += 200
    with pytest.raises(IdentityUnavailable):
        ask(tokens, token)


def test_a_verified_token_is_not_verified_again_for_a_minute(provider, make_tokens, clock, monkeypatch):
    tokens = make_tokens()
    token = provider.sign(CLAIMS | {"exp": NOW + 90}, "first")
    decoded, decode = [], jwt.decode
    monkeypatch.setattr(jwt, "decode", lambda *given, **named: decoded.append(1) or decode(*given, **named))
    for _ in range(3):
        assert isinstance(ask(tokens, token), Actor)
        clock.seconds += 25
    assert len(decoded) == 1
    assert isinstance(ask(tokens, token), Actor)
    assert len(decoded) == 2
    clock.seconds += 60
    assert ask(tokens, token).detail == "this token is expired"


def test_all_tokens_of_one_subject_share_its_limit(provider, make_tokens):
    tokens = make_tokens(requests_per_second=2)
    one, other = (ask(tokens, provider.sign(CLAIMS | {"jti": number}, "first")) for number in ("1", "2"))
    assert one.bucket is other.bucket
    assert one.bucket.per_second == 2
