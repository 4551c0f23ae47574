"""Write `service/engine/normalise/tables/east_asian_places.csv`: countries as Chinese, Japanese and Korean name them.

    python -m scripts.build_east_asian_places

Needs Babel (BSD), which carries the names of the Unicode Common Locale Data Repository (Unicode License); the program
does not. Names of one sign, and names with Latin letters or signs in them, are left out.
"""

from __future__ import annotations

import csv
import importlib
from collections.abc import Iterator
from pathlib import Path

TABLE = Path("service/engine/normalise/tables/east_asian_places.csv")
_LANGUAGES = ("ja", "ko", "zh", "zh_Hant")
_HEAD = (
    "# Countries as Chinese, Japanese and Korean name them. Source: Unicode Common Locale Data Repository (territory",
    "# display names). Written by scripts/build_east_asian_places.py.",
)


def rows() -> Iterator[tuple[str, str]]:
    """The names with the codes of ISO 3166-1, each once, in order."""
    locale = importlib.import_module("babel").Locale
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and name.isalpha() and not name.isascii() and len(name) > 1:
                found.setdefault(name, code)
    yield from sorted(found.items(), key=lambda row: (row[1], row[0]))


def main() -> None:
    """Write the table."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{line}\n" for line in _HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("word", "code"))
        writer.writerows(rows())


if __name__ == "__main__":
    main()
