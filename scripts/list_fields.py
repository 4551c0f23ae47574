"""Print the fields of list files that `service/watchlists/editions/fields.csv` does not name yet, as rows of it.

    PYTHONPATH=. python scripts/list_fields.py WATCHLIST FILE... >> service/watchlists/editions/fields.csv

Mark those that names, numbers, dates and addresses come from as needed, if every whole file of the format has them.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from service.watchlists.editions.field_gates import known_fields
from service.watchlists.load import load_files
from service.watchlists.parsing.text import heading_key


def main(arguments: Sequence[str]) -> int:
    """Print one row a field."""
    if len(arguments) < 2:
        sys.stderr.write("expected the id of a watchlist and its files\n")
        return 2
    loaded = load_files(arguments[0], [Path(name) for name in arguments[1:]])
    known = known_fields().get(loaded.format)
    names = [name for name, count in loaded.fields if count]
    rows = [(loaded.format, name, "") for name in names if known is None or heading_key(name) not in known.known]
    csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
