"""Tables of the program as they were worked out (`service.common.kept_tables`), in files beside the indexes.

The first line of a file is a seal over the rest. It is only a copy: what another program has made, or is damaged, is
made anew.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from service.common.files import write_atomically
from service.snapshots.index_fingerprint import index_fingerprint


@dataclass(frozen=True, slots=True)
class TablesCache:
    """A folder with one file for each table."""

    path: Path

    def find(self, name: str) -> bytes | None:
        """The table of that name, None if there is none that this program has made."""
        try:
            seal, _, content = self._file(name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return content if seal == _seal(name, content) else None

    def keep(self, name: str, content: bytes) -> None:
        """Keep a table. A disk that is full or read-only costs time at the next start, nothing else."""
        with suppress(OSError):
            self.path.mkdir(exist_ok=True)
            write_atomically(self._file(name), _seal(name, content) + b"\n" + content)

    def _file(self, name: str) -> Path:
        return self.path / f"{name.removeprefix('service.engine.')}.table"


def _seal(name: str, content: bytes) -> bytes:
    return hashlib.sha256(f"{index_fingerprint()} {name}\n".encode() + content).hexdigest().encode()
