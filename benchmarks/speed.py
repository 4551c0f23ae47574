"""How fast one screening is in process, and how that grows with the lists.

    python -m benchmarks.speed [--bench ../shared/bench] [--data ../shared/data] [--names 10000 100000] [--peer]

Against OFAC SDN and the UN list: building the index, a screening from an empty cache and a warm one, names a second,
memory. With `--names` the same against lists of invented names of those sizes. With `--peer` nomenklatura's logic-v2
and two plain loops are timed on a few of the same names, where they are installed. Times are of one core; compare
within one run only.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler
from rich.console import Console
from rich.table import Table

from benchmarks.inputs import against_ofac_and_un, read_rows
from service.entity import Entity, EntityType, Location, Name
from service.index.search import EntityIndex, Search
from service.matching.lexicon import lexicon
from service.matching.model import Party
from service.matching.profile import Profile

TODAY = date(2026, 11, 1)
WISH = Search(Profile("default"), TODAY, 0.7)


def quantiles(seconds: Sequence[float]) -> list[str]:
    """Median, 95th and 99th percentile and rate of a series of durations."""
    ordered = sorted(seconds)
    picks = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99)]
    return [*(f"{pick * 1e3:.2f} ms" for pick in picks), f"{len(ordered) / sum(ordered):,.0f}/s"]


def timed(ask: Callable[[str], object], names: Sequence[str]) -> list[float]:
    seconds = []
    for name in names:
        start = time.perf_counter()
        ask(name)
        seconds.append(time.perf_counter() - start)
    return seconds


def screener(index: EntityIndex) -> Callable[[str], object]:
    return lambda name: index.search(Party(EntityType.PERSON, (name,)), WISH)


def invented(number: int, parts: Sequence[str]) -> list[Entity]:
    """Entities whose names recombine the words of real ones and invented words, seeded."""
    source = random.Random(7)
    made = [
        "".join(source.choice("bdgklmnrstvz") + source.choice("aeiou") for _ in range(3)) for _ in range(number // 4)
    ]
    words = [*parts, *made]
    entities = []
    for at in range(number):
        text = " ".join(source.choice(words) for _ in range(source.choice((2, 2, 3, 3, 4))))
        entities.append(
            Entity(f"i:{at}", "i", str(at), EntityType.PERSON, (Name(text),), Location("invented", str(at)))
        )
    return entities


def peers(names: Sequence[str], listed: Sequence[str]) -> list[tuple[str, list[float]]]:
    """What an obvious loop takes for the same names: every listed name compared with a library function."""
    loops: list[tuple[str, Callable[[str], object]]] = [
        ("loop, token_sort_ratio", lambda name: process.extract(name, listed, scorer=fuzz.token_sort_ratio, limit=5)),
        ("loop, Jaro-Winkler", lambda name: process.extract(name, listed, scorer=JaroWinkler.similarity, limit=5)),
    ]
    return [(title, timed(ask, names)) for title, ask in loops]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--names", type=int, nargs="*", default=[])
    parser.add_argument("--peer", action="store_true")
    arguments = parser.parse_args()
    asked = [
        row["full_name"] for name in ("us", "global") for row in read_rows(arguments.bench / f"negatives_{name}.csv")
    ]
    latin = [name for name in asked if name.isascii()]
    table = Table(title="One screening in process, by name alone")
    for heading in ("what", "asked", "p50", "p95", "p99", "rate"):
        table.add_column(heading, justify="left" if heading == "what" else "right")

    start = time.perf_counter()
    index = against_ofac_and_un(arguments.data)
    read_and_built = time.perf_counter() - start
    start = time.perf_counter()
    index = EntityIndex.build(index.entities, lexicon())
    built = time.perf_counter() - start
    ask = screener(index)
    for title, names in (("all scripts", asked), ("ASCII names", latin)):
        for state in ("as they come", "again, warm"):
            seconds = timed(ask, names)
            table.add_row(f"OFAC + UN, {title}, {state}", str(len(names)), *quantiles(seconds))
    for size in arguments.names:
        words = sorted({word for entity in index.entities for word in entity.names[0].text.split()})
        start = time.perf_counter()
        large = EntityIndex.build(invented(size, words), lexicon())
        title = f"{size:,} invented names (built in {time.perf_counter() - start:.1f} s)"
        timed(screener(large), latin[:1000])
        table.add_row(f"{title}, warm", "1000", *quantiles(timed(screener(large), latin[:1000])))
    if arguments.peer:
        listed = [name.text for entity in index.entities for name in entity.names]
        for title, seconds in peers(latin[:100], listed):
            table.add_row(title, "100", *quantiles(seconds))
    console = Console(width=150)
    console.print(table)
    total = sum(len(entity.names) for entity in index.entities)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"{total:,} listed names: read and built in {read_and_built:.1f} s, built alone in {built:.1f} s; ")
    console.print(f"peak memory of this process {memory:,.0f} MB")


if __name__ == "__main__":
    main()
