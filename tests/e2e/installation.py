"""The service as `sekisho serve` starts it, in a process that may be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import httpx

from benchmarks.serving import Server, workers_of
from service.audit.verdict import Verdict
from service.bootstrap.verification import verify_records
from service.settings import Settings

_PATIENCE_SECONDS = 60.0


class Start(NamedTuple):
    """What a start took: seconds, and seconds of processor time of all its processes together."""

    seconds: float
    cpu_seconds: float


class Installation:
    """One data directory and the service on it."""

    def __init__(self, folder: Path, database: str | None, *, workers: int = 1, **settings: str) -> None:
        self.folder, self.database = folder, database
        self.port = _free_port()
        given = {
            "data_dir": str(folder),
            "port": str(self.port),
            "workers": str(workers),
            "log_level": "error",
            "record_timeout_seconds": "30",
        }
        given |= {"database_url": database} if database else {}
        self.environment = os.environ | {f"SEKISHO_{name.upper()}": value for name, value in (given | settings).items()}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Start:
        """Start it. Returns what it took until it was ready."""
        began = time.monotonic()
        command = [sys.executable, "-m", "service.cli", "serve"]
        out = (self.folder / "serve.log").open("ab")
        self._process = subprocess.Popen(command, env=self.environment, stdout=out, stderr=out, start_new_session=True)
        self.wait_until_ready()
        return Start(time.monotonic() - began, _cpu_seconds(self._process.pid))

    def wait_until_ready(self) -> None:
        """Return once it says that it is ready. Raises TimeoutError with its log if it does not in good time."""
        assert self._process is not None
        began = time.monotonic()
        while time.monotonic() - began < _PATIENCE_SECONDS and self._process.poll() is None:
            with suppress(httpx.TransportError):
                if self.readiness().status_code == httpx.codes.OK:
                    return
            time.sleep(0.02)
        raise TimeoutError(f"the service did not get ready:\n{(self.folder / 'serve.log').read_text()[-2000:]}")

    def readiness(self) -> httpx.Response:
        """What it says of itself."""
        return httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=_PATIENCE_SECONDS)

    def kill(self) -> None:
        """kill -9, the workers too."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def hang_up(self) -> None:
        """kill -HUP, to the process that watches the others."""
        assert self._process is not None
        self._process.send_signal(signal.SIGHUP)

    def workers(self) -> set[int]:
        """The processes that serve, where there are several."""
        assert self._process is not None
        return set(workers_of(self._process.pid))

    def kill_worker(self, pid: int) -> None:
        """kill -9 of one of the processes that serve. Another takes its place."""
        os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        """As Ctrl+C does."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(_PATIENCE_SECONDS)
            self._process = None

    @property
    def settings(self) -> Settings:
        """What its records are read with."""
        return Settings(data_dir=self.folder, database_url=self.database)

    def verdict(self) -> Verdict:
        """Verify what it wrote."""
        return verify_records(self.settings)


def _cpu_seconds(pid: int) -> float:
    return Server(0, pid).cpu_seconds()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
