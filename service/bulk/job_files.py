"""Where the files of one job lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

INCOMING = "incoming"
"""Beside the folders of jobs: files on their way in."""


@dataclass(frozen=True, slots=True)
class JobFiles:
    """Where the files of one job lie."""

    root: Path

    @property
    def upload(self) -> Path:
        """The file as it came."""
        return self.root / "input"

    @property
    def result(self) -> Path:
        """The record of the job: every row with its full answer."""
        return self.root / "result.parquet"

    @property
    def summary(self) -> Path:
        """One page for people."""
        return self.root / "summary.html"

    @property
    def index(self) -> Path:
        """By which keys the rows of the record are found."""
        return self.root / "names.index"

    def index_part(self, number: int) -> Path:
        """The same of one chunk, while the job is at work."""
        return self.root / "index" / f"{number:06d}"

    def rows(self, number: int) -> Path:
        """The rows of one chunk, as they were read."""
        return self.root / "rows" / f"{number:06d}.arrow"

    def answers(self, number: int, sha256: str) -> Path:
        """The answered rows of one chunk. Named by their hash too, so that whoever does a chunk late and finds other
        decisions remembered does not write over what counts."""
        return self.root / "answers" / f"{number:06d}-{sha256[:16]}.arrow"
