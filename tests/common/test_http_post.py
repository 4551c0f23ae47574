"""One POST at good and bad receivers."""

import socket
import time

import pytest

from service.common.http_post import _Watched, post
from tests.webhooks.receivers import raw_receiver, receiver

HELLO = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


def send(port, *, body=b"", seconds=60.0, most_bytes=100):
    """Without a body the raw receiver has read all, so that it does not break off the connection when it closes."""
    return post(f"http://127.0.0.1:{port}/tsa", body, {"X-Kind": "a"}, seconds=seconds, most_bytes=most_bytes)


def test_what_is_answered_is_returned():
    with raw_receiver([HELLO, b""]) as port:
        assert send(port) == b"hello"
    with receiver() as told:
        assert send(told.port, body=b"?") == b""
    ((path, headers, body),) = told.requests
    assert (path, body, headers["x-kind"]) == ("/tsa", b"?", "a")
    assert headers["user-agent"].startswith("sekisho/")


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308, 400, 404, 500])
def test_only_2xx_counts_and_no_redirect_is_followed(status):
    with (
        receiver() as elsewhere,
        receiver(lambda _: (status, {"Location": elsewhere.url})) as told,
        pytest.raises(OSError, match=f"status {status}"),
    ):
        send(told.port)
    assert (len(told.requests), elsewhere.requests) == (1, [])


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([HELLO[:-2], b""], "cut off, 2 bytes before its end"),
        ([b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 101, b""], "at most 100 bytes"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: " + b"a" * 70_000, b""], "got more than 65536 bytes"),
        ([b"SSH-2.0-OpenSSH\r\n\r\n", b""], "SSH"),
        ([b""], "without response"),
    ],
)
def test_what_is_no_whole_answer_is_refused(parts, words):
    with raw_receiver(parts) as port, pytest.raises(OSError, match=words):
        send(port)


@pytest.mark.parametrize("parts", [[], [b"H"] * 600, [b"HTTP/1.1 200 OK\r\n\r\n", *[b"a"] * 600]])
def test_what_hangs_or_drips_is_left_when_the_time_is_over(parts):
    """By a timeout of the socket alone, which each byte begins anew, the last two would take a minute."""
    begun = time.monotonic()
    with raw_receiver(parts, pause_seconds=0.1) as port, pytest.raises(OSError, match=r"no answer within 0.5 s"):
        send(port, seconds=0.5, most_bytes=10_000)
    assert time.monotonic() - begun < 30


def test_a_hang_is_told_alike_whichever_of_the_two_clocks_is_first(monkeypatch):
    """A socket that waited its whole time may wake up before the watch does; it said "timed out" then."""
    monkeypatch.setattr(_Watched, "_end", lambda _: None)
    with raw_receiver([]) as port, pytest.raises(OSError, match=r"no answer within 0.2 s"):
        send(port, seconds=0.2)


def test_nobody_there_is_told():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(OSError, match="refused"):
        send(port)
    with pytest.raises(OSError, match="begins with https"):
        post("file:///etc/passwd", b"", {}, seconds=1, most_bytes=1)
