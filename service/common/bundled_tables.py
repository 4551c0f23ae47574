"""Tables of facts that come with the program: CSV files beside the modules that use them."""

from __future__ import annotations

import csv
from importlib.resources import files


def bundled_rows(package: str | None, *path: str) -> list[dict[str, str]]:
    """The rows of a table in a package, by the names of its columns. Lines that begin with `#`, and empty ones, only
    say something to whoever reads the file."""
    text = files(package or "").joinpath(*path).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line.strip() and not line.startswith("#")))
