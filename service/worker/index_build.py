"""Build the index of the active editions in a process of its own, so that a server need only map it.

An index of all lists takes seconds of pure computing. In a thread of the server that would take every second turn
from the requests being answered.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from service.common.files import LockHeldError, locked
from service.common.logging import Logger
from service.common.processes import run_module
from service.settings import Settings
from service.snapshots.index_cache import IndexCache
from service.snapshots.loader import load_snapshot
from service.snapshots.parallel_build import build_in_parallel
from service.watchlists.editions.store import store_of

log = Logger("sekisho")

_SECONDS = 600.0


def build_index_aside(settings: Settings) -> None:
    """Have the index built that the active editions need. If that fails, whoever loads them next builds it.

    Of several servers on one data directory that notice a new edition one does it, and the others wait for that.
    """
    lock = settings.indexes_dir / "preparing.lock"
    try:
        with locked(lock, wait_seconds=0):
            _prepare(settings)
    except LockHeldError:
        with suppress(LockHeldError, OSError), locked(lock, wait_seconds=_SECONDS):
            pass
    except OSError as error:  # there can be no folder for indexes
        log.warning("index_not_prepared", reason=str(error))


def _prepare(settings: Settings) -> None:
    folders = (str(settings.data_dir), str(settings.lists_dir))
    try:
        ended = run_module("service.worker.index_build", *folders, environment=os.environ, seconds=_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("index_not_prepared", reason=str(error))
        return
    if ended.returncode:
        log.warning("index_not_prepared", reason=f"exit status {ended.returncode}")


def main() -> None:
    """`python -m service.worker.index_build DATA_DIR LISTS_DIR`"""
    data_dir, lists_dir = map(Path, sys.argv[1:3])
    settings = Settings(data_dir=data_dir, lists_dir=lists_dir)
    load_snapshot(lists_dir, store_of(settings), IndexCache(settings.indexes_dir, build=build_in_parallel))


if __name__ == "__main__":
    main()
