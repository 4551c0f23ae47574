"""Secrets are taken out of texts, wherever they stand in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.common.redaction import without_secrets
from tests.examples import examples


@pytest.mark.parametrize(
    "secret",
    ["eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl", "Bearer abcdefgh12345678", "basic dXNlcjpwYXNzd29yZA=="],
)
def test_tokens_and_passwords_are_taken_out(secret: str) -> None:
    assert without_secrets(f"got {secret!r}") != f"got {secret!r}"
    assert secret[-8:] not in without_secrets(f"got {secret!r}")


def test_the_public_part_of_a_key_stays_so_that_it_can_be_told_apart() -> None:
    assert without_secrets("key sk_abcdefgh_" + "x" * 43 + " refused") == "key sk_abcdefgh… refused"


def test_other_text_stays() -> None:
    assert without_secrets("sk_desk and Bearer tokens stay") == "sk_desk and Bearer tokens stay"


@settings(deadline=None, max_examples=examples(60))
@given(st.text(max_size=30))
def test_what_was_taken_out_stays_out(text: str) -> None:
    once = without_secrets(text)
    assert without_secrets(once) == once
