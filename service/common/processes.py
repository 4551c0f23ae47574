"""Processes that this one has started."""

from __future__ import annotations

import subprocess


def end_process(process: subprocess.Popen[str] | subprocess.Popen[bytes], seconds: float) -> None:
    """Ask a process to end, and end it if it has not after so many seconds. Returns when it is gone."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
