"""Is anything lost between publishers' files and what is loaded from them?

    python -m benchmarks.conformance FOLDER [--lost N] [--only WORDS]

Every list file of FOLDER and the folders below it is read twice: by the program, as its watchlist, and by a few lines
that know its tags or columns and nothing of the readers. A line a file and kind of text says how many were published,
how many of them stand in a field of that kind (`loaded`), elsewhere in the entity such as its remarks (`elsewhere`),
are left out for a stated reason (`fields.csv`), or are lost; and how many loaded names, numbers and addresses have
words that were not published with their record (`invented`). The exit status is 1 when anything is lost or invented.
Countries are compared by their code, so they share the program's table of country names.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.conformance.compare import KINDS, Count, compare, new_counts
from benchmarks.conformance.files import TABLES, XML, read_ftm, read_mof_workbook, read_ofac_csv, read_table, read_xml
from benchmarks.conformance.model import PublishedRecord
from benchmarks.conformance.ofac_advanced import read_ofac_advanced
from service.engine.model.entity import Entity, Skipped
from service.engine.model.watchlist import Watchlist
from service.watchlists.catalogue import catalogue
from service.watchlists.errors import ListError
from service.watchlists.load import load_files, recognise

FORMATS = {*XML, *(name for name, _ in TABLES), "ofac_csv", "ofac_advanced_xml", "jp_mof_workbook", "ftm_json"}
"""The formats whose fields are known here."""


def main() -> int:
    """Compare every file and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="a folder with list files, at any depth")
    parser.add_argument("--lost", type=int, default=0, metavar="N", help="show the first N losses of each kind")
    parser.add_argument("--only", default="", help="only files with these words in their name")
    options = parser.parse_args()
    table = Table("file", "kind", *("published", "loaded", "elsewhere", "reason", "lost", "invented"))
    console = Console(width=140, highlight=False)
    whole = True
    for files in _editions(options.folder, options.only):
        try:
            loaded = _load(files)
        except ListError as error:
            console.print(f"{files[0].name}: refused: {error}", markup=False)
            continue
        if loaded.format not in FORMATS:
            console.print(f"{files[0].name}: {loaded.format} has no layout here", markup=False)
            continue
        counts, unpaired = conformance(loaded, files)
        for kind in KINDS:
            if kind in counts:
                table.add_row(files[0].name, kind, *_cells(counts[kind]))
                whole = whole and not counts[kind].lost and not counts[kind].invented
        for line in unpaired:
            whole = False
            console.print(f"{files[0].name}: {line}", markup=False)
        _print_lost(console, files[0].name, counts, options.lost)
        table.add_section()
    console.print(table)
    return 0 if whole else 1


def _cells(count: Count) -> Iterator[str]:
    excused = sum(count.excused.values())
    for number in (count.published, count.loaded, count.elsewhere, excused, len(count.lost), len(count.invented)):
        yield f"{number:,}"


def _print_lost(console: Console, name: str, counts: dict[str, Count], shown: int) -> None:
    for kind, count in counts.items():
        for reason, number in count.excused.items():
            console.print(f"{name}, {kind}: {number:,} left out: {reason}", markup=False)
        fields = Counter(line.split(": ")[0].split(" ", 1)[-1] for line in count.lost)
        if shown and count.lost:
            console.print(f"{name}, {kind}, lost: {dict(fields.most_common(12))}", markup=False)
        for words, lines in (("lost", count.lost), ("invented", count.invented)):
            for line in lines[:shown]:
                console.print(f"    {words}: {line}", markup=False)


def _editions(folder: Path, only: str) -> Iterator[list[Path]]:
    """The files of each edition: OFAC's text tables of one folder belong together, others stand alone."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and only in str(path))
    sets: dict[Path, list[Path]] = {}
    for path in files:
        if path.suffix == ".csv" and path.parent.name.startswith("us_ofac"):
            sets.setdefault(path.parent, []).append(path)
        elif path.suffix.lower() in (".xml", ".csv", ".txt", ".xls", ".xlsx", ".json"):
            sets[path] = [path]
    yield from sets.values()


def _load(files: Sequence[Path]) -> Watchlist:
    """Load files as the first watchlist of the catalogue that has their format."""
    format_ = recognise(files).format
    entry = next((entry.id for entry in catalogue().values() if format_ in entry.formats), "own_list")
    return load_files(entry, files)


def conformance(loaded: Watchlist, files: Sequence[Path]) -> tuple[dict[str, Count], list[str]]:
    """The counts of one edition, and what is wrong with its records as a whole."""
    counts = new_counts()
    pairs, unpaired = _pairs(published_records(loaded.format, files), loaded)
    for record, entity in pairs:
        compare(loaded.format, record, entity, counts)
    return counts, unpaired


def published_records(format_: str, files: Sequence[Path]) -> list[PublishedRecord]:
    """The records of the files of one edition."""
    if format_ == "ofac_csv":
        return read_ofac_csv(files)
    readers = {"ftm_json": read_ftm, "jp_mof_workbook": read_mof_workbook, "ofac_advanced_xml": read_ofac_advanced}
    path = files[0]
    if format_ in readers:
        return readers[format_](path)
    head = path.read_bytes()[:4000].decode("utf-8", errors="replace").lstrip("\ufeff \n")
    if head.startswith("<"):
        return read_xml(path, XML[format_])
    workbook = head.startswith("PK") or "\x00" in head
    layouts = [
        layout for (name, heading), layout in TABLES.items() if name == format_ and (workbook or heading in head)
    ]
    return read_table(path, layouts[0])


def _pairs(records: list[PublishedRecord], loaded: Watchlist) -> tuple[list[tuple[PublishedRecord, Entity]], list[str]]:
    """Records with their entities: by key, where a repeated one counts up, or in the order of their lines."""
    items: list[Entity | Skipped] = [*loaded.entities, *loaded.skipped]
    wrong = []
    if len(records) != len(items):
        wrong.append(f"{len(records)} records published, {len(loaded.entities)} loaded, {len(loaded.skipped)} skipped")
    if not records or not records[0].key or records[0].key.startswith("row "):
        items.sort(key=lambda item: item.location.line or 0)
        pairs = list(zip(records, items, strict=False))
        return [(record, item) for record, item in pairs if isinstance(item, Entity)], wrong
    used: Counter[str] = Counter()
    by_key: dict[str, Entity | Skipped] = {}
    for item in items:
        key = _key(loaded.format, item)
        used[key] += 1
        by_key[f"{key}~{used[key]}"] = item
    used.clear()
    found = []
    for record in records:
        used[record.key] += 1
        match = by_key.get(f"{record.key}~{used[record.key]}")
        if match is None:
            wrong.append(f"record {record.key} was not loaded and not skipped")
        elif isinstance(match, Entity):
            found.append((record, match))
    return found, wrong[:20]


def _key(format_: str, item: Entity | Skipped) -> str:
    if format_ == "jp_mof_workbook" and item.location.line is None:
        return item.location.record
    if format_ == "jp_mof_workbook":
        return f"{item.location.record.rpartition(' ')[0]}, row {item.location.line}"
    return item.location.record.partition("~")[0] if isinstance(item, Skipped) else item.record_id.partition("~")[0]


if __name__ == "__main__":
    sys.exit(main())
