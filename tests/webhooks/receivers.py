"""Receivers that tests run on this machine, as bad as they are asked to be."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str]]


@dataclass
class Receiver:
    """What a receiver got, and what it answers: a function of the number of the request, from 1."""

    port: int = 0
    answer: Callable[[int], Answer] = lambda _: (204, {})
    requests: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?key=s3cr3t"

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for _, headers, _ in self.requests]


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # at the default of 5 a burst is dropped by the system, and tried again a second later


@contextmanager
def receiver(answer: Callable[[int], Answer] = lambda _: (204, {}), port: int = 0) -> Iterator[Receiver]:
    """A receiver that runs until the end of the block."""
    told = Receiver(answer=answer)
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with lock:
                told.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                status, headers = told.answer(len(told.requests))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = _Server(("127.0.0.1", port), Handler)
    told.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def raw_receiver(parts: Sequence[bytes], pause_seconds: float = 0.0) -> Iterator[int]:
    """The port of a receiver that says what it is told to, with pauses between, and then hangs until the end of the
    block."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

    def answer(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.recv(65536)
            for part in parts:
                connection.sendall(part)
                time.sleep(pause_seconds)
            if parts[-1:] == [b""]:
                return  # closes
            over.wait(30)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listening.getsockname()[1]
    finally:
        over.set()
        listening.close()
