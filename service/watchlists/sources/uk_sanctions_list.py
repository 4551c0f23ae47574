"""United Kingdom, FCDO: the UK Sanctions List in CSV, since 28 January 2026 the country's only list.

Source format: UK-Sanctions-List.csv of sanctionslist.fcdo.gov.uk. `Report Date: 13-Feb-2026`, then 58 headings, one row
for each combination of name, address and other facts, held together by the Unique ID. Tried on rows of a real file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing import uk
from service.watchlists.parsing.tables import table
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat
from service.watchlists.uk_targets import KEY, read_target


def read(source: Source) -> Iterator[Record]:
    """Yield one entity a Unique ID; rows without one and targets without a name are skipped with that reason."""
    found = False
    for path in source.files:
        for sheet in uk.sheets(path):
            rows = table(sheet, KEY, "Name 6", "Regime Name")
            if rows is None:
                continue
            found = True
            for key, members in uk.grouped(rows, KEY).items():
                yield from read_target(source, path, key, members)
    if not found:
        files = ", ".join(path.name for path in source.files)
        raise UnreadableFileError(files, "", f"a heading row with {KEY}, Name 6 and Regime Name", "none")


def published_on(files: Sequence[Path]) -> date | None:
    """The day in the first line."""
    return uk.stated_day(files[0], "Report Date")


def recognises(seen: FileSample) -> bool:
    """The headings."""
    return seen.has_headings(KEY, "Name 6", "Regime Name", "Designation Type")


READER = SourceFormat("uk_sanctions_list", "UK Sanctions List CSV", recognises, read, published_on)
