"""Secrets are long, all different, recognised, and taken out of texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.auth.key_generation import SECRET, new_secret, sha256_of
from service.common.redaction import without_secrets


def test_secrets_are_what_they_are_said_to_be():
    made = [new_secret() for _ in range(200)]
    assert len({secret for _, secret in made}) == 200
    for key_id, secret in made:
        assert SECRET.match(secret)
        assert len(secret) == 55
        assert secret.startswith(f"sk_{key_id}_")
        assert len(sha256_of(secret)) == 64


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_keeps_a_secret(before, after):
    _, secret = new_secret()
    assert secret[12:] not in without_secrets(f"{before} {secret} {after}")


@pytest.mark.parametrize("change", ["{}\n", " {}", "{}a", "s{}"])
def test_nothing_may_stand_before_or_after_a_secret(change):
    assert SECRET.match(change.format(new_secret()[1])) is None


def test_letters_that_look_alike_are_in_no_id():
    assert SECRET.match("sk_aaaaaaal_" + "A" * 43) is None
    assert SECRET.match("sk_aaaaaaa1_" + "A" * 43) is None


def test_the_hash_is_plain_sha256():
    assert sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1
