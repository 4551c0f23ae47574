"""What one connection may cost before anybody knows who it is: how many there are, and how a head of a request comes.

uvicorn bounds neither. Without this, 300 connections that each sent half a head held every file descriptor of the
process for as long as they liked, and one header was kept in memory up to any size.

Not handled here: the body of a request, which `request_body`, `upload` and the time for a request bound.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """Of one process: connections in all and from one address, bytes of a head, and seconds in which it has to come."""

    connections: int
    connections_per_address: int
    head_bytes: int
    head_seconds: float


class LimitedProtocol(HttpToolsProtocol):
    """HTTP/1.1 on one connection, which is closed when it goes beyond the limits."""

    def __init__(self, *given: Any, limits: ConnectionLimits, **named: Any) -> None:
        super().__init__(*given, **named)
        self._limits = limits
        self._in_head = True
        self._in_body = False
        self._head_size = 0
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Refuses the connection with 503 where there are too many."""
        super().connection_made(transport)
        if self._too_many():
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "there are too many connections; close some, or ask later")
        else:
            self._set_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets the connection."""
        self._clear_deadline()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Reads on; refuses with 431 a head that is too long."""
        if self.transport.is_closing():
            return
        was_in_head = self._in_head
        super().data_received(data)
        if self.parser is None or self.transport.is_closing() or self._in_body:
            return
        if self._in_head:
            # A piece that ends the request before may be long itself, so it is not counted.
            self._head_size = self._head_size + len(data) if was_in_head else 0
            if self._head_size > self._limits.head_bytes:
                detail = f"the head of a request may have at most {self._limits.head_bytes} bytes"
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, detail)
                return
        # uvicorn has ended its own time for idle connections with the first byte, even of a blank line.
        if self._in_head or (self.cycle.response_complete and self.timeout_keep_alive_task is None):
            self._set_deadline()

    def on_message_begin(self) -> None:
        """A head begins."""
        self._in_head, self._in_body, self._head_size = True, False, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """A head has ended, and a request begins."""
        self._in_head, self._in_body, self._head_size = False, True, 0
        self._clear_deadline()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """A request has come as a whole."""
        self._in_body = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """An answer has been sent, perhaps before its request has come as a whole."""
        super().on_response_complete()
        if self._in_body:
            self._set_deadline()

    def _too_many(self) -> bool:
        limits = self._limits
        if len(self.connections) > limits.connections:
            return True
        if self.client is None or len(self.connections) <= limits.connections_per_address:
            return False
        clients = (getattr(other, "client", None) for other in self.connections)
        same = sum(client is not None and client[0] == self.client[0] for client in clients)
        return bool(same > limits.connections_per_address)

    def _set_deadline(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self._limits.head_seconds, self._on_deadline)

    def _clear_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _on_deadline(self) -> None:
        self._deadline = None
        if self.transport.is_closing():
            return
        if self._in_body:
            if self.cycle.response_complete:
                self.transport.close()  # it goes on sending what was answered long ago
            return
        if self.cycle is not None and not self.cycle.response_complete:
            self._set_deadline()  # the request before is being answered; what follows it may wait
        elif self._in_head or self.timeout_keep_alive_task is None:
            self._refuse(
                HTTPStatus.REQUEST_TIMEOUT, f"the head of a request has to come in {self._limits.head_seconds:g} s"
            )

    def _refuse(self, status: HTTPStatus, detail: str) -> None:
        self._clear_deadline()
        body = (
            f'{{"type":"about:blank","title":"{status.phrase}","status":{status.value},"detail":"{detail}"}}'.encode()
        )
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: application/problem+json\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
