"""One POST to an address that the operator has set, which is bounded in all: in time, in the size of the answer, and to
that very address, as no redirect is followed. Proxies of the environment are used.
"""

from __future__ import annotations

import http.client
import socket
import threading
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.error import HTTPError

from service import __version__


def post(address: str, body: bytes, headers: Mapping[str, str], *, seconds: float, most_bytes: int) -> bytes:
    """Send something; return the body of the answer. Raises OSError, with a reason in words, for everything but an
    answer with a status of 2xx that is whole and within the bounds."""
    if not address.startswith(("https://", "http://")):
        raise OSError("expected an address that begins with https:// or http://")
    watched = _Watched(seconds)
    opener = urllib.request.build_opener(_NoRedirects, _Handler(watched))
    sent = {"User-Agent": f"sekisho/{__version__}", **headers}
    request = urllib.request.Request(address, data=body, headers=sent, method="POST")
    try:
        with watched, opener.open(request, timeout=seconds) as answer:
            content: bytes = answer.read(most_bytes + 1)
            missing = answer.length
    except HTTPError as error:
        with error:
            raise OSError(f"status {error.code}") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise OSError(
            f"no answer within {seconds:g} s" if watched.over or _timed_out(error) else _words(error)
        ) from None
    if watched.over:
        raise OSError(f"no answer within {seconds:g} s")
    if len(content) > most_bytes:
        raise OSError(f"expected an answer of at most {most_bytes:,} bytes, got more")
    if missing:
        raise OSError(f"the answer was cut off, {missing:,} bytes before its end")
    return content


def _timed_out(error: Exception) -> bool:
    """Whether the socket's own timeout, which is as long as the exchange may be, was over before the watch was."""
    return isinstance(getattr(error, "reason", error), TimeoutError)


def _words(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    return getattr(reason, "strerror", None) or str(reason) or type(error).__name__


class _Watched:
    """Ends the connections of one exchange when its time is over. A timeout of a socket alone bounds one wait only, and
    who sends a byte every few seconds would never be left."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def add(self, sock: socket.socket) -> None:
        """Another connection of the exchange."""
        self._sockets.append(sock)
        if self.over:
            self._end()

    def _end(self) -> None:
        self.over = True
        for sock in self._sockets:
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """urllib would make a GET of a redirected POST, and take its answer for one."""

    def redirect_request(self, *_: Any) -> None:
        return None


class _Handler(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    """Opens connections that are watched."""

    def __init__(self, watched: _Watched) -> None:
        super().__init__()
        self._watched = watched

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_connecting(http.client.HTTPConnection, self._watched), req)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_connecting(http.client.HTTPSConnection, self._watched), req)


def _connecting(kind: type[http.client.HTTPConnection], watched: _Watched) -> Any:
    """A kind of connection that is watched from the moment on when it stands."""

    class Connection(kind):  # type: ignore[misc, valid-type]
        def connect(self) -> None:
            super().connect()
            watched.add(self.sock)

    return Connection
