"""How many screenings a second the service answers over HTTP, records on disk included, beside an endpoint that does
nothing.

    python -m benchmarks.throughput [--parties 1 100] [--workers 1 2] [--data ../shared/data] [--database URL] ...

The peer is an empty endpoint of FastAPI (`benchmarks/empty_endpoint.py`) with the same server options, processes,
connections and posted bodies. Both run at the same time and are asked in turns, so that whatever else the machine does
happens to both. wrk (Debian: `apt-get install wrk`) asks as fast as it is answered; medians over the rounds are shown.
"half load" then asks at half the rate found, at random moments, and counts from the moment a request was due.

A first round warms up and does not count. Each name is asked once, except for those of listed persons, one party in
fifty; its words come again in other names, as words do. With `--repeats` the bodies are so few that all are asked again
and again. Only the bundled list is loaded unless `--data` names a folder of official files,
from which OFAC's SDN list, the UN's and the EU's are added. `cpu` is the server's processor time a request: it says
more than the rate where other programs use the same cores.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.closed_loop import Load, full_load, write_bodies
from benchmarks.open_loop import Latency, steady_load
from benchmarks.questions import bodies
from benchmarks.serving import running_empty, running_service
from service.watchlists.editions.importing import import_files
from service.watchlists.editions.store import Store

_LISTS = {
    "us_ofac_sdn": "sdn.csv alt.csv add.csv sdn_comments.csv",
    "un_sc_sanctions": "UN_consolidated.xml",
    "eu_fsf": "eu_fsf_full_1_1_2021-03-05.xml",
}
_NAMES = 300_000
_REPEATED = 500
_HEADINGS = ("parties", "workers", "empty/s", "ours/s", "share", "parties/s", "p50", "p99", "cpu empty", "cpu ours")
_HALF = ("half load/s", "p50", "p99", "longest")


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement."""

    parties: int
    workers: int
    empty: Load
    ours: Load
    half: Latency

    def cells(self) -> Iterator[str]:
        """As they stand in the table."""
        yield from (str(self.parties), str(self.workers), f"{self.empty.rate:,.0f}", f"{self.ours.rate:,.0f}")
        yield f"{self.ours.rate / self.empty.rate:.1%}"
        yield f"{self.ours.rate * self.parties:,.0f}"
        yield from (f"{self.ours.p50:.1f} ms", f"{self.ours.p99:.1f} ms")
        yield from (f"{self.empty.cpu:.0f} µs", f"{self.ours.cpu:.0f} µs", f"{self.half.rate:,.0f}")
        yield from (f"{self.half.p50:.1f} ms", f"{self.half.p99:.1f} ms", f"{self.half.longest:.1f} ms")


def measure(options: argparse.Namespace, settings: dict[str, str], parties: int, workers: int) -> Line:
    """Both servers, asked in turns."""
    number = _REPEATED if options.repeats else _NAMES
    asked = bodies(options.bench, max(1, number // parties), parties)
    # A different part each round, so that no name comes again.
    connections = options.connections or (32 if parties == 1 else 8)
    number = options.rounds + 2
    parts = [asked] * number if options.repeats else [asked[at::number] for at in range(number)]
    empty: list[Load] = []
    ours: list[Load] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        running_empty(workers=workers) as peer,
        running_service(settings, workers=workers) as service,
    ):
        for part in parts[1:]:
            path = write_bodies(Path(folder) / "bodies", part)
            for server, found in ((peer, empty), (service, ours)):
                found.append(full_load(server, path, connections=connections, seconds=options.seconds))
        middle = _middle(ours[1:])  # the first warms up
        half = steady_load(service, parts[0], rate=middle.rate / 2, seconds=options.seconds)
    return Line(parties, workers, _middle(empty[1:]), middle, half)


def _middle(loads: Sequence[Load]) -> Load:
    fields = {name: median(getattr(load, name) for load in loads) for name in Load.__slots__}
    return Load(**fields)


@contextmanager
def _settings(options: argparse.Namespace) -> Iterator[dict[str, str]]:
    """What the service is started with: the records in a folder that is thrown away, the lists as asked for."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"SEKISHO_DATA_DIR": folder}
        if options.database:
            settings["SEKISHO_DATABASE_URL"] = options.database
        store = Store(Path(folder) / "editions")
        for watchlist, names in _LISTS.items() if options.data else ():
            files = [options.data / watchlist / name for name in names.split()]
            import_files(store, watchlist, files, gates=(), clock=lambda: datetime.now(UTC))
        yield settings


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parties", type=int, nargs="+", default=[1, 100], help="parties a request")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="server processes")
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"), help="folder of the names")
    parser.add_argument("--data", type=Path, help="folder of official lists to load as well")
    parser.add_argument("--database", help="SQLAlchemy address of the records; SQLite if left out")
    parser.add_argument("--seconds", type=float, default=6, help="length of each run")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each server")
    parser.add_argument("--connections", type=int, help="callers at once; 32 for one party a request, 8 for more")
    parser.add_argument("--repeats", action="store_true", help="ask the same few bodies again and again")
    parser.add_argument("--json", type=Path, help="file for the figures")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    options = _arguments()
    table = Table(title="Over HTTP, beside an endpoint that does nothing")
    for heading in (*_HEADINGS, *_HALF):
        table.add_column(heading, justify="right")
    lines: list[Line] = []
    for workers in options.workers:
        for parties in options.parties:
            with _settings(options) as settings:
                lines.append(measure(options, settings, parties, workers))
            table.add_row(*lines[-1].cells())
    Console(width=170).print(table)
    if options.json:
        options.json.write_text(json.dumps([asdict(line) for line in lines], indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
