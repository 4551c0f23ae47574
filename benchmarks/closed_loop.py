"""As many requests as a server takes: wrk, with a few connections that each ask again as soon as they are answered."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving import Server

_SCRIPT = Path(__file__).with_name("wrk.lua")


@dataclass(frozen=True, slots=True)
class Load:
    """What came of one run. Times in milliseconds; `cpu` is the server's processor time an answer, in microseconds."""

    rate: float
    p50: float
    p99: float
    cpu: float
    answers: int


def full_load(server: Server, bodies: Path, *, connections: int, seconds: float) -> Load:
    """Post the bodies of a file, one a line, in turn. Raises RuntimeError if none was answered, or one not with 2xx."""
    command = (
        "wrk",
        "--threads=1",
        "--timeout=30s",
        f"--connections={connections}",
        f"--duration={max(1, round(seconds))}s",
    )
    before = server.cpu_seconds()
    found = subprocess.run(
        (*command, f"--script={_SCRIPT}", server.address),
        env=os.environ | {"BODIES": str(bodies)},
        capture_output=True,
        text=True,
        check=True,
    )
    spent = server.cpu_seconds() - before
    result = json.loads(found.stdout.rpartition("RESULT ")[2])
    answers = result["answers"]
    if result["failed"] or not answers:
        raise RuntimeError(f"{answers} answers within {seconds:g} s, {result['failed']} failed: {found.stdout}")
    rate = answers / result["microseconds"] * 1e6
    return Load(rate, result["p50"] / 1e3, result["p99"] / 1e3, spent / answers * 1e6, answers)


def write_bodies(path: Path, bodies: Sequence[bytes]) -> Path:
    """The bodies, one a line, for `full_load`."""
    path.write_bytes(b"\n".join(bodies) + b"\n")
    return path
