"""Secrets are long, all different, recognised, and taken out of texts."""

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
