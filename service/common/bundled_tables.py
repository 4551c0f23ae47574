"""Tables of facts that come with the program: CSV files beside the modules that use them."""

from __future__ import annotations

import csv
from importlib.resources import files


def bundled_rows(package: str | None, *path: str) -> list[dict[str, str]]:
    """The rows of a table in a package, by the names of its columns. Lines that begin with `#`, and empty ones, only
    say something to whoever reads the file. Raises ValueError if a row has more or fewer cells than there are columns.
    """
    text = files(package or "").joinpath(*path).read_text(encoding="utf-8")
    rows = csv.reader(line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    columns = next(rows)
    # A start reads 13,000 rows; csv.DictReader takes twice as long for them.
    return [dict(zip(columns, row, strict=True)) for row in rows]
