"""Connections that are meant to hold a server up, against one on loopback in a thread of the test."""

import socket
import threading
import time

import pytest
import uvicorn

from service.cli.serve import server_options
from service.settings import Settings


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture(scope="module")
def port():
    settings = Settings(max_connections=12, max_connections_per_address=8, max_head_bytes=4096, head_seconds=1)
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, lifespan="off", **server_options(settings))
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join(10)


def connect(port):
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def everything(connection):
    received = b""
    try:
        while piece := connection.recv(65536):
            received += piece
    except ConnectionResetError:
        pass
    return received


GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
CLOSE = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: ", GET + b"GET / HT"])
def test_a_head_that_does_not_end_is_given_up(port, sent):
    with connect(port) as connection:
        connection.sendall(sent)
        began = time.monotonic()
        assert b"HTTP/1.1 408 " in everything(connection)
        assert time.monotonic() - began < 5


def test_a_blank_line_after_an_answer_does_not_keep_a_connection(port):
    with connect(port) as connection:
        connection.sendall(GET)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")
        time.sleep(0.1)
        connection.sendall(b"\r\n")
        assert b"HTTP/1.1 408 " in everything(connection)


def pour(connection, piece, pause, limit):
    """Send until the other side has had enough, or the limit; how many pieces went."""
    for count in range(limit):
        try:
            connection.sendall(piece)
        except OSError:
            return count
        time.sleep(pause)
    return limit


def test_a_head_that_drips_is_given_up(port):
    with connect(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        assert pour(connection, b"x", 0.05, 80) < 80


def test_a_body_that_drips_after_its_answer_is_given_up(port):
    with connect(port) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
        began = time.monotonic()
        assert b"200" in everything(connection)
        assert time.monotonic() - began < 5


def test_a_header_without_end_is_refused_before_it_fills_the_memory(port):
    with connect(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        assert pour(connection, b"x" * 65536, 0, 1600) < 300


def test_a_long_head_is_told_so(port):
    with connect(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        time.sleep(0.1)
        connection.sendall(b"x" * 5000)
        assert everything(connection).startswith(b"HTTP/1.1 431 ")


def test_one_address_cannot_hold_all_connections(port):
    held = [connect(port) for _ in range(8)]
    try:
        time.sleep(0.1)
        with connect(port) as connection:
            assert everything(connection).startswith(b"HTTP/1.1 503 ")
    finally:
        for connection in held:
            connection.close()
    time.sleep(0.2)
    with connect(port) as connection:
        connection.sendall(CLOSE)
        assert everything(connection).startswith(b"HTTP/1.1 200 ")


def test_requests_that_follow_one_another_are_answered_on_one_connection(port):
    with connect(port) as connection:
        for _ in range(3):
            connection.sendall(GET)
            assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")
        time.sleep(1.5)  # longer than a head may take: between requests it may be idle
        connection.sendall(GET + CLOSE)
        assert everything(connection).count(b"HTTP/1.1 200 ") == 2
