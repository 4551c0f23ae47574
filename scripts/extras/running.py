"""What examples of extras share: commands of this environment, a service of it, and questions to that.

Uses nothing that the plain installation does not have."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

import service

PERSON = {"parties": [{"id": "1", "type": "person", "name": "Sergei Aksenov"}]}
"""A question about somebody who is on the list that comes with the program."""
CUSTOMERS = "id,name,type\n1,Sergei Aksenov,person\n2,Testa Testova,person\n"
"""Two rows: the first is to be looked at, the second is clear."""
_PATIENCE_SECONDS = 180.0


def installed() -> None:
    """Stop unless the program is the one that was installed here."""
    assert Path(service.__file__).is_relative_to(sys.prefix), service.__file__


def command(*words: str, status: int = 0, **settings: str) -> str:
    """Run a command of this environment in a data folder here; what it printed."""
    given = os.environ | {"SEKISHO_DATA_DIR": "data"} | _named(settings)
    done = subprocess.run(words, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == status, f"{' '.join(words)}: status {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


@contextmanager
def served(**settings: str) -> Iterator[str]:
    """The address of a service that serves until the end of the block, and then ends as it should."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    patient = {"request_seconds": "120", "record_timeout_seconds": "60"}  # a busy machine is no failure
    given = os.environ | {"SEKISHO_DATA_DIR": "data", "SEKISHO_PORT": str(port)} | _named(patient | settings)
    address = f"http://127.0.0.1:{port}"
    with open("serve.log", "ab") as log:
        process = subprocess.Popen(["sekisho", "serve"], env=given, stdout=log, stderr=log)
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)


class Refused(AssertionError):  # noqa: N818 - reads as what it is
    """A request was refused: with which status, and what was said."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(f"status {status}: {said}")
        self.status, self.said = status, said


def ask(address: str, body: Any = None, headers: Mapping[str, str] | None = None) -> bytes:
    """What is answered: to a question if there is a body, else to a reading. Raises Refused, and URLError if nobody
    answers."""
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, content, {"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE_SECONDS) as answer:
            answered: bytes = answer.read()
    except HTTPError as refused:
        raise Refused(refused.code, refused.read().decode("utf-8", "replace")) from None
    return answered


@contextmanager
def listening() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """The address of somebody to whom things are sent, and what was: paths and bodies."""
    got: list[tuple[str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", got
    finally:
        server.shutdown()
        server.server_close()


def _named(settings: Mapping[str, str]) -> dict[str, str]:
    return {f"SEKISHO_{name.upper()}": value for name, value in settings.items()}


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + _PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < ends:
        try:
            ask(f"{address}/readyz")
        except (URLError, Refused):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the service did not get ready:\n{Path('serve.log').read_text()[-2000:]}")
