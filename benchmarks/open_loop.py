"""Requests that come when they come, as callers who do not know of one another send them.

The moments are drawn in advance (exponential gaps, seeded). Latency counts from the moment a request was due, also when
it could only be sent later: a server that stops for a while is charged for everybody who came meanwhile.
"""

from __future__ import annotations

import asyncio
import gc
import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.serving import Server

_HEAD = (
    b"POST /v1/screenings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
)
_MOST_CONNECTIONS = 512


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds from when a request was due to its whole answer."""

    rate: float
    p50: float
    p99: float
    longest: float


def steady_load(server: Server, bodies: Sequence[bytes], *, rate: float, seconds: float) -> Latency:
    """Ask at a mean rate. Raises RuntimeError if an answer was not 200 or did not come."""
    gc.collect()
    gc.freeze()
    gc.disable()  # a pause of this process would be read as one of the server
    try:
        waited = sorted(asyncio.run(_Callers(server.port, bodies).ask(rate, seconds)))
    finally:
        gc.enable()
        gc.unfreeze()
    p50, p99, longest = (waited[min(len(waited) - 1, int(len(waited) * share))] * 1e3 for share in (0.5, 0.99, 1.0))
    return Latency(len(waited) / seconds, p50, p99, longest)


class _Callers:
    def __init__(self, port: int, bodies: Sequence[bytes]) -> None:
        self._port = port
        self._bodies = bodies
        self._idle: list[_Connection] = []
        self._slots = asyncio.Semaphore(_MOST_CONNECTIONS)

    async def ask(self, rate: float, seconds: float) -> list[float]:
        loop = asyncio.get_running_loop()
        chance = random.Random(11)
        begun = loop.time() + 0.5
        due = begun
        asked: list[asyncio.Task[float]] = []
        while due < begun + seconds:
            if (ahead := due - loop.time()) > 0:
                await asyncio.sleep(ahead)
            asked.append(loop.create_task(self._one(self._bodies[len(asked) % len(self._bodies)], due)))
            due += chance.expovariate(rate)
        return await asyncio.gather(*asked)

    async def _one(self, body: bytes, due: float) -> float:
        async with self._slots:
            connection = self._idle.pop() if self._idle else await self._open()
            answered = await connection.ask(_HEAD % (len(body), body))
            self._idle.append(connection)
        return answered - due

    async def _open(self) -> _Connection:
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(lambda: _Connection(loop), "127.0.0.1", self._port)
        return connection


class _Connection(asyncio.Protocol):
    """One request at a time; hears when the last byte of the answer came."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._transport: asyncio.Transport | None = None
        self._answer = loop.create_future()
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def ask(self, request: bytes) -> asyncio.Future[float]:
        assert self._transport is not None
        self._answer = self._loop.create_future()
        self._transport.write(request)
        return self._answer

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        self._received = b""
        if self._answer.done():
            return  # the measurement was given up
        if head.startswith(b"HTTP/1.1 200 "):
            self._answer.set_result(self._loop.time())
        else:
            self._answer.set_exception(RuntimeError(head.decode()))

    def connection_lost(self, error: Exception | None) -> None:
        if not self._answer.done():
            self._answer.set_exception(error or RuntimeError("the server hung up"))


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
