"""Files that are either wholly there or not at all, and a lock that one process at a time holds."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_PAUSE = 0.05


class LockHeldError(Exception):
    """Another process keeps a lock for longer than was to be waited."""


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Write a file that takes the place of another in one step: readers see the old content or the new, also after a
    power cut. If the writing fails, the old one stays."""
    aside = path.with_name(f".{path.name}.{os.getpid()}-{time.monotonic_ns()}")
    try:
        with aside.open("xb") as stream:
            yield stream
            _sync(stream)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file in one step (see `replacing`)."""
    with replacing(path) as stream:
        stream.write(content)


def write_durably(path: Path, content: bytes) -> None:
    """Write a new file and wait until it is on the disk."""
    with path.open("xb") as stream:
        stream.write(content)
        _sync(stream)


def write_secret_once(path: Path, content: bytes) -> None:
    """Write a file for its owner's eyes only, with the folder it lies in, unless there is one. It is made aside and
    then given its name: of several processes that start at once, the first wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    number = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
            _sync(stream)
        with suppress(FileExistsError):
            os.link(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def append_durably(path: Path, line: bytes) -> None:
    """Add a line to a log and wait until it is on the disk. A line that a power cut left unfinished goes first."""
    with path.open("a+b") as stream:
        stream.seek(0)
        whole = stream.read().rfind(b"\n") + 1
        stream.truncate(whole)
        stream.write(line + b"\n")
        _sync(stream)


def _sync(stream: IO[bytes]) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system has a notion of it."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def locked(path: Path, *, wait_seconds: float | None = None) -> Iterator[None]:
    """Hold the lock on a path, for which the file is made if it is not there. The system lets go of it when the process
    ends, so no lock is ever left behind. Raises LockHeldError when another process keeps it for longer than the wait;
    without one that takes as long as it takes. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as stream, holding(stream, wait_seconds=wait_seconds):
        yield


@contextmanager
def holding(stream: IO[bytes], *, wait_seconds: float | None = None) -> Iterator[None]:
    """The same for a file that is open already."""
    number = stream.fileno()
    if wait_seconds is None:
        _wait(number)
    else:
        deadline = time.monotonic() + wait_seconds
        while not _take(number):
            if time.monotonic() >= deadline:
                raise LockHeldError(f"another process holds {stream.name}")
            time.sleep(_PAUSE)
    try:
        yield
    finally:
        _release(number)


if sys.platform == "win32":
    import msvcrt

    def _wait(number: int) -> None:
        while not _take(number):
            time.sleep(_PAUSE)

    def _take(number: int) -> bool:
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _wait(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX)

    def _take(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _release(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)
