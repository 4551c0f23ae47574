"""A PostgreSQL server of our own, that may be stopped, killed and started again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path


def programs() -> Path | None:
    """Where the programs of the newest installed server are."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    other = shutil.which("initdb")
    return Path(other).resolve().parent if other else None


class Postgresql:
    """A server with its data in a folder. It syncs, as one that is used does."""

    def __init__(self, folder: Path, initdb: Sequence[str] = ()) -> None:
        """`initdb` are further options for how it is made."""
        self.folder = folder
        self.address = f"postgresql://sekisho@/postgres?host={folder}"
        account = ("-U", "sekisho", "-A", "trust")
        self._run("initdb", *account, "-E", "UTF8", "--locale=C.UTF-8", *initdb)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c shared_buffers=32MB"
        self._run("pg_ctl", "-l", str(self.folder / "server.log"), "-w", "-o", options, "start")

    def is_running(self) -> bool:
        """Does it run? A server that cannot write its log ahead ends itself."""
        return self._program("pg_ctl", "status").returncode == 0

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `immediate` is without a word to anybody. Its children may end after it, and until then no server
        starts again."""
        _, *children = self._everybody()
        self._run("pg_ctl", "-m", mode, "-w", "stop")
        _wait_until_gone(children)

    def kill(self) -> None:
        """kill -9, its children too, and wait until they are gone: while one lives, no server starts again."""
        os.kill(self._pid(), signal.SIGSTOP)  # so that it forks no further child meanwhile
        everybody = self._everybody()
        for one in everybody:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        _wait_until_gone(everybody)
        # Where nobody collects dead processes (a container's first process may not), it would still seem to run.
        (self.folder / "data" / "postmaster.pid").unlink()
        for lock in self.folder.glob(".s.PGSQL.*.lock"):
            lock.unlink()

    def _pid(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def _everybody(self) -> list[int]:
        pid = self._pid()
        return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]

    def _run(self, program: str, *arguments: str) -> None:
        self._program(program, *arguments).check_returncode()

    def _program(self, program: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        home = programs()
        assert home is not None
        account = "postgres" if os.getuid() == 0 else None
        command = [str(home / program), "-D", str(self.folder / "data"), *arguments]
        return subprocess.run(command, check=False, user=account, cwd="/", stdout=subprocess.DEVNULL)


@contextmanager
def own_postgresql(within: Path | None = None, *, initdb: Sequence[str] = ()) -> Iterator[Postgresql]:
    """A running server, gone afterwards; its folder in another one, or where temporary files are."""
    with tempfile.TemporaryDirectory(prefix="sekisho-pg-", dir=within) as name:
        folder = Path(name)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        server = Postgresql(folder, initdb)
        server.start()
        try:
            yield server
        finally:
            if not server.is_running():
                print("PostgreSQL had ended:", (folder / "server.log").read_text()[-2000:])
            if (folder / "data" / "postmaster.pid").exists():
                server.stop("immediate")


def _wait_until_gone(pids: Sequence[int]) -> None:
    while any(map(_is_running, pids)):
        time.sleep(0.02)


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in ("Z", "X")
