"""HTTP/1.1 on one connection, with limits that hold before anybody is known: head, headers, patience, connections.

uvicorn has none of them: one header of 100 MB is kept in memory, a head of which half was sent is waited for without
end, and as many such connections as the process may have files keep everybody out. Here

- a head has at most `head_bytes` and `headers` headers, else 431 (RFC 6585, section 5);
- a head has to be whole `head_seconds` after its first byte, and the first byte that long after the connection, else
  408;
- a body has to come at `body_bytes_a_second` at least, measured over `body_seconds` while the service is reading,
  else 408;
- beyond `connections` the one that has waited longest for its head to be completed is closed for a new one; if there is
  none, the new one is closed;
- a connection is closed only after what a client is still sending was read for a while, since a client that is reset
  never sees why (413, for a body that is too large).

Not handled: limits by address, since behind a proxy there is but one.
"""

from __future__ import annotations

import asyncio
import resource
from asyncio.events import TimerHandle
from typing import Any, ClassVar, NamedTuple

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

_FILES_FOR_OTHERS = 128
"""Lists, databases, logs and files of results need some too."""


class ConnectionLimits(NamedTuple):
    """What a client may ask of a connection."""

    head_bytes: int = 64 * 1024
    headers: int = 100
    head_seconds: float = 10.0
    body_seconds: float = 10.0
    body_bytes_a_second: int = 1024
    linger_seconds: float = 5.0
    linger_bytes: int = 64 * 1024 * 1024
    connections: int = 1_000


def usable_connections(wanted: int) -> int:
    """So many connections as are wanted, or as the files of this process allow."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(16, min(wanted, files - _FILES_FOR_OTHERS)) if files > 0 else wanted


class LimitedHttpProtocol(HttpToolsProtocol):
    """uvicorn's protocol with limits. They are those of the process, since uvicorn itself makes the instances."""

    limits: ClassVar[ConnectionLimits] = ConnectionLimits()
    waiting: ClassVar[dict[LimitedHttpProtocol, None]] = {}
    """Connections of which a head is awaited, the longest waiting first."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._patience: TimerHandle | None = None
        self._head_bytes = 0
        self._header_bytes = 0
        self._in_head = True
        self._in_body = False
        self._refused = False
        self._body_bytes = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection in, if need be in place of one that keeps others waiting."""
        super().connection_made(_LingeringTransport(transport, self))  # type: ignore[arg-type]
        if len(self.connections) > self.limits.connections:
            (next(iter(self.waiting)) if self.waiting else self).abort()
            if self.transport.is_closing():
                return
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._forget_patience()
        self.waiting.pop(self, None)
        super().connection_lost(exc)

    def abort(self) -> None:
        """Close without a word."""
        self._forget_patience()
        self.waiting.pop(self, None)
        self.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Count, then parse."""
        if self._refused or self.transport.is_closing():
            return
        if self._in_head:
            if not self._head_bytes:
                self._await_head()
            self._head_bytes += len(data)
        elif self._in_body:
            self._body_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > self.limits.head_bytes:
            self._refuse(431, f"a head may have at most {self.limits.head_bytes} bytes")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header, or refuse them all."""
        self._header_bytes += len(name) + len(value)
        if len(self.headers) >= self.limits.headers or self._header_bytes > self.limits.head_bytes:
            self._refuse(
                431, f"a head may have at most {self.limits.headers} headers and {self.limits.head_bytes} bytes"
            )
        if not self._refused:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is whole; from now on the body is awaited."""
        self._in_head, self._in_body = False, True
        self._head_bytes = self._header_bytes = self._body_bytes = 0
        self.waiting.pop(self, None)
        self._forget_patience()
        if self._refused:
            return
        super().on_headers_complete()
        self._patience = self.loop.call_later(self.limits.body_seconds, self._look_at_the_body, 0)

    def on_body(self, body: bytes) -> None:
        """Hand a piece of the body on."""
        if not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole; the next head may follow. The time between two is that of keep-alive."""
        self._in_head, self._in_body = True, False
        self._forget_patience()
        if not self._refused:
            super().on_message_complete()

    def on_response_complete(self) -> None:
        """Between two requests a connection may be closed for a new one."""
        super().on_response_complete()
        if not self.transport.is_closing() and self._in_head:
            self.waiting[self] = None

    def may_be_sending(self) -> bool:
        """Whether the client may still send what nobody reads: the rest of a body, or what was refused."""
        return self._in_body or self._refused

    def _await_head(self) -> None:
        self._forget_patience()
        self.waiting[self] = None
        self._patience = self.loop.call_later(self.limits.head_seconds, self._head_is_late)

    def _head_is_late(self) -> None:
        if self._head_bytes:
            self._refuse(408, f"a head has to be sent within {self.limits.head_seconds:g} seconds")
        else:
            self.abort()

    def _look_at_the_body(self, before: int) -> None:
        """Close a connection that drips. One that the service does not read from is not to blame."""
        least = self.limits.body_bytes_a_second * self.limits.body_seconds
        if self._in_body and not self.flow.read_paused and self._body_bytes - before < least:
            self._refuse(408, f"a body has to come with {self.limits.body_bytes_a_second} bytes a second at least")
            return
        self._patience = self.loop.call_later(self.limits.body_seconds, self._look_at_the_body, self._body_bytes)

    def _refuse(self, status: int, sentence: str) -> None:
        """Answer with the reason, unless an answer is on its way, and close."""
        if self._refused or self.transport.is_closing():
            return
        self._refused = True
        self._forget_patience()
        self.waiting.pop(self, None)
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True  # the application reads no further, and what it answers is dropped
            self.cycle.message_event.set()
        if self.cycle is None or not self.cycle.response_started or self.cycle.response_complete:
            body = sentence.encode()
            head = b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\ncontent-length: %d\r\n\r\n"
            self.transport.write(STATUS_LINE[status] + head % len(body) + body)
        self.transport.close()

    def _forget_patience(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


class _LingeringTransport:
    """A transport that is closed after what a client still sends was read, for some seconds and megabytes at most.

    A socket that is closed with unread bytes is reset, and a reset takes the answer away from the client.
    """

    def __init__(self, inner: asyncio.BaseTransport, protocol: LimitedHttpProtocol) -> None:
        self._inner: Any = inner
        self._protocol = protocol
        self._lingers = False

    def close(self) -> None:
        """End our side at once, and the connection when the client has ended, or has had its time."""
        if self._lingers or self._inner.is_closing():
            return
        if not self._protocol.may_be_sending() or not self._inner.can_write_eof():
            self._inner.close()
            return
        self._lingers = True
        self._inner.write_eof()
        self._inner.set_protocol(_Drain(self._inner, self._protocol))
        self._inner.resume_reading()

    def is_closing(self) -> bool:
        """Whether it is closed, or about to be."""
        return self._lingers or bool(self._inner.is_closing())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _Drain(asyncio.Protocol):
    """Reads and drops what still comes."""

    def __init__(self, transport: Any, protocol: LimitedHttpProtocol) -> None:
        self._transport, self._protocol = transport, protocol
        self._left = protocol.limits.linger_bytes
        self._timer = protocol.loop.call_later(protocol.limits.linger_seconds, transport.abort)

    def data_received(self, data: bytes) -> None:
        self._left -= len(data)
        if self._left < 0:
            self._transport.abort()

    def eof_received(self) -> None:
        self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._timer.cancel()
        self._protocol.connection_lost(exc)

    def pause_writing(self) -> None:
        self._protocol.pause_writing()

    def resume_writing(self) -> None:
        self._protocol.resume_writing()
