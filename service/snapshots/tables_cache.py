"""Tables of the program as they were worked out (`service.common.kept_tables`), in sealed files beside the indexes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from service.snapshots.sealed_file import read_sealed, write_sealed


@dataclass(frozen=True, slots=True)
class TablesCache:
    """A folder with one file for each table."""

    path: Path

    def find(self, name: str) -> bytes | None:
        """The table of that name, None if there is none that this program has made."""
        return read_sealed(self._file(name))

    def keep(self, name: str, content: bytes) -> None:
        """Keep a table, if the disk lets it."""
        write_sealed(self._file(name), content)

    def _file(self, name: str) -> Path:
        return self.path / f"{name.removeprefix('service.engine.')}.table"
