"""How fast a customer file is screened, all in all: reading, screening, records, writing.

    python -m benchmarks.bulk --data-dir VAR [--rows 10000 100000 1000000] [--peer PYTHON] [--json FILE]

`VAR` is a data directory with the lists to screen against; it is only read. Their index is there, as on every night but
the first. The files are made by `benchmarks.bulk_rows`: mostly distinct rows. Each is screened by `sekisho bulk` with
one process a core; the rate is rows over the time of the whole command, beside it rows over the processor time of all
its processes (what counts on a busy machine), and the peak memory: of the largest process, of its share where it shares
memory with others, and of all processes together.

With `--peer` the same first rows are compared by nomenklatura's logic-v2, in the Python given (it needs PyICU, so it is
never a dependency of ours). The peer gets its candidates for nothing: the 20 listed names that a fuzzy search finds
nearest, found before its time is taken.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from benchmarks.bulk_rows import HEADER, REPEATED, write_csv
from benchmarks.memory import Watch
from service.engine.model.entity import Entity
from service.settings import Settings
from service.snapshots.loader import load_watchlists
from service.watchlists.editions.store import store_of
from service.worker.index_build import build_index_aside

_CANDIDATES = 20
_PEER = """
import json, sys, time
from followthemoney import model
from nomenklatura.matching import LogicV2
try:
    from followthemoney import EntityProxy
    make = lambda d: model.get_proxy(d)
except ImportError:
    make = model.get_proxy
rows = [json.loads(line) for line in sys.stdin]
entity = lambda id, one: make({"id": id, "schema": "Person", "properties": {k: v for k, v in one.items() if v}})
pairs = [  # it remembers entities by their ids
    (entity(f"q{at}", row["asked"]), [entity(id, one) for id, one in row["candidates"]]) for at, row in enumerate(rows)
]
config = LogicV2.default_config() if hasattr(LogicV2, "default_config") else None
for asked, candidates in pairs[:20]:  # its tables are read on first use
    LogicV2.compare(asked, candidates[0], config)
start = time.process_time()
hits = 0
for asked, candidates in pairs:
    best = max((LogicV2.compare(asked, one, config).score for one in candidates), default=0.0)
    hits += best >= 0.7
print(json.dumps({"rows": len(rows), "seconds": time.process_time() - start, "hits": hits}))
"""


@dataclass(frozen=True)
class Measured:
    """One file. Seconds are of the wall and of all processors, memory is in MB as in `benchmarks.memory`."""

    rows: int
    distinct: int
    seconds: float
    processor_seconds: float
    memory: dict[str, float]
    totals: dict[str, int]


def measure(data: Path, bench: Path, rows: int, processes: int, repeated: float) -> Measured:
    """Screen one file with the command, in a child of its own so that memory is that of this run alone."""
    with TemporaryDirectory(prefix="bulk-") as folder:
        place = Path(folder)
        (place / "editions").symlink_to((data / "editions").resolve())
        build_index_aside(Settings(data_dir=place))
        write_csv(place / "customers.csv", bench, rows, repeated=repeated)
        distinct = _distinct(place / "customers.csv")
        command = [sys.executable, "-m", "benchmarks.bulk", "--one", folder, "--processes", str(processes)]
        found = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        decisions = pq.read_table(place / "out.parquet", columns=["decision"]).column("decision").value_counts()
        totals = {item["values"]: item["counts"] for item in decisions.to_pylist()}
    if sum(totals.values()) != rows:
        raise SystemExit(f"{rows} rows went in and {sum(totals.values())} came out")
    return Measured(rows=rows, distinct=distinct, totals=totals, **found)


def _distinct(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return len({hash(tuple(row[1:])) for row in csv.reader(file)}) - 1


def run_one(folder: Path, processes: int) -> None:
    """Run the command and print what it took. It and its workers are the only children of this process."""
    out = folder / "out.parquet"
    command = [sys.executable, "-m", "service.cli", "bulk", str(folder / "customers.csv"), "-o", str(out)]
    environment = os.environ | {"SEKISHO_DATA_DIR": str(folder)}
    start = time.monotonic()
    with (folder / "said").open("wb") as said:
        running = subprocess.Popen([*command, "--processes", str(processes)], env=environment, stdout=said, stderr=said)
        with Watch(running.pid) as watch:
            status = running.wait()
    if status == 2:
        raise SystemExit((folder / "said").read_text())
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = {
        "seconds": time.monotonic() - start,
        "processor_seconds": used.ru_utime + used.ru_stime,
        "memory": asdict(watch.peaks),
    }
    print(json.dumps(found))


def peer(python: str, data: Path, bench: Path, rows: int) -> dict[str, Any]:
    """What logic-v2 takes for the first rows of the same file."""
    settings = Settings(data_dir=data)
    entities = [one for each in load_watchlists(settings.lists_dir, store_of(settings)) for one in each.entities]
    names = [(name.text, entity) for entity in entities for name in entity.names]
    texts = [text.casefold() for text, _ in names]
    lines = []
    with TemporaryDirectory(prefix="bulk-") as folder:
        write_csv(Path(folder) / "customers.csv", bench, rows)
        with (Path(folder) / "customers.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                near = process.extract(
                    row[HEADER[1]].casefold(), texts, scorer=fuzz.token_sort_ratio, limit=_CANDIDATES
                )
                lines.append({"asked": _asked(row), "candidates": [_listed(names[at][1]) for _, _, at in near]})
    text = "\n".join(map(json.dumps, lines))
    ended = subprocess.run([python, "-c", _PEER], input=text, capture_output=True, check=False, text=True)
    if ended.returncode:
        raise SystemExit(f"the peer fails: {ended.stderr.strip().splitlines()[-1]}")
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def _asked(row: dict[str, str]) -> dict[str, list[str]]:
    return {
        "name": [row["full_name"]],
        "birthDate": [row["date_of_birth"]],
        "nationality": [row["nationality"].lower()],
    }


def _listed(entity: Entity) -> tuple[str, dict[str, list[str]]]:
    dates = [str(one.earliest) for one in entity.birth_dates if one.earliest]
    return entity.id, {
        "name": [name.text for name in entity.names],
        "birthDate": dates,
        "nationality": [code.lower() for code in entity.nationalities if len(code) == 2],
    }


def show(results: list[Measured], compared: dict[str, Any] | None, processes: int) -> None:
    """Print one line a file."""
    table = Table(title=f"Files screened whole, {processes} processes")
    for heading in (
        "rows",
        "distinct",
        "seconds",
        "rows/s",
        "rows per processor second",
        "peak MB",
        "its share",
        "all",
        "totals",
    ):
        table.add_column(heading, justify="right")
    for one in results:
        rates = (f"{one.rows / one.seconds:,.0f}", f"{one.rows / one.processor_seconds:,.0f}")
        words = ", ".join(f"{name} {number:,}" for name, number in sorted(one.totals.items()))
        table.add_row(
            *(f"{one.rows:,}", f"{one.distinct:,}", f"{one.seconds:,.1f}", *rates),
            *(f"{megabytes:,.0f}" for megabytes in one.memory.values()),
            words,
        )
    if compared:
        rate = f"{compared['rows'] / compared['seconds']:,.0f}"
        table.add_row(
            f"{compared['rows']:,}", "", f"{compared['seconds']:,.1f}", "", rate, "", "", "", "logic-v2, a sample"
        )
    Console(width=150).print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--repeated", type=float, default=REPEATED, help="Share of rows that repeat an earlier one.")
    parser.add_argument("--peer", help="A Python with nomenklatura.")
    parser.add_argument("--peer-rows", type=int, default=300)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run_one(arguments.one, arguments.processes)
        return
    if arguments.data_dir is None:
        parser.error("say where the lists are (--data-dir)")
    results = [
        measure(arguments.data_dir, arguments.bench, rows, arguments.processes, arguments.repeated)
        for rows in arguments.rows
    ]
    compared = None
    if arguments.peer:
        compared = peer(arguments.peer, arguments.data_dir, arguments.bench, arguments.peer_rows)
    show(results, compared, arguments.processes)
    if arguments.json:
        arguments.json.write_text(json.dumps({"files": [asdict(one) for one in results], "peer": compared}, indent=2))


if __name__ == "__main__":
    main()
