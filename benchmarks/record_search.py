"""How long does it take to find a screening by a name, among a million on record, and what does the index cost?

    python -m benchmarks.record_search [--records 1000000] [--queries 200] [--database sqlite:///FILE]

Names are made of syllables and of common names, so that some words stand in every hundredth record and most in a few.
The records are written as the service writes them but without their audit events, which have no part in this. The
searches are those of the service: words of a name, names spelt alike, and names in other letters. What the index costs
is measured by writing screenings one by one, with and without its rows, on the filled database.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from pydantic_core import to_json
from sqlalchemy import Engine, text

from service.bootstrap.runtime import Runtime
from service.common.clock import utc_now
from service.common.gc_tuning import leave_old_alone
from service.records.model import Document
from service.records.records import Records
from service.records.search import Query
from service.records.search_keys import SearchKeys
from service.records.store import FIELDS
from service.records.tables import SCREENING_ENTITIES, SCREENING_NAMES, SCREENINGS
from service.screenings.search import ScreeningQuery
from service.settings import Settings, bundled_lists
from service.snapshots.loader import load_snapshot
from service.storage.bulk_insert import insert_rows

_SYLLABLES = "ba be bo da de di do fa fe ga go ha he hi ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo za ze zo".split()  # noqa: E501, SIM905
_GIVEN = "Maria Anna Ivan Ali Mohammed John James David Elena Sara Chen Wei Omar Jose Luis Olga Igor Fatima Yuki Hana".split()  # noqa: E501, SIM905
_BATCH = 5_000
_ANSWER = {"parties": [{"id": "buyer", "decision": "clear", "hits": []}], "goods": [], "padding": "x" * 600}


def names(count: int, seed: int) -> Iterator[str]:
    """Names of two or three words: a given name, common in two of three, and one or two family names."""
    chance = random.Random(seed)  # nosec B311
    family = ["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 3, 4)))).capitalize() for _ in range(60_000)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(family))))
    for _ in range(count):
        given = chance.choice(_GIVEN) if chance.random() < 0.66 else chance.choice(family)
        yield " ".join((given, *chance.choices(family, cum_weights=weights, k=chance.choice((1, 1, 2)))))


def document(number: int, name: str, keys: SearchKeys) -> Document:
    """One screening that found nothing."""
    request = to_json({"parties": [{"id": f"c{number}", "type": "person", "name": name}]})
    found = keys.of_names([name]) | {keys.of_id(f"c{number}")}
    at = f"2026-01-01T00:00:00.{number % 1_000_000:06}Z"
    sha256 = "a" * 64
    return Document(
        f"scr_{number:028x}", at, None, "clear", sha256, "default", sha256, "1.0.0", request, to_json(_ANSWER),
        actor="back-office", search_keys=found,
    )  # fmt: skip


def fill(engine: Engine, wanted: Sequence[str], keys: SearchKeys) -> float:
    """Write records in large transactions. Returns seconds."""
    begun = time.perf_counter()
    for start in range(0, len(wanted), _BATCH):
        some = [document(start + at, name, keys) for at, name in enumerate(wanted[start : start + _BATCH])]
        with engine.begin() as connection:
            insert_rows(connection, SCREENINGS, FIELDS, [tuple(getattr(one, name) for name in FIELDS) for one in some])
            rows = sorted((key, one.id) for one in some for key in one.search_keys)
            insert_rows(connection, SCREENING_NAMES, ("key", "screening_id"), rows)
    return time.perf_counter() - begun


def misspelt(name: str, chance: random.Random) -> str:
    """One letter of the longest word changed."""
    words = name.split()
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    letters = list(words[longest])
    letters[chance.randrange(1, len(letters))] = chance.choice("aeiourstln")
    words[longest] = "".join(letters)
    return " ".join(words)


def report(what: str, seconds: Sequence[float], more: str = "") -> None:
    """A line of percentiles in milliseconds."""
    ordered = sorted(one * 1000 for one in seconds)
    p50, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    print(f"{what:<44} p50 {p50:8.2f} ms   p95 {p95:8.2f} ms   max {ordered[-1]:8.2f} ms   {more}")


async def searches(runtime: Runtime, wanted: Sequence[str], count: int) -> None:
    """Each kind of search, so many times."""
    chance = random.Random(3)  # nosec B311
    asked = [wanted[chance.randrange(len(wanted))] for _ in range(count)]
    kinds: dict[str, Callable[[str], tuple[str, bool]]] = {
        "all words of a name": lambda name: (name, False),
        "its last word": lambda name: (name.split()[-1], False),
        "a common given name": lambda name: (chance.choice(_GIVEN), False),
        "similar, all words": lambda name: (name, True),
        "similar, one letter wrong": lambda name: (misspelt(name, chance), True),
        "similar, a name that is not there": lambda name: (f"{chance.choice(_GIVEN)} Qwyxzov{chance.random()}", True),
    }
    for what, query_of in kinds.items():
        seconds, processor, hit = [], [], 0
        for name in asked:
            text_, similar = query_of(name)
            query = ScreeningQuery(Query(limit=50), name=text_, similar=similar)
            begun, used = time.perf_counter(), time.process_time()
            page = await runtime.search.find(query)
            seconds.append(time.perf_counter() - begun)
            processor.append(time.process_time() - used)
            hit += any(one.match is not None and one.match.name == name for one in page.found)
        ordered = sorted(1000 * one for one in processor)
        used_p95 = f"processor p50 {ordered[count // 2]:6.1f} p95 {ordered[int(count * 0.95)]:6.1f} ms"
        report(what, seconds, f"{used_p95}   the very name on the first page: {hit}/{count}")


async def cost(runtime: Runtime, begun_at: int, count: int) -> None:
    """What the rows of the index add to the transaction of one screening, written one by one."""
    chance = names(count * 2, seed=9)
    pairs: list[tuple[float, float]] = []
    for at in range(count):
        both = [document(begun_at + at * 2 + side, next(chance), runtime.search_keys) for side in (0, 1)]
        both[0] = replace(both[0], search_keys=frozenset())
        times = []
        for one in both if at % 2 else reversed(both):
            begun = time.perf_counter()
            await runtime.records.append(one)
            times.append((time.perf_counter() - begun, bool(one.search_keys)))
        pairs.append((next(t for t, has in times if not has), next(t for t, has in times if has)))
    report("write one screening without index", [one for one, _ in pairs])
    report("write one screening with index", [one for _, one in pairs])
    print(f"difference of the medians {1000 * statistics.median(b - a for a, b in pairs):.3f} ms")
    some = list(names(5_000, seed=11))
    begun = time.perf_counter()
    for name in some:
        runtime.search_keys.of_names([name])
    print(f"keys of a name that was not met before {1e6 * (time.perf_counter() - begun) / len(some):.1f} µs")


def main() -> None:
    """Fill, search, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--database", help="empty, or filled by this before; a SQLite file thrown away if left out")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "key"
        key.write_text("b" * 64)  # the same in every run
        settings = Settings(
            data_dir=Path(folder) / "data",
            database_url=given.database,
            record_timeout_seconds=60,
            name_index_key_file=key,
        )
        snapshot = load_snapshot(bundled_lists())
        records = Records(settings.database_address, timeout=60)
        runtime = Runtime(settings, records, lambda _: snapshot, utc_now)
        runtime.snapshots.load()
        wanted = list(names(given.records, seed=1))
        with records.engine.connect() as connection:
            there = connection.execute(text("SELECT count(*) FROM screenings")).scalar_one()
        if there < given.records:
            seconds = fill(records.engine, wanted, runtime.search_keys)
            with records.engine.connect() as connection:
                rows = connection.execute(text("SELECT count(*) FROM screening_names")).scalar_one()
            print(
                f"{given.records} records with {rows} keys written in {seconds:.0f} s ({SCREENING_ENTITIES.name} empty)"
            )
        leave_old_alone()  # as in a service
        asyncio.run(searches(runtime, wanted, given.queries))
        asyncio.run(cost(runtime, max(there, given.records) + 1, 300))
        runtime.close()


if __name__ == "__main__":
    main()
