"""A real service, started for the length of a measurement on a free port of this machine, and asked over HTTP."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import httpx

_BATCH = 100
_PATIENCE_SECONDS = 30.0


def free_port() -> int:
    """A port of the loopback address that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_service() -> Iterator[httpx.Client]:
    """The service as `sekisho serve` starts it, with records in a folder that is thrown away."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "SEKISHO_DATA_DIR": folder,
            "SEKISHO_PORT": str(port),
            "SEKISHO_LOG_LEVEL": "error",
        }
        process = subprocess.Popen([sys.executable, "-m", "service.cli", "serve"], env=environment)
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                _wait_until_ready(client)
                yield client
        finally:
            process.terminate()
            process.wait()


def _wait_until_ready(client: httpx.Client) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if client.get("/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError("the service did not get ready")


def screen_names(names: Sequence[tuple[str, str]]) -> list[list[str]]:
    """For each (type, name) the ids of the entities that the service reports at or above the threshold."""
    found: list[list[str]] = []
    with running_service() as client:
        for start in range(0, len(names), _BATCH):
            batch = names[start : start + _BATCH]
            parties = [{"id": str(at), "type": kind, "name": name} for at, (kind, name) in enumerate(batch)]
            answer = client.post("/v1/screenings", json={"reference": "benchmark", "parties": parties})
            answer.raise_for_status()
            found += [
                [hit["entity_id"] for hit in party["hits"] if hit["above_threshold"]]
                for party in answer.json()["parties"]
            ]
    return found
