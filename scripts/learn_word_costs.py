"""Learn sound costs from pairs of words and average them with those learned from lists.

    python -m scripts.learn_word_costs ../shared/data/wikidata_names

Reads the files `*_64.tsv.gz` (words that Wikidata has in Latin letters and in another script, CC0). Words are aligned
under the present costs, pairs that do not sound alike are left out (they are other names of the person), the aligned
sounds are counted, and what the counts say is averaged with the rows that `scripts.learn_sound_costs` has learned from
lists: costs from Wikidata alone, where most names are European, find fewer names of the lists. Foreign names in Han
and Hangul get rows of their own (`Hani.foreign`, `Hang.foreign`), which begin from the rows of another script.

Behind the folder may stand the names of some files (katakana); the other scripts keep their rows then.

Run it once behind `scripts.learn_sound_costs`, as averaging twice would drift.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.language_pairs import word_pairs
from scripts.learn_sound_costs import FIELDS, count, rows_of, write_costs
from service.engine.matching.phonetic import costs as costs_module
from service.engine.matching.phonetic.align import encode, similarity
from service.engine.matching.phonetic.costs import WORST, Costs, CostStack
from service.engine.normalise.scripts import script_of
from service.engine.normalise.transcription import han, hangul, latin
from service.engine.normalise.transcription.rules import CODES
from service.engine.normalise.transcription.words import read_words

LEARNED = {
    "arabic": ("Arab", "Arab"),
    "hebrew": ("Hebr", "Hebr"),
    "katakana": ("Kana", "Kana"),
    "russian": ("Cyrl", "Cyrl"),
    "korean": ("Hang.foreign", "Hang"),
    "chinese": ("Hani.foreign", "Kana"),
}
"""By the name of a file, the rows to write and the rows to begin from."""
ROUNDS = 5
PAIRED = 0.4
"""Least likeness at which two words are taken for the same word."""
MOST = 40_000
"""Pairs of words of each file that are read."""
Row = dict[str, str]


def readings_of(word: str, table: str) -> tuple[str, ...]:
    """The readings of a foreign word."""
    if table == "Hani.foreign":
        return han.read_foreign(word)
    if table == "Hang.foreign":
        return hangul.read(word)
    found = read_words(word, is_person=True)
    return found[0].readings if len(found) == 1 else ()


def pairs_of(path: Path, table: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Readings of the foreign and of the Latin word of each pair."""
    found = []
    for english, word in word_pairs(path)[:MOST]:
        ours, theirs = readings_of(word, table), latin.read(english)
        if ours and theirs and script_of(english) == "Latn":
            found.append((ours[:3], theirs[:3]))
    return found


def alike(costs: Costs, pairs: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> Counter[tuple[str, str]]:
    """Of each pair the readings that sound most alike, if they do."""
    owners, left, right = [], [], []
    for number, (ours, theirs) in enumerate(pairs):
        for a in ours:
            for b in theirs:
                owners.append(number)
                left.append(a)
                right.append(b)
    stack = CostStack.of({"": costs})
    best: dict[int, tuple[float, str, str]] = {}
    for start in range(0, len(left), 50_000):
        part = slice(start, start + 50_000)
        values, _ = similarity(stack, encode(left[part]), encode(right[part]), np.zeros(len(left[part]), dtype=np.intp))
        for owner, value, a, b in zip(owners[part], values.tolist(), left[part], right[part], strict=True):
            if value >= PAIRED and value > best.get(owner, (0.0, "", ""))[0]:
                best[owner] = (value, a, b)
    return Counter((a, b) for _, a, b in best.values())


def averaged(listed: list[Row], learned: list[Row], script: str) -> list[Row]:
    """The rows of two tables with their probabilities and likelihood ratios averaged; a row that one of them lacks
    counts there as never seen."""
    tables = [{(r["op"], r["source"], r["listed"]): r for r in rows} for rows in (listed, learned)]
    sums = [sum(float(row["weight"]) for row in rows) or 1.0 for rows in (listed, learned)]
    found = []
    for key in sorted(set(tables[0]) | set(tables[1])):
        rows = [table.get(key) for table in tables]
        p = sum(float(row["probability"]) for row in rows if row) / 2
        ratio = sum(math.exp(float(row["llr"]) if row else WORST) for row in rows) / 2
        weight = sum(1000 * float(row["weight"]) / total for row, total in zip(rows, sums, strict=True) if row) / 2
        values = (script, *key, f"{p:.4f}", f"{math.log(ratio):.3f}", f"{weight:.2f}")
        found.append(dict(zip(FIELDS, values, strict=True)))
    return found


def main(folder: Path, names: Sequence[str] = ()) -> None:
    """Learn from some files, or all, print from how many words, and write the table."""
    path = Path(costs_module.__file__).parent / "tables" / "costs.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        table[row["script"]].append(row)
    for name in names or LEARNED:
        script, origin = LEARNED[name]
        pairs = pairs_of(folder / f"wd_{name}_64.tsv.gz", script)
        letters = Counter("".join(theirs[0] for _, theirs in pairs))
        frequency = {c: (letters[c] + 5) / (letters.total() + 200) for c in CODES}
        prior = table[origin]
        learned = prior
        for _ in range(ROUNDS):
            costs = Costs.of(learned)
            found = alike(costs, pairs)
            learned = rows_of(script, count(costs, found), prior, frequency)
        print(script, len(pairs), "pairs,", found.total(), "alike")
        table[script] = averaged(prior, learned, script) if script == origin else learned
    write_costs(path, table)


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    main(Path(sys.argv[1]), sys.argv[2:])
