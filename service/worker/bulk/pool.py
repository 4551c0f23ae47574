"""Worker processes: started when there is work, replaced when they die, their tasks given back at once."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable
from multiprocessing.process import BaseProcess

from service.bulk.jobs.store import JobStore
from service.bulk.jobs.task_queue import give_back

_STOP_SECONDS = 5.0


class WorkerPool:
    """Up to `size` processes. Each works under a name of its own, which `start` is given."""

    def __init__(self, store: JobStore, size: int, start: Callable[[str], BaseProcess]) -> None:
        self._store, self._size, self._start = store, size, start
        self.members: dict[str, BaseProcess] = {}

    def look(self, *, wanted: bool) -> None:
        """Give back the tasks of members that are gone and, if there is work, bring the team to its size.

        Raises RecordsUnavailable; nothing is forgotten then.
        """
        for owner, process in list(self.members.items()):
            if process.exitcode is not None:
                give_back(self._store, owner)
                del self.members[owner]
        while wanted and len(self.members) < self._size:
            owner = f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"
            self.members[owner] = self._start(owner)

    def stop(self) -> None:
        """End all members and give back what they held. Raises RecordsUnavailable."""
        for process in self.members.values():
            process.terminate()
        for process in self.members.values():
            process.join(_STOP_SECONDS)
            if process.exitcode is None:
                process.kill()
                process.join()
        self.look(wanted=False)
