"""A server of our own on a data directory of its own, for benchmarks that go through HTTP or kill it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

OPEN = ("queued", "reading", "screening")
"""States of a job that is not at its end."""

_PATIENCE_SECONDS = 120


def fresh(data: Path) -> Path:
    """A new data directory with the lists of another one."""
    folder = Path(mkdtemp(prefix="sekisho-bench-"))
    (folder / "editions").symlink_to((data / "editions").resolve())
    return folder


@dataclass
class Server:
    """A server, not yet started."""

    data: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it is asked."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server and wait until it is ready."""
        environment = os.environ | {"SEKISHO_DATA_DIR": str(self.data), "SEKISHO_PORT": str(self.port)}
        with (self.data / "serve.log").open("ab") as log:
            command = [sys.executable, "-m", "service.cli", "serve"]
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        until = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                self.get("/readyz")
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        raise SystemExit("the server does not come up")

    def get(self, path: str) -> Any:
        """What it answers, as JSON."""
        return json.loads(self.fetch(path))

    def fetch(self, path: str) -> bytes:
        """What it answers."""
        with urllib.request.urlopen(self.address + path, timeout=60) as answer:
            content: bytes = answer.read()
            return content

    def send(self, path: Path, query: str = "") -> str:
        """Hand a file in; the id of its job."""
        command = ["curl", "-sf", "-F", f"file=@{path}", f"{self.address}/v1/bulk-jobs{query}"]
        sent = subprocess.run(command, capture_output=True, check=True)
        return str(json.loads(sent.stdout)["id"])

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
