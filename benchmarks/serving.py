"""Servers that run for the length of a measurement, on free ports of this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

_PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers. `pid` is its first process; workers are children of it."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Where to ask it."""
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """Processor time that it and its workers have used so far, as Linux counts it."""
        ticks = os.sysconf("SC_CLK_TCK")
        return sum(_ticks(pid) for pid in _family(self.pid)) / ticks

    def kill(self) -> None:
        """kill -9, the workers too."""
        for pid in [*_family(self.pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@contextmanager
def running_service(
    settings: Mapping[str, str] = {},
    *,
    workers: int = 1,
) -> Iterator[Server]:
    """The service as `sekisho serve` starts it, with records in a folder that is thrown away unless told otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        own = {"SEKISHO_DATA_DIR": folder, "SEKISHO_LOG_LEVEL": "error", "SEKISHO_WORKERS": str(workers)}
        with running(("service.cli", "serve"), own | dict(settings), ready="/readyz") as server:
            yield server


@contextmanager
def running_empty(*, workers: int = 1) -> Iterator[Server]:
    """The endpoint that does nothing."""
    with running(("benchmarks.empty_endpoint",), {"SEKISHO_WORKERS": str(workers)}, ready="/docs") as server:
        yield server


@contextmanager
def running(module: Sequence[str], environment: Mapping[str, str], *, ready: str) -> Iterator[Server]:
    """A module that serves on SEKISHO_PORT, from when `ready` answers 200 until the end of the block."""
    port = _free_port()
    known = os.environ | {"SEKISHO_PORT": str(port)} | dict(environment)
    process = subprocess.Popen([sys.executable, "-m", *module], env=known, stdout=subprocess.DEVNULL)
    try:
        server = Server(port, process.pid)
        _wait_until_ready(server, ready, process)
        yield server
    finally:
        process.terminate()
        process.wait()


def _wait_until_ready(server: Server, path: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(server.address + path, timeout=10).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError(f"{server.address}{path} did not get ready")


def _free_port() -> int:
    """A port of the loopback address that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> Iterator[int]:
    """A process and all that came from it."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from _family(int(child))


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])  # user and system time, fields 14 and 15 of proc(5)


def workers_of(pid: int) -> list[int]:
    """The processes that serve below the one that watches over them, without what that needs besides, in order."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sorted(int(child) for child in children if b"spawn_main" in _command_line(child))


def _command_line(pid: str) -> bytes:
    """Empty for a process that has ended since it was listed, as those that were killed do."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""
