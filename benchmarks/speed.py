"""How fast one screening is in process, and how that grows with the lists.

    python -m benchmarks.speed [--bench ../shared/bench] [--data ../shared/data] [--names 10000 100000] [--peer PYTHON]

Against OFAC SDN and the UN list: building the index, mapping it from its file, a screening from empty caches and a
warm one, 20,000 new names in a process of their own, a hundred at a time, memory. With `--names` the same against lists
of invented names of those sizes. Plain loops over all names are timed on a few of the same names, and with `--peer`
nomenklatura's logic-v2 over the names that such a loop finds likeliest, in the Python given. Processor time of one
core; compare within one run only.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler
from rich.console import Console
from rich.table import Table

from benchmarks.inputs import ofac_and_un, read_rows
from service.common.cooperative import run_to_completion
from service.common.gc_tuning import leave_old_alone, undisturbed
from service.engine.index.entity_index import EntityIndex, Search
from service.engine.matching.lexicon import lexicon
from service.engine.matching.model import Party
from service.engine.matching.profile import Profile
from service.engine.model.entity import Entity, EntityType, Location, Name
from service.engine.normalise.scripts import script_of
from service.snapshots.index_cache import IndexCache

TODAY = date(2026, 11, 1)
_NEW = 20_000
WISH = Search(Profile("default"), TODAY, 0.7)


def quantiles(seconds: Sequence[float]) -> list[str]:
    """Median, 95th and 99th percentile and rate of a series of durations."""
    ordered = sorted(seconds)
    picks = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99)]
    return [*(f"{pick * 1e3:.2f} ms" for pick in picks), f"{len(ordered) / sum(ordered):,.0f}/s"]


def timed(ask: Callable[[str], object], names: Sequence[str]) -> list[float]:
    """Seconds of processor time for each name."""
    seconds = []
    for name in names:
        start = time.process_time()
        ask(name)
        seconds.append(time.process_time() - start)
    return seconds


def fresh(entities: Sequence[Entity], folder: Path, names: Sequence[str]) -> list[float]:
    """Seconds for each name in a process of its own, where no cache has seen any of them, a hundred at a time."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_timed_together, entities, folder, names, 100).result()


def _timed_together(entities: Sequence[Entity], folder: Path, names: Sequence[str], size: int) -> list[float]:
    index = _mapped(entities, folder)
    return timed_together(index, names, size)


def timed_together(index: EntityIndex, names: Sequence[str], size: int) -> list[float]:
    """Seconds of processor time where so many names are asked at a time: each one's share of the time for all."""
    seconds = []
    for first in range(0, len(names), size):
        parties = [Party(EntityType.PERSON, (name,)) for name in names[first : first + size]]
        start = time.process_time()
        run_to_completion(index.search_in_steps(parties, WISH))
        seconds += [(time.process_time() - start) / len(parties)] * len(parties)
    return seconds


def recombined(names: Sequence[str], number: int) -> list[str]:
    """So many different names: those given, and then a first word of one before the other words of another in the same
    script."""
    source = random.Random(11)
    found = dict.fromkeys(names)
    by_script: dict[str, list[list[str]]] = {}
    for words in (name.split() for name in names):
        if len(words) > 1:
            by_script.setdefault(script_of(words[-1]), []).append(words)
    usual = [words for some in by_script.values() for words in some]
    while len(found) < number:
        words = source.choice(usual)
        found[" ".join([source.choice(by_script[script_of(words[-1])])[0], *words[1:]])] = None
    shuffled = list(found)[:number]
    source.shuffle(shuffled)
    return shuffled


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


def floor(names: Sequence[str], listed: Sequence[str]) -> list[tuple[str, list[float]]]:
    """What an obvious loop takes for the same names: every listed name compared with a library function."""
    loops: list[tuple[str, Callable[[str], object]]] = [
        ("loop, token_sort_ratio", lambda name: process.extract(name, listed, scorer=fuzz.token_sort_ratio, limit=5)),
        ("loop, Jaro-Winkler", lambda name: process.extract(name, listed, scorer=JaroWinkler.similarity, limit=5)),
    ]
    return [(title, timed(ask, names)) for title, ask in loops]


def logic_v2(python: str, names: Sequence[str], listed: Sequence[str]) -> list[float]:
    """Seconds of logic-v2 for each name, with the 20 listed names that another index might hand it."""
    likeliest = [
        [found[0] for found in process.extract(name, listed, scorer=fuzz.token_sort_ratio, limit=20)] for name in names
    ]
    asked = json.dumps(list(zip(names, likeliest, strict=True)))
    ended = subprocess.run([python, "-c", _LOGIC_V2], input=asked, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"the peer fails: {ended.stderr.strip().splitlines()[-1]}")
    seconds: list[float] = json.loads(ended.stdout)
    return seconds


_LOGIC_V2 = """
import json, sys, time
from followthemoney import model
from nomenklatura.matching import LogicV2
config = LogicV2.default_config()
entity = lambda key, name: model.get_proxy({"id": key, "schema": "Person", "properties": {"name": [name]}})
seconds = []
for name, likeliest in json.load(sys.stdin):
    query, found = entity("q", name), [entity(str(n), one) for n, one in enumerate(likeliest)]
    start = time.process_time()
    for one in found:
        LogicV2.compare(query, one, config)
    seconds.append(time.process_time() - start)
json.dump(seconds, sys.stdout)
"""


def _mapped(entities: Sequence[Entity], folder: Path) -> EntityIndex:
    """The index that is there already, with the collector of garbage as in a server: one look through all that was
    loaded takes 0.2 s."""
    leave_old_alone()
    return undisturbed(lambda: IndexCache(folder).index_from(entities, (), lexicon()))


def indexed(entities: Sequence[Entity], folder: Path) -> tuple[EntityIndex, float, float]:
    """The index of the entities, built in a process of its own and then mapped; seconds for the one and the other."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        built = pool.submit(_build, entities, folder).result()
    start = time.perf_counter()
    index = _mapped(entities, folder)
    return index, built, time.perf_counter() - start


def _build(entities: Sequence[Entity], folder: Path) -> float:
    words = lexicon()
    start = time.process_time()
    IndexCache(folder).index_from(entities, (), words)
    return time.process_time() - start


def invented_rows(size: int, words: Sequence[str], names: Sequence[str], folder: Path) -> list[tuple[str, list[float]]]:
    """Timings against so many invented names."""
    index, built, mapped = indexed(invented(size, words), folder)
    title = f"{size:,} invented names (built in {built:.1f} s, mapped in {mapped:.2f} s)"
    ask = screener(index)
    return [(f"{title}, as they come", timed(ask, names)), (f"{title}, again, warm", timed(ask, names))]


def memory() -> float:
    """Resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--names", type=int, nargs="*", default=[])
    parser.add_argument("--peer", help="A Python with nomenklatura.")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    asked = [
        row["full_name"] for name in ("us", "global") for row in read_rows(arguments.bench / f"negatives_{name}.csv")
    ]
    random.Random(5).shuffle(asked)
    latin = [name for name in asked if name.isascii()]
    entities = ofac_and_un(arguments.data)
    listed = [name.text for entity in entities for name in entity.names]
    rows: list[tuple[str, list[float]]] = []
    with TemporaryDirectory() as folder:
        index, built, mapped = indexed(entities, Path(folder))
        ask = screener(index)
        for title, names in (("all scripts", asked), ("ASCII names", latin)):
            index.forget()
            rows.append((f"OFAC + UN, {title}, as they come", timed(ask, names)))
            rows.append((f"OFAC + UN, {title}, again, warm", timed(ask, names)))
            new = recombined(names, _NEW)
            rows.append((f"OFAC + UN, {title}, new, 100 at a time", fresh(entities, Path(folder), new)))
        used = memory()
        words = sorted({word for entity in entities for word in entity.names[0].text.split()})
        for size in arguments.names:
            rows += invented_rows(size, words, latin[:2000], Path(folder))
    rows += floor(latin[:100], listed)
    if arguments.peer:
        rows.append(("logic-v2, 20 names each", logic_v2(arguments.peer, latin[:100], listed)))
    report(
        rows, f"{len(listed):,} listed names: built in {built:.1f} s, mapped in {mapped:.2f} s; {used:,.0f} MB in use"
    )
    if arguments.json:
        shown = {title: quantiles(seconds) for title, seconds in rows}
        arguments.json.write_text(json.dumps(shown, indent=2), encoding="utf-8")


def report(rows: Sequence[tuple[str, list[float]]], note: str) -> None:
    table = Table(title="One screening in process, by name alone", caption=note)
    for heading in ("what", "asked", "p50", "p95", "p99", "rate"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    for title, seconds in rows:
        table.add_row(title, f"{len(seconds):,}", *quantiles(seconds))
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
