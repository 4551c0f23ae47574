"""How many names in other scripts find their target among Latin names, and how many customers are flagged in vain.

`python -m benchmarks.cross_script [--data ../shared/data] [--bench ../shared/bench]`

Only the Latin names of the lists are indexed; every name in another script is then asked for, and counts as found if
its own target comes back at the threshold. Half 0 of the pairs was used for tuning, half 1 was not.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.cross_script_pairs import MultiWordMatch, group_targets, latin_persons, read_targets
from service.engine.index.phonetic_index import SoundIndex
from service.engine.matching.phonetic.name import spoken_forms
from service.engine.matching.phonetic.score import THRESHOLD
from service.engine.normalise.scripts import script_of

Cell = list[int]


def heard(index: SoundIndex, name: str, *, is_person: bool) -> list[tuple[int, float]]:
    """The listed names that sound like a name, however it is read: (name id, score), best first."""
    found = [hit for form in spoken_forms(name, is_person=is_person) for hit in index.search(form)]
    return sorted(found, key=lambda hit: -hit[1])


def recall(groups: Sequence[MultiWordMatch], *, persons: bool) -> dict[tuple[str, int], Cell]:
    """Per script and half: how many names were asked for, how many found their own target."""
    names: list[tuple[int, str, bool]] = []
    owners: list[int] = []
    for number, group in enumerate(groups):
        for target in group.targets:
            for name in target.latin:
                names.append((len(names), name, target.is_person))
                owners.append(number)
    index = SoundIndex.build(names)
    cells: dict[tuple[str, int], Cell] = defaultdict(lambda: [0, 0])
    for number, group in enumerate(groups):
        asked = dict.fromkeys((o, t.is_person) for t in group.targets if t.is_person == persons for o in t.others)
        for name, is_person in asked:
            if spoken_forms(name, is_person=is_person)[0].words:
                cell = cells[script_of(name), group.half]
                cell[0] += 1
                cell[1] += any(owners[i] == number for i, _ in heard(index, name, is_person=is_person))
    return cells


def false_alarms(index: SoundIndex, customers: Iterable[str], names: Sequence[str]) -> dict[str, list[str]]:
    """Per script: the customers that are flagged, with the listed name and the score; clear ones as empty texts."""
    found: dict[str, list[str]] = defaultdict(list)
    for customer in customers:
        if script_of(customer) in ("Latn", "Zyyy"):
            continue
        hits = heard(index, customer, is_person=True)
        found[script_of(customer)].append(f"{customer} = {names[hits[0][0]]} ({hits[0][1]:.2f})" if hits else "")
    return found


def japan_variants(index: SoundIndex, rows: Sequence[dict[str, str]], targets: Sequence[str]) -> tuple[int, list[str]]:
    """How many non-Latin spellings of the Japanese targets were asked for, and those that did not find theirs."""
    asked, missed = 0, []
    for row in rows:
        if script_of(row["query"]) in ("Latn", "Zyyy"):
            continue
        asked += 1
        hits = heard(index, row["query"], is_person=row["type"] == "individual")
        if row["target"] not in {targets[i] for i, _ in hits}:
            missed.append(f"{row['query']} ({row['listed_name']}, {row['variant']})")
    return asked, missed


def speed(index: SoundIndex, queries: Sequence[str]) -> tuple[list[float], list[float]]:
    """Processor milliseconds of each search, first from empty caches of the index, then once more."""
    index.forget()
    rounds: list[list[float]] = [[], []]
    for times in rounds:
        for name in queries:
            start = time.process_time()
            heard(index, name, is_person=True)
            times.append((time.process_time() - start) * 1000)
    return rounds[0], rounds[1]


def main() -> None:
    """Measure, print the tables, and write JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    console = Console()
    groups = group_targets(read_targets(arguments.data))
    result: dict[str, object] = {}
    for persons in (True, False):
        cells = recall(groups, persons=persons)
        label = "persons" if persons else "companies and bodies (sound only; most of these are translated)"
        console.print(_recall_table(label, cells))
        result[label.split()[0]] = {f"{script} {half}": cell for (script, half), cell in cells.items()}

    names = latin_persons(arguments.data)
    start = time.process_time()
    index = SoundIndex.build([(i, name, True) for i, name in enumerate(names)])
    built = time.process_time() - start
    with (arguments.bench / "negatives_global.csv").open(encoding="utf-8", newline="") as file:
        customers = [row["full_name"] for row in csv.DictReader(file)]
    flagged = false_alarms(index, customers, names)
    console.print(_alarm_table(flagged, len(customers)))
    result["false_alarms"] = {script: [text for text in texts if text] for script, texts in flagged.items()}

    _japan(console, arguments.bench, result)
    queries = [name for name in customers if script_of(name) not in ("Latn", "Zyyy")][:1000]
    cold, warm = speed(index, queries)
    for label, times in (("cold", cold), ("warm", warm)):
        p50, p95, p99 = np.percentile(times, [50, 95, 99])
        console.print(f"{label}: mean {np.mean(times):.2f} ms, p50 {p50:.2f}, p95 {p95:.2f}, p99 {p99:.2f}")
        result[label] = [float(np.mean(times)), float(p50), float(p95), float(p99)]
    console.print(f"index of {len(names):,} names: {built:.2f} s, {index.size_in_bytes() / 1e6:.0f} MB of arrays")
    if arguments.json:
        arguments.json.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")


def _japan(console: Console, bench: Path, result: dict[str, object]) -> None:
    with (bench / "japan_variants.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    targets = dict.fromkeys((row["target"], row["listed_name"], row["type"] == "individual") for row in rows)
    index = SoundIndex.build([(i, name, person) for i, (_, name, person) in enumerate(targets)])
    asked, missed = japan_variants(index, rows, [target for target, _, _ in targets])
    console.print(f"Japanese targets in other scripts: {asked - len(missed)} of {asked}; missed: {missed or 'none'}")
    result["japan"] = [asked, missed]


def _recall_table(label: str, cells: dict[tuple[str, int], Cell]) -> Table:
    table = Table("script", "tuned on: n", "found", "kept aside: n", "found", title=f"Recall at {THRESHOLD}: {label}")
    for script in sorted({script for script, _ in cells}, key=lambda s: -cells[s, 0][0] - cells[s, 1][0]):
        row = [script]
        for half in (0, 1):
            asked, found = cells[script, half]
            row += [str(asked), f"{found / asked:.1%}" if asked else "-"]
        table.add_row(*row)
    return table


def _alarm_table(flagged: dict[str, list[str]], customers: int) -> Table:
    total = sum(bool(text) for texts in flagged.values() for text in texts)
    table = Table("script", "customers", "flagged", "who", title=f"False alarms: {total} of {customers} customers")
    for script, texts in sorted(flagged.items(), key=lambda item: -len(item[1])):
        hits = [text for text in texts if text]
        table.add_row(script, str(len(texts)), str(len(hits)), "; ".join(hits))
    return table


if __name__ == "__main__":
    main()
