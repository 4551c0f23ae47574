"""Addresses that only reach this machine, and headers that name it."""

import pytest

from service.common.loopback import is_loopback, names_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", "LocalHost"])
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "localhost.example.org", "example.org", "", "127.1"])
def test_other_machines(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("header", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]", "[::1]:65535"])
def test_headers_that_name_this_machine(header: str) -> None:
    assert names_loopback(header)


@pytest.mark.parametrize(
    "header",
    [
        "example.org", "example.org:80", "localhost@example.org", "localhost:80:80", "localhost/x", "::1", "[::1",
        "[::2]",         "localhost:", "localhost:123456", "", "localhost\n", "localhost.example.org",
    ],
)  # fmt: skip
def test_headers_that_do_not(header: str) -> None:
    assert not names_loopback(header)
