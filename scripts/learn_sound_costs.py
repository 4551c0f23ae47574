"""Learn the sound costs again: `python -m scripts.learn_sound_costs ../shared/data` writes `costs.csv`.

Names that a list publishes in two scripts are cut into words; words that sound alike under the present costs are
paired and aligned (Viterbi); the counts, smoothed by the present table, give the next table. A few rounds settle.
Repeated pairs of words count by their square root, so that Muhammad does not drown the rest. Only the tuning half of
the pairs is read. Scripts without enough pairs keep their rows, and so do those that are not named behind the folder
where some are: `../shared/data Kana`. The codes 1 to 8 began with the rows of the vowels that they are made of.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.cross_script_pairs import group_targets, read_targets
from service.engine.matching.phonetic import costs as costs_module
from service.engine.matching.phonetic.align import encode, similarity
from service.engine.matching.phonetic.costs import Costs, CostStack
from service.engine.normalise.scripts import script_of
from service.engine.normalise.transcription.rules import CODES
from service.engine.normalise.transcription.words import Word, read_words

LEARNED = ("Cyrl", "Kana", "Arab")
ROUNDS = 4
PRIOR = 6.0
"""Weight of the present table, in aligned sounds for each source code."""
PAIRED = 0.45
"""Least likeness at which two words are taken for the same word."""
Step = tuple[str, str]


def word_pairs(data: Path, script: str, half: int | None) -> list[tuple[list[Word], list[list[Word]]]]:
    """Names in `script` with the Latin names of the same target."""
    found = []
    for group in group_targets(read_targets(data)):
        if half is not None and group.half != half:
            continue
        for target in group.targets:
            latin = [list(read_words(name, is_person=target.is_person)) for name in target.latin[:12]]
            for name in target.others:
                if script_of(name) == script and target.is_person:
                    found.append((list(read_words(name, is_person=True)), latin))
    return found


def pair_words(costs: Costs, names: list[tuple[list[Word], list[list[Word]]]]) -> Counter[Step]:
    """Readings that stand for the same word, each word with its likeliest counterpart in each Latin name."""
    sources: list[tuple[int, int]] = []
    left: list[str] = []
    right: list[str] = []
    for i, (words, latin) in enumerate(names):
        for k, other in enumerate(latin):
            for word in words:
                for reading in word.readings:
                    for counterpart in other:
                        for listed in counterpart.readings[:2]:
                            sources.append((i * 100 + k, id(word)))
                            left.append(reading)
                            right.append(listed)
    stack = CostStack.of({"": costs})
    best: dict[tuple[int, int], tuple[float, str, str]] = {}
    for start in range(0, len(left), 100_000):
        part = slice(start, start + 100_000)
        alike, _ = similarity(stack, encode(left[part]), encode(right[part]), np.zeros(len(left[part]), dtype=np.intp))
        for key, value, a, b in zip(sources[part], alike, left[part], right[part], strict=True):
            if value >= PAIRED and value > best.get(key, (0.0, "", ""))[0]:
                best[key] = (float(value), a, b)
    return Counter((a, b) for _, a, b in best.values())


def viterbi(costs: Costs, source: str, listed: str) -> list[Step]:
    """The steps of the best alignment of two readings."""
    index = costs_module.INDEX
    a, b = [index[c] for c in source], [index[c] for c in listed]
    score = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    step = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    sub, delete, insert = costs.sub.tolist(), costs.delete.tolist(), costs.insert.tolist()
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            options = []
            if i and j:
                options.append((score[i - 1][j - 1] + sub[a[i - 1]][b[j - 1]], "s"))
            if i:
                options.append((score[i - 1][j] + delete[a[i - 1]], "d"))
            if j:
                options.append((score[i][j - 1] + insert[b[j - 1]], "i"))
            if options:
                score[i][j], step[i][j] = max(options)
    i, j, steps = len(a), len(b), []
    while i or j:
        kind = step[i][j]
        i, j = i - (kind != "i"), j - (kind != "d")
        steps.append((source[i] if kind != "i" else "", listed[j] if kind != "d" else ""))
    return steps


def count(costs: Costs, pairs: Counter[Step]) -> dict[Step, float]:
    """Aligned sounds of all word pairs: (source, listed), with an empty side for a sound without a counterpart."""
    counts: dict[Step, float] = defaultdict(float)
    for (source, listed), times in pairs.items():
        weight = math.sqrt(times)
        for step in viterbi(costs, source, listed):
            counts[step] += weight
    return counts


def rows_of(
    script: str, counts: dict[Step, float], old: list[dict[str, str]], frequency: dict[str, float]
) -> list[dict[str, str]]:
    """The rows of a table from counts, smoothed by the rows of the old one."""
    by_source: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    by_listed: dict[str, float] = defaultdict(float)
    for (source, listed), weight in counts.items():
        by_source[source][listed] += weight
        if listed:
            by_listed[listed] += weight
    for row in old:
        weight = PRIOR * float(row["probability"])
        if row["op"] == "ins":
            by_source[""][row["listed"]] += weight
            by_listed[row["listed"]] += PRIOR
        else:
            by_source[row["source"]][row["listed"]] += weight
    found = []
    for source, outcomes in sorted(by_source.items()):
        total = sum(outcomes.values())
        for listed, weight in sorted(outcomes.items(), key=lambda item: -item[1]):
            if source:
                p = weight / total
                op = "sub" if listed else "del"
                llr = math.log(p / frequency[listed]) if listed else math.log(p)
            else:
                p, op = weight / max(by_listed[listed], 1.0), "ins"
                llr = max(math.log(p), -4.5)
            if p >= 0.003:
                values = (script, op, source, listed, f"{p:.4f}", f"{llr:.3f}", f"{weight:.1f}")
                found.append(dict(zip(FIELDS, values, strict=True)))
    return found


FIELDS = ("script", "op", "source", "listed", "probability", "llr", "weight")


def write_costs(path: Path, table: Mapping[str, Iterable[Mapping[str, object]]]) -> None:
    """Write the rows of every script, sorted by script."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, restval="", lineterminator="\n")
        writer.writeheader()
        for script in sorted(table):
            writer.writerows(table[script])


def main(data: Path, scripts: Sequence[str] = LEARNED) -> None:
    """Learn the costs of some scripts, print what was learned from how much, and write the table."""
    path = Path(costs_module.__file__).parent / "tables" / "costs.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = defaultdict(list)
    for row in rows:
        table[row["script"]].append(row)
    letters: Counter[str] = Counter()
    names = {script: word_pairs(data, script, 0) for script in scripts}
    for found in names.values():
        for reading in {w.readings[0] for _, latin in found for name in latin for w in name}:
            letters.update(reading)
    total = sum(letters.values())
    frequency = {c: (letters[c] + 5) / (total + 200) for c in CODES}
    for script, found in names.items():
        prior = table[script]
        for _ in range(ROUNDS):
            costs = Costs.of(table[script])
            pairs = pair_words(costs, found)
            table[script] = rows_of(script, count(costs, pairs), prior, frequency)
        print(script, len(found), "names", len(pairs), "different word pairs")
    write_costs(path, table)


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    main(Path(sys.argv[1]), sys.argv[2:] or LEARNED)
