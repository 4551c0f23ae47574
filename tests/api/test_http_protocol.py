"""Connections that are meant to hurt, against a server of the protocol alone."""

import asyncio
import contextlib

import pytest
import uvicorn

from service.api.http_protocol import ConnectionLimits, LimitedHttpProtocol, usable_connections

LIMITS = ConnectionLimits(
    head_bytes=4_096,
    headers=20,
    head_seconds=0.3,
    body_seconds=0.3,
    body_bytes_a_second=1_000,
    linger_seconds=0.5,
    connections=5,
)


async def application(scope, receive, send):
    """Refuses bodies of more than 10,000 bytes as soon as they are announced, and tells the size of others."""
    if scope["type"] != "http":
        return
    size, more = 0, True
    announced = int(dict(scope["headers"]).get(b"content-length", b"0"))
    status = 413 if announced > 10_000 else 200
    while more and status == 200:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    body = str(size).encode()
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def talk(monkeypatch):
    """Run a conversation, a coroutine that takes a function which opens connections."""
    monkeypatch.setattr(LimitedHttpProtocol, "limits", LIMITS)
    monkeypatch.setattr(LimitedHttpProtocol, "waiting", {})

    async def served(conversation):
        config = uvicorn.Config(application, port=0, http=LimitedHttpProtocol, log_level="critical", lifespan="off")
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            return await asyncio.wait_for(conversation(lambda: asyncio.open_connection("127.0.0.1", port)), 20)
        finally:
            server.should_exit = True
            await task

    return lambda conversation: asyncio.run(served(conversation))


async def answer(reader):
    """What comes until the connection ends."""
    with contextlib.suppress(ConnectionResetError):
        return await reader.read()
    return b"reset"


def ask(body=b"", *headers):
    lines = [b"POST / HTTP/1.1", b"host: localhost", b"content-length: %d" % len(body), *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def test_requests_one_after_another_and_pipelined_are_answered(talk):
    async def conversation(connect):
        reader, writer = await connect()
        writer.write(ask(b"abc") + ask(b"abcd"))
        writer.write(ask(b"x" * 9_000, b"connection: close"))
        return await answer(reader)

    said = talk(conversation)
    assert [part.partition(b"\r\n")[0] for part in said.split(b"HTTP/1.1 ")[1:]] == [b"200 OK"] * 3
    assert said.endswith(b"9000")


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/1.1\r\nhost: localhost\r\nx: " + b"a" * 50_000, b"431"),
        (b"GET /" + b"a" * 50_000, b"431"),
        (ask(b"", *[b"x-%d: 1" % number for number in range(30)]), b"431"),
        (b"GET / HTTP/1.1\r\nhost: localhost\r\nx-half: 1\r\n", b"408"),
        (b"nonsense\r\n\r\n", b"400"),
    ],
)
def test_heads_that_are_too_large_or_never_whole_are_refused(talk, head, status):
    async def conversation(connect):
        reader, writer = await connect()
        for start in range(0, len(head), 1_000):
            writer.write(head[start : start + 1_000])
            await asyncio.sleep(0)
        return await answer(reader)

    assert b"HTTP/1.1 " + status in talk(conversation)


def test_nothing_at_all_is_closed_without_a_word(talk):
    async def conversation(connect):
        reader, _ = await connect()
        return await answer(reader)

    assert talk(conversation) in (b"", b"reset")


def test_a_body_that_drips_is_refused_and_a_slow_one_is_not(talk):
    async def conversation(connect):
        dripping, drip = await connect()
        slow, pour = await connect()
        for writer in (drip, pour):
            writer.write(ask(b"x" * 4_000)[:-4_000])
        for _ in range(8):
            drip.write(b"x")
            pour.write(b"x" * 500)
            await asyncio.sleep(0.1)
        pour.write_eof()
        return await answer(dripping), await slow.read(100)

    dripped, poured = talk(conversation)
    assert b"408" in dripped
    assert poured.startswith(b"HTTP/1.1 200")


def test_beyond_the_limit_those_that_keep_others_waiting_are_closed(talk):
    async def conversation(connect):
        half = [await connect() for _ in range(LIMITS.connections)]
        for _, writer in half:
            writer.write(b"GET / HTTP/1.1\r\n")
        await asyncio.sleep(0.05)
        reader, writer = await connect()
        writer.write(ask(b"abc", b"connection: close"))
        served = await asyncio.wait_for(answer(reader), 0.2)
        return served, await answer(half[0][0])

    served, first = talk(conversation)
    assert b"200 OK" in served
    assert first in (b"", b"reset")


@pytest.mark.parametrize("headers", [[], [b"connection: close"]])
def test_a_client_that_sends_too_much_learns_why(talk, headers):
    async def conversation(connect):
        reader, writer = await connect()
        writer.write(ask(b"x" * 3_000_000, *headers))
        return await asyncio.wait_for(reader.read(30), 5)

    assert talk(conversation).startswith(b"HTTP/1.1 413")


def test_no_more_connections_than_files():
    assert usable_connections(10**9) < 10**9
    assert usable_connections(20) == 20
