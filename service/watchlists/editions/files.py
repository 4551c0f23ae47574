"""Files that are either wholly there or not at all, and a lock that one process at a time holds."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.watchlists.editions.errors import StoreBusyError

_PAUSE = 0.05


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file in one step: readers see the old content or the new, also after a power cut."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{time.monotonic_ns()}")
    try:
        write_durably(temporary, content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_durably(path: Path, content: bytes) -> None:
    """Write a new file and wait until it is on the disk."""
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def append_durably(path: Path, line: bytes) -> None:
    """Add a line to a log and wait until it is on the disk. A line that a power cut left unfinished goes first."""
    with path.open("a+b") as stream:
        stream.seek(0)
        whole = stream.read().rfind(b"\n") + 1
        stream.truncate(whole)
        stream.write(line + b"\n")
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
def locked(path: Path, *, wait_seconds: float) -> Iterator[None]:
    """Hold the lock on a path. The system lets go of it when the process ends, so no lock is ever left behind.
    Raises StoreBusyError when another process keeps it for longer than the wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as stream:
        deadline = time.monotonic() + wait_seconds
        while not _take(stream.fileno()):
            if time.monotonic() >= deadline:
                raise StoreBusyError(path.name, "", "nobody else changing this list", "another import at work")
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _release(stream.fileno())


if sys.platform == "win32":
    import msvcrt

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

    def _take(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _release(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)
