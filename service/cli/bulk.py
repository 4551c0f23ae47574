"""`sekisho bulk`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from service.bulk.errors import BadFile
from service.bulk.options import ReadOptions
from service.cli.screening import read_day
from service.engine.model.entity import EntityType
from service.engine.screening.request import DEFAULT_LIMIT, DEFAULT_PROFILE, Options
from service.settings import Settings
from service.worker.bulk.environment import with_plain_memory
from service.worker.bulk.launcher import Workers

LOOK_AT = 1
_SUFFIXES = {".csv": "csv", ".xlsx": "xlsx", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
_SMALL_BYTES = 200_000


def bulk(
    file: Path = typer.Argument(help="CSV, JSON lines, XLSX or Parquet; the first two may be packed with gzip."),
    out: Path | None = typer.Option(None, "-o", "--out", help="Result: .csv, .xlsx, .jsonl or .parquet."),
    hits: Path | None = typer.Option(None, help="One line a hit with its provenance, in one of the same formats."),
    summary: Path | None = typer.Option(None, help="One page with control totals and hashes, as HTML."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Check the whole file and screen nothing."),
    encoding: str | None = typer.Option(None, help="Encoding of the text, such as cp932; default UTF-8."),
    delimiter: str | None = typer.Option(None, help="What separates the cells of a CSV."),
    sheet: str | None = typer.Option(None, help="Which sheet of a workbook."),
    date_order: str | None = typer.Option(None, help="dmy or mdy, for dates such as 03/04/1970."),
    column: list[str] = typer.Option([], help="What a column holds: [ROLE.]FIELD=HEADER. May be repeated."),
    type_: EntityType = typer.Option(EntityType.UNKNOWN, "--type", help="What rows are that do not say so."),
    as_of: str | None = typer.Option(None, help="Answer by what applied on that day."),
    profile: str = typer.Option(DEFAULT_PROFILE, help="Which settings to screen with."),
    watchlist: list[str] = typer.Option([], help="Search only this watchlist. May be repeated."),
    limit: int = typer.Option(DEFAULT_LIMIT, min=1, max=100, help="Most hits to show for a row."),
    processes: int | None = typer.Option(None, min=1, max=256, help="Worker processes; default one a core."),
    json: bool = typer.Option(False, "--json", help="The job as JSON."),
) -> None:
    """Screen a file: one answer a row. The same command again goes on where it was broken off.

    Exit status: 0 if every row is clear, 1 if somebody has to look at some, 2 if the file could not be screened.
    """
    outputs = {path: _format_of(path) for path in (out, hits) if path is not None}
    if out is None and not dry_run:
        raise BadFile("say where the result goes (-o FILE), or check the file only (--dry-run)")
    read = ReadOptions(encoding, _tab(delimiter), sheet, read_order(date_order), read_columns(column), type_)
    options = Options(profile, tuple(watchlist) or None, None, read_day(as_of, "as-of"), limit)
    settings = Settings()
    os.environ.update(with_plain_memory(os.environ))
    with _workers(file, processes, settings) as workers:
        from service.cli import bulk_job  # takes a second, in which the workers load the lists

        results, hit_lines = (bulk_job.Output(path, outputs[path]) if path else None for path in (out, hits))
        asked = bulk_job.BulkQuestion(file, read, options, dry_run, results, hit_lines, summary)
        job = bulk_job.ask(asked, settings, workers)
    bulk_job.show(job, json=json)
    raise typer.Exit(0 if bulk_job.is_clear(job) else LOOK_AT)


def read_order(words: str | None) -> Any:
    """A date order. Raises BadFile."""
    if words not in (None, "dmy", "mdy"):
        raise BadFile(f"date order: expected dmy or mdy, got {words!r}")
    return words


def read_columns(words: list[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of field and header. Raises BadFile."""
    for one in words:
        if "=" not in one:
            raise BadFile(f"column: expected FIELD=HEADER, such as name=Kunde; got {one!r}")
    return tuple((one.partition("=")[0], one.partition("=")[2]) for one in words)


def _tab(delimiter: str | None) -> str | None:
    return "\t" if delimiter in ("\\t", "tab") else delimiter


def _format_of(path: Path) -> str:
    found = _SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise BadFile(f"{path.name}: expected a name that ends with {', '.join(_SUFFIXES)}")
    return found


@contextmanager
def _workers(file: Path, processes: int | None, settings: Settings) -> Iterator[Workers | None]:
    """Processes to do the work, which load the lists while this one takes the file in; None for a small file, where
    this one does all."""
    is_small = not file.is_file() or file.stat().st_size < _SMALL_BYTES
    size = processes or (1 if is_small else settings.bulk_processes)
    if is_small and size == 1:
        yield None
        return
    workers = Workers(size)
    try:
        workers.prepare()
        yield workers
    finally:
        workers.stop()
