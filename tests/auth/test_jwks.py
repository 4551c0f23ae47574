"""The keys of an identity provider: asked for seldom, kept for an hour, and never taken from what is no key set."""

import asyncio
import json
import socket
from itertools import pairwise
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.auth.errors import IdentityUnavailable
from service.auth.jwks import KeySet, _read, fetch_jwks
from tests.examples import examples


def ec_key(key_id, **changed):
    point = {
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    }  # of the example in RFC 7517, A.1
    return {"kty": "EC", "crv": "P-256", "kid": key_id, **point, **changed}


class Provider:
    """An identity provider, and the time."""

    def __init__(self, *keys):
        self.keys, self.seconds, self.asked, self.fault = list(keys), 1000.0, 0, None
        self.key_set = KeySet("https://login.example/keys", fetch=self.fetch, monotonic=lambda: self.seconds)

    def fetch(self, address):
        self.asked += 1
        if self.fault is not None:
            raise self.fault
        return json.dumps({"keys": self.keys}).encode()

    def find(self, key_id):
        found = asyncio.run(self.key_set.find(key_id))
        return None if found is None else found.key_id


def test_a_known_key_is_found_without_asking_again():
    provider = Provider(ec_key("a"), ec_key("b"))
    assert [provider.find(one) for one in ("a", "b", "a")] == ["a", "b", "a"]
    assert provider.asked == 1


def test_a_token_that_names_no_key_means_the_only_one():
    assert Provider(ec_key("a")).find(None) == "a"
    assert Provider(ec_key("a"), ec_key("b")).find(None) is None


def test_unknown_keys_are_asked_for_more_and_more_seldom():
    provider = Provider(ec_key("a"))
    times = []
    for _ in range(140):
        before = provider.asked
        assert provider.find("forged") is None
        times += [provider.seconds] * (provider.asked - before)
        provider.seconds += 5
    pauses = [later - earlier for earlier, later in pairwise(times)]
    assert pauses == [10, 20, 40, 80, 160, 300]


def test_a_key_that_was_added_is_found_after_five_seconds():
    provider = Provider(ec_key("a"))
    provider.find("a")
    provider.keys.append(ec_key("b"))
    provider.seconds += 4.9
    assert provider.find("b") is None
    provider.seconds += 0.1
    assert provider.find("b") == "b"


def test_keys_are_renewed_and_one_that_was_withdrawn_is_unknown():
    provider = Provider(ec_key("a"), ec_key("b"))
    provider.find("a")
    provider.keys.pop(0)
    provider.seconds += 601
    assert provider.find("a") is None
    assert provider.find("b") == "b"


@pytest.mark.parametrize("fault", [OSError("no route"), ValueError("no JSON")])
def test_keys_are_trusted_for_an_hour_without_an_answer(fault):
    provider = Provider(ec_key("a"))
    provider.find("a")
    provider.fault = fault
    provider.seconds += 3600
    assert provider.find("a") == "a"
    provider.seconds += 1
    with pytest.raises(IdentityUnavailable, match="cannot be had"):
        provider.find("a")
    provider.fault = None
    provider.seconds += 300
    assert provider.find("a") == "a"


@pytest.mark.parametrize(
    "entry",
    [
        {"kty": "oct", "k": "c2VjcmV0", "kid": "a"},  # a shared secret: whoever has it could make tokens
        ec_key("a", use="enc"),
        ec_key("a", kty="unheard-of"),
        ec_key(["a"]),
        ec_key(7),
        {"kid": "a"},
        "a",
        None,
    ],
)
def test_what_verifies_no_signature_is_left_out(entry):
    assert set(_read(json.dumps({"keys": [entry, ec_key("b")]}).encode())) == {"b"}


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"keys":{}}', b'"keys"', b"\xff"])
def test_what_is_no_key_set_is_refused(content):
    with pytest.raises(ValueError, match=r".+"):
        _read(content)


VALUES = st.none() | st.integers() | st.booleans() | st.text(max_size=5) | st.lists(st.text(max_size=3), max_size=2)
FIELDS = st.sampled_from(["kty", "crv", "x", "y", "n", "e", "d", "kid", "use", "alg", "key_ops", "k", "oth"])
KINDS = st.sampled_from(["RSA", "EC", "OKP", "oct"])


@settings(max_examples=examples(40), deadline=None)
@given(st.dictionaries(FIELDS, VALUES), KINDS)
def test_no_entry_keeps_the_other_keys_from_being_read(entry, kind):
    for broken in (entry, ec_key("a") | entry, entry | {"kty": kind}):
        assert "b" in _read(json.dumps({"keys": [broken, ec_key("b")]}).encode())


@pytest.mark.parametrize(
    "answer", [b"no HTTP at all\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz"]
)
def test_an_answer_that_is_no_http_is_an_error_of_the_network(answer):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(answer)

        thread = Thread(target=serve)
        thread.start()
        with pytest.raises(OSError, match="no whole HTTP message"):
            fetch_jwks(f"http://127.0.0.1:{server.getsockname()[1]}/keys")
        thread.join()


def test_only_addresses_of_the_web_are_asked(tmp_path):
    file = tmp_path / "keys.json"
    file.write_text('{"keys":[]}')
    with pytest.raises(OSError, match="not an address of the web"):
        fetch_jwks(file.as_uri())
