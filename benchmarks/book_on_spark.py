"""Does a Spark run over a book come to the same as the book itself?

    python -m benchmarks.book_on_spark --bench FOLDER --data-dir DIR [--subjects 20000] [--processes 2]

Copies a data directory with lists, imports the book and screens it, then screens the same subjects as a table on
`local[N]` (Java 17 and `sekisho[spark]`), as of the same day. Of every subject there has to be one row, with the
decision of the book and, where there are hits, with the best of them among those of the book.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from sqlalchemy import select

from benchmarks.book import import_book, subjects_of, timed
from benchmarks.mornings import morning_time_zone
from service.bootstrap.runtime import open_runtime
from service.customers.model import SubjectContent
from service.customers.tables import HITS, SUBJECTS
from service.engine.screening.request import Options
from service.settings import Settings

_COMPARED = ["client_ref", "decision", "top_entity_id"]
HEADER = ("client_ref", "full_name", "entity_type", "date_of_birth", "nationality")


def write_table(path: Path, subjects: list[tuple[str, SubjectContent]]) -> None:
    """The subjects as a CSV file, as they are in the book."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for reference, content in subjects:
            party = content.party
            born = "" if party.birth_date is None else str(party.birth_date)
            writer.writerow((reference, party.names[0], party.type.value, born, " ".join(party.nationalities)))


def in_book(settings: Settings) -> dict[str, tuple[str, frozenset[str]]]:
    """The decision and the hits of each subject, by its reference."""
    runtime = open_runtime(settings)
    try:
        with runtime.records.engine.connect() as connection:
            hits: dict[int, set[str]] = {}
            for number, entity_id in connection.execute(select(HITS.c.subject_number, HITS.c.entity_id)):
                hits.setdefault(number, set()).add(entity_id)
            wanted = select(SUBJECTS.c.number, SUBJECTS.c.reference, SUBJECTS.c.last_decision)
            rows = connection.execute(wanted).all()
    finally:
        runtime.close()
    return {row.reference: (row.last_decision, frozenset(hits.get(row.number, ()))) for row in rows}


def on_spark(settings: Settings, path: Path, folder: Path, processes: int) -> list[dict[str, Any]]:
    """The rows that Spark answers."""
    from pyspark.sql import SparkSession

    from service.worker.spark import begin_run, numbered

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master(f"local[{processes}]").config("spark.ui.enabled", "false").getOrCreate()
    frame = session.read.csv(str(path), header=True, multiLine=True, escape='"', inferSchema=False)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    run = begin_run(session, settings, frame.columns, input_sha256=digest, options=Options())
    began = time.perf_counter()
    run.screen(numbered(frame).repartition(processes)).write.mode("overwrite").parquet(str(folder / "rows"))
    print(f"Spark: {time.perf_counter() - began:.1f} s, {run.finish(session.read.parquet(str(folder / 'rows')))}")
    session.stop()
    found: list[dict[str, Any]] = pq.read_table(folder / "rows", columns=_COMPARED).to_pylist()
    return found


def differences(rows: list[dict[str, Any]], book: Mapping[str, tuple[str, frozenset[str]]]) -> Iterator[str]:
    """Where the rows say something else than the book."""
    references = [row["client_ref"] for row in rows]
    if len(references) != len(set(references)) or set(references) != book.keys():
        yield f"{len(references)} rows of {len(set(references))} subjects, {len(book)} in the book"
    for row in rows:
        decision, hits = book.get(row["client_ref"], ("none", frozenset()))
        if row["decision"] != decision:
            yield f"{row['client_ref']}: {row['decision']}, in the book {decision}"
        elif decision != "clear" and row["top_entity_id"] not in hits:
            yield f"{row['client_ref']}: {row['top_entity_id']} is no hit in the book"


def main() -> int:
    """Compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--subjects", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--scratch", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.scratch) as name:
        folder = Path(name)
        shutil.copytree(arguments.data_dir, folder / "var", ignore=shutil.ignore_patterns("*.db*", "bulk"))
        settings = Settings(
            data_dir=folder / "var",
            time_zone=morning_time_zone(),
            rescreen_hour=23,
            record_timeout_seconds=60,
            log_level="error",
        )
        subjects = subjects_of(arguments.bench, arguments.subjects)
        import_book(settings, subjects)
        with closing(open_runtime(settings)) as runtime:
            made = timed(runtime, "in full", arguments.processes)
        print(f"book: {made.seconds:.1f} s, {made.rescreen.state}, {made.rescreen.subjects_total:,} subjects")
        write_table(folder / "book.csv", subjects)
        rows = on_spark(settings, folder / "book.csv", folder, arguments.processes)
        found = list(differences(rows, in_book(settings)))
    print(f"{len(rows):,} rows, {len(found)} differences", *found[:10], sep="\n  ")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
