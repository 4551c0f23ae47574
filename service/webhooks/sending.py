"""One attempt: one POST over a connection of its own, without redirects, within a time that bounds all of it.

Written on asyncio's streams, because the address that was checked has to be the one that is connected to, while the
name stays in `Host` and in the TLS handshake. Of the answer only the head is read: what follows does not matter.
Proxies of the environment are not used.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException, parse_headers

from service import __version__
from service.common.clock import Clock, utc_now
from service.webhooks.addresses import Network, NotAllowed, Target, allowed, read_target
from service.webhooks.errors import WebhookRefused
from service.webhooks.model import Attempt
from service.webhooks.retrying import retry_after

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a name, in the order in which they should be tried. Raises OSError."""

SECONDS = 15.0
"""For one attempt, from resolving the name to the head of the answer."""

_MOST_HEAD_BYTES = 64 * 1024
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})(?: |\r\n)")


class _NoAnswerError(Exception):
    """The receiver answered, but not in HTTP."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends messages. `networks` are those that may be reached though they are not public."""

    networks: tuple[Network, ...] = ()
    seconds: float = SECONDS
    clock: Clock = utc_now
    resolve: Resolve = resolve
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Attempt:
        """Send one message. Never raises for what a receiver does: that is told in the attempt."""
        begun = time.monotonic()
        try:
            async with asyncio.timeout(self.seconds):
                head = await self._exchange(read_target(url), headers, body)
            attempt = _read(head, self.clock())
        except TimeoutError:
            attempt = Attempt(error=f"no answer within {self.seconds:g} s")
        except (NotAllowed, WebhookRefused, _NoAnswerError) as error:
            attempt = Attempt(error=str(error))
        except ssl.SSLError as error:
            attempt = Attempt(error=f"no secure connection: {error.reason or 'TLS failed'}")
        except (OSError, EOFError, asyncio.LimitOverrunError, HTTPException) as error:
            attempt = Attempt(error=f"no answer: {_words(error)}")
        taken = round((time.monotonic() - begun) * 1000)
        return Attempt(attempt.status_code, attempt.error, attempt.retry_after, taken)

    async def _exchange(self, target: Target, headers: Mapping[str, str], body: bytes) -> bytes:
        try:
            addresses = await self.resolve(target.host, target.port)
        except (OSError, UnicodeError):
            raise _NoAnswerError(f"the name {target.host} cannot be resolved") from None
        reader, writer = await self._connect(target, allowed(target, addresses, self.networks))
        try:
            writer.write(_request(target, headers, body))
            await writer.drain()
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                if not head.startswith((b"HTTP/1.1 1", b"HTTP/1.0 1")):  # 100 and 103 come before the answer
                    return head
        finally:
            writer.transport.abort()

    async def _connect(
        self, target: Target, addresses: Sequence[str]
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """To the first address that takes a connection."""
        secure = target.scheme == "https"
        tls, name = (self.tls, target.host) if secure else (None, None)
        failure: OSError = OSError("no address")
        for one in addresses:
            try:
                return await asyncio.open_connection(
                    one, target.port, limit=_MOST_HEAD_BYTES, ssl=tls, server_hostname=name
                )
            except OSError as error:
                failure = error
        raise failure


def _request(target: Target, headers: Mapping[str, str], body: bytes) -> bytes:
    everything = {
        "Host": target.host_header,
        "User-Agent": f"sekisho/{__version__}",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Accept": "*/*",
        "Connection": "close",
        **headers,
    }
    lines = [f"POST {target.path} HTTP/1.1", *(f"{name}: {value}" for name, value in everything.items())]
    return "\r\n".join(lines).encode("ascii") + b"\r\n\r\n" + body


def _read(head: bytes, now: datetime) -> Attempt:
    found = _STATUS.match(head)
    if found is None:
        raise _NoAnswerError("no answer in HTTP/1.1")
    headers = parse_headers(io.BytesIO(head.partition(b"\r\n")[2]))
    return Attempt(int(found[1]), retry_after=retry_after(headers["Retry-After"], now))


def _words(error: Exception) -> str:
    """What the system says, without what was sent."""
    if isinstance(error, EOFError):
        return "the connection was closed"
    number = getattr(error, "errno", None)
    return type(error).__name__ if number is None else os.strerror(number)
