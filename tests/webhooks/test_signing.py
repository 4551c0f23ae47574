"""Signatures are what the standard's own library verifies, and what Ed25519 verifies with the public key."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from standardwebhooks import Webhook, WebhookVerificationError

from service.common.clock import sortable
from service.webhooks.model import SigningKeys
from service.webhooks.signing import new_secret, new_signing_key, public_key_of, signed_headers

BODY = '{"type":"alert.opened","timestamp":"2026-11-23T09:00:00Z","data":{"reference":"Счёт 7"}}'.encode()


def verify_ed25519(public_key, headers, body):
    content = b".".join((headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body))
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key.removeprefix("whpk_")))
    for one in headers["webhook-signature"].split(" "):
        version, _, signature = one.partition(",")
        if version == "v1a":
            try:
                return key.verify(base64.b64decode(signature), content)
            except InvalidSignature:
                continue
    raise InvalidSignature


def test_the_library_of_the_standard_verifies():
    keys = SigningKeys(new_secret(), new_signing_key())
    headers = signed_headers(keys, "evt_1", BODY, datetime.now(UTC))
    assert Webhook(keys.secret).verify(BODY, headers)["data"] == {"reference": "Счёт 7"}
    verify_ed25519(public_key_of(keys.signing_key), headers, BODY)
    for changed in (headers | {"webhook-id": "evt_2"}, headers | {"webhook-signature": "v1,AAAA"}):
        with pytest.raises(WebhookVerificationError):
            Webhook(keys.secret).verify(BODY, changed)
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(BODY, headers)
    with pytest.raises(InvalidSignature):
        verify_ed25519(public_key_of(keys.signing_key), headers, BODY + b" ")


def test_secrets_have_the_length_that_the_standard_asks_for():
    secret = new_secret()
    assert secret.startswith("whsec_")
    assert 24 <= len(base64.b64decode(secret.removeprefix("whsec_"))) <= 64
    assert secret != new_secret()


def test_after_a_rotation_both_secrets_verify_for_a_while():
    now = datetime.now(UTC)
    old = SigningKeys(new_secret(), new_signing_key())
    until = sortable(now + timedelta(seconds=10))
    new = SigningKeys(new_secret(), new_signing_key(), old.secret, old.signing_key, until)
    headers = signed_headers(new, "evt_1", BODY, now)
    for keys in (old, new):
        Webhook(keys.secret).verify(BODY, headers)
        verify_ed25519(public_key_of(keys.signing_key), headers, BODY)
    later = signed_headers(new, "evt_1", BODY, now + timedelta(seconds=11))
    Webhook(new.secret).verify(BODY, later)
    with pytest.raises(WebhookVerificationError):
        Webhook(old.secret).verify(BODY, later)


def test_keys_are_not_shown_by_repr():
    keys = SigningKeys(new_secret(), new_signing_key(), new_secret(), new_signing_key(), "2026")
    assert "whs" not in repr(keys)
