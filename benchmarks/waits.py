"""What one screening of one party waits for while others are asked about too: a table of its parts.

    python -m benchmarks.waits [--bench ../shared/bench] [--rate 200] [--data-dir VAR] [--repeats]

Requests come at random moments at a mean rate. For each the server notes when it begins, when its name is read and
searched for, when the answer is written as JSON and put on record, and when it is out (`benchmarks/waits_server.py`).
Shown are the means over all requests, and over the slowest hundredth of them, which is what a 99th percentile is made
of. What callers see is longer: it counts from when a request was due, and the server hears of it when its event loop
has time.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean

from rich.console import Console
from rich.table import Table

from benchmarks.open_loop import Latency, steady_load
from benchmarks.questions import bodies
from benchmarks.serving import running
from benchmarks.waits_server import FILE

_REPEATED = 500
_WARM_UP_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Parts:
    """Milliseconds of one request."""

    read: float
    """Reading the request, and waiting for those whose turn in the event loop comes before."""
    search: float
    write: float
    """Writing the answer as JSON."""
    queue: float
    """Until the thread that writes records takes it up."""
    transaction: float
    reply: float
    """From the commit to the end of the answer: the event loop has to hear of it, and others come before."""

    @property
    def whole(self) -> float:
        """All of them."""
        return self.read + self.search + self.write + self.queue + self.transaction + self.reply


def parts_of(lines: Sequence[str]) -> list[Parts]:
    """What the server has noted, request by request."""
    noted = [json.loads(line) for line in lines]
    batches = sorted((one["batch"]["ended"], one["batch"]["begun"]) for one in noted if "batch" in one)
    return [_parts(one, batches) for one in noted if "recorded" in one]


def _parts(moments: Mapping[str, float], batches: Sequence[tuple[float, float]]) -> Parts:
    """A request was in the last batch that had ended when it was told."""
    ended, begun = batches[max(0, bisect_right(batches, (moments["recorded"],)) - 1)]
    begun = max(begun, moments["record"])  # it came while the batch was gathered
    searched = moments.get("write", moments["record"])
    points = (moments["begin"], moments["check"], searched, moments["record"], begun, ended, moments["end"])
    return Parts(*((later - sooner) * 1e3 for sooner, later in pairwise(points)))


def measure(options: argparse.Namespace) -> tuple[Latency, list[Parts]]:
    """The latency of callers, and the parts of all requests that were measured."""
    number = _REPEATED if options.repeats else int(options.rate * (options.seconds + _WARM_UP_SECONDS)) + 1_000
    asked = bodies(options.bench, number, 1)
    warm = len(asked) if options.repeats else int(options.rate * _WARM_UP_SECONDS)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "waits.jsonl"
        settings = {"SEKISHO_DATA_DIR": options.data_dir or folder, "SEKISHO_LOG_LEVEL": "error", FILE: str(file)}
        with running(("benchmarks.waits_server",), settings, ready="/readyz") as server:
            steady_load(server, asked[:warm], rate=options.rate, seconds=_WARM_UP_SECONDS)
            latency = steady_load(server, asked[0 if options.repeats else warm :], rate=options.rate,
                                  seconds=options.seconds)  # fmt: skip
        found = parts_of(file.read_text(encoding="utf-8").splitlines())
    return latency, found[-int(latency.rate * options.seconds) :]


def rows(parts: Sequence[Parts]) -> Iterator[tuple[str, float, float]]:
    """Each part: its mean over all, and over the slowest hundredth."""
    slowest = sorted(parts, key=lambda one: one.whole)[-max(1, len(parts) // 100) :]
    for name in (*Parts.__slots__, "whole"):
        yield name, fmean(getattr(one, name) for one in parts), fmean(getattr(one, name) for one in slowest)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"), help="folder of the names")
    parser.add_argument("--data-dir", help="with the lists to search; without it those that come with the program")
    parser.add_argument("--rate", type=float, default=200, help="requests a second")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--repeats", action="store_true", help="ask the same few names again and again")
    latency, parts = measure(parser.parse_args())
    table = Table("part", "mean ms", "slowest 1 % ms", title=f"{len(parts)} screenings, {latency.rate:.0f} a second")
    for name, mean, slow in rows(parts):
        table.add_row(name, f"{mean:.2f}", f"{slow:.2f}")
    console = Console()
    console.print(table)
    console.print(f"as callers see it: p50 {latency.p50:.1f} ms, p99 {latency.p99:.1f} ms")


if __name__ == "__main__":
    main()
