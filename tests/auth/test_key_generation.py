"""Secrets are of one shape, begin with the id of their key, and do not repeat."""

import pytest

from service.auth.key_generation import SECRET, new_secret, sha256_of


def test_a_secret_begins_with_its_id_and_is_of_the_shape_that_is_looked_for():
    for _ in range(50):
        key_id, secret = new_secret()
        match = SECRET.match(secret)
        assert match
        assert match[1] == key_id
        assert len(secret) == 55


def test_secrets_do_not_repeat():
    assert len({new_secret()[1] for _ in range(200)}) == 200


@pytest.mark.parametrize("change", ["{}\n", " {}", "{}a", "s{}"])
def test_nothing_may_stand_before_or_after_a_secret(change):
    assert SECRET.match(change.format(new_secret()[1])) is None


def test_letters_that_look_alike_are_in_no_id():
    assert SECRET.match("sk_aaaaaaal_" + "A" * 43) is None
    assert SECRET.match("sk_aaaaaaa1_" + "A" * 43) is None


def test_the_hash_is_plain_sha256():
    assert sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1
