"""What holds the event loop longest while somebody attacks: everybody else waits for it.

    python -m benchmarks.holds [--data-dir VAR] [--attack NAME]... [--rows 6]

Runs attacks of `benchmarks.attacks` with their bystander. The server notes each time that its event loop was held for
more than 5 ms, what processor time its thread used in it, and where it was (`benchmarks/holds_server.py`). Shown are
the longest by processor time: where that is much less than the time, the thread waited for the interpreter, which
another thread had, or for a processor. Not seen is what other threads do.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.attacks import ATTACKS, Outcome, run
from benchmarks.holds_server import FILE
from benchmarks.serving import running


def longest(holds: Iterable[Mapping[str, Any]], since: float, until: float, rows: int) -> list[Mapping[str, Any]]:
    """Those within a time that used most of the processor."""
    within = [one for one in holds if since <= one["at"] <= until]
    return sorted(within, key=lambda one: -one["processor"])[:rows]


_Attack = tuple[Outcome, float, float]
"""With its begin and end, in seconds since 1970."""


def measure(attacks: Sequence[str], settings: Mapping[str, str]) -> tuple[list[_Attack], list[Any]]:
    """The outcome of each attack, and what the server has noted."""
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "holds.jsonl"
        own = {"SEKISHO_DATA_DIR": folder, "SEKISHO_LOG_LEVEL": "error", FILE: str(file)}
        with running(("benchmarks.holds_server",), own | dict(settings), ready="/readyz") as server:
            for name in attacks:
                began = time.time()
                outcomes.append((run(name, server), began, time.time()))
        return outcomes, [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", help="with the lists to search; without it those that come with the program")
    parser.add_argument("--attack", action="append", choices=[*ATTACKS], help="only this one; may be repeated")
    parser.add_argument("--rows", type=int, default=6, help="of each attack")
    given = parser.parse_args()
    settings = {"SEKISHO_DATA_DIR": given.data_dir} if given.data_dir else {}
    outcomes, holds = measure(given.attack or [*ATTACKS], settings)
    console = Console(width=160)
    for outcome, began, ended in outcomes:
        title = (
            f"{outcome.attack}: {outcome.answers}; bystander {outcome.longest_wait * 1000:.0f} ms at most, "
            f"p99 {outcome.p99_wait * 1000:.0f} ms"
        )
        table = Table("processor ms", "ms", "where, and how often it was seen there", title=title)
        for one in longest(holds, began, ended, given.rows):
            where = "\n".join(f"{times} {place}" for place, times in one["where"])
            table.add_row(f"{one['processor'] * 1000:.1f}", f"{one['seconds'] * 1000:.1f}", where)
        console.print(table)


if __name__ == "__main__":
    main()
