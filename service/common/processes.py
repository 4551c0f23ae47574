"""Processes that this one starts: its own modules, without a shell."""

from __future__ import annotations

import multiprocessing
import subprocess  # nosec B404  # our own modules only
import sys
from collections.abc import Callable, Mapping
from multiprocessing.process import BaseProcess

FORKS = "fork" in multiprocessing.get_all_start_methods()
"""Whether a child process shares the memory of its parent."""

new_process: Callable[..., BaseProcess] = multiprocessing.get_context("fork" if FORKS else "spawn").Process  # type: ignore[attr-defined]
"""Makes a child process, which shares memory where the system can do that. Arguments as of `Process`."""


def module_command(module: str, *arguments: str) -> list[str]:
    """The command line of a module, run by the interpreter of this process."""
    return [sys.executable, "-m", module, *arguments]


def run_module(
    module: str, *arguments: str, environment: Mapping[str, str], seconds: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a module to its end, with its output kept. Raises OSError if no process can be started, and
    subprocess.TimeoutExpired after so many seconds."""
    command = module_command(module, *arguments)
    return subprocess.run(  # nosec B603  # our own module, no shell
        command,
        check=False,
        timeout=seconds,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def start_module(
    module: str, *arguments: str, environment: Mapping[str, str], talks: bool = False, listens: bool = False
) -> subprocess.Popen[str]:
    """Start a module beside this process. One that `listens` has a pipe as its input, one that `talks` as its output
    too. Raises OSError."""
    command = module_command(module, *arguments)
    stdin = subprocess.PIPE if talks or listens else subprocess.DEVNULL
    stdout = subprocess.PIPE if talks else None
    return subprocess.Popen(command, stdin=stdin, stdout=stdout, env=environment, text=True)  # nosec B603  # our own module, no shell


def end_process(process: subprocess.Popen[str] | subprocess.Popen[bytes], seconds: float) -> None:
    """Ask a process to end, and end it if it has not after so many seconds. Returns when it is gone."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
