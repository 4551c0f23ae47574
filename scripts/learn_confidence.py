"""Learn what a score is worth: `python -m scripts.learn_confidence BENCH DATA` writes `confidence.csv`.

Pairs of names: `name_pairs.csv` and `names_across_languages.csv` of BENCH, names composed of the words of
`DATA/wikidata_names/*_16` and names of the EU list by language. For each type and way of writing a rising curve is
fitted to the shares of right pairs (isotonic regression), half of the weight on right pairs, and read off at fixed
scores. Each stretch counts one right and one wrong pair more than were seen, so that few pairs never say 0 or 1.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.inputs import read_rows
from benchmarks.language_pairs import composed_pairs, labelled_pairs, listed_pairs
from benchmarks.pairs import our_score
from service.engine.matching import confidence as confidence_module
from service.engine.matching.confidence import script_group

SIZE, SEED, LEAST = 500, 7, 60
STEPS = (0.0, 0.3, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
Labelled = tuple[float, bool]


def isotonic(points: Sequence[Labelled]) -> list[tuple[float, float, float]]:
    """Stretches of scores (first, last) with the share of right pairs in each, rising: pool adjacent violators."""
    right = sum(same for _, same in points)
    weight = {True: len(points) / (2 * right), False: len(points) / (2 * (len(points) - right))}
    pools: list[list[float]] = []
    for score, same in sorted((round(score, 2), same) for score, same in points):
        if pools and pools[-1][1] == score:
            pools[-1] = [pools[-1][0], score, pools[-1][2] + weight[same] * same, pools[-1][3] + weight[same]]
        else:
            pools.append([score, score, weight[same] * same, weight[same]])
        while len(pools) > 1 and pools[-2][2] / pools[-2][3] >= pools[-1][2] / pools[-1][3]:
            popped = pools.pop()
            pools[-1] = [pools[-1][0], popped[1], pools[-1][2] + popped[2], pools[-1][3] + popped[3]]
    shares = [(first, last, (both + 1) / (all_ + 2)) for first, last, both, all_ in pools]
    rising: list[tuple[float, float, float]] = []
    highest = 0.0
    for first, last, share in shares:
        highest = max(highest, share)
        rising.append((first, last, highest))
    return rising


def share_at(stretches: Sequence[tuple[float, float, float]], score: float) -> float:
    """The share of the stretch a score stands in, or of the nearest below."""
    found = [share for first, _, share in stretches if first <= score]
    return found[-1] if found else stretches[0][2]


def collect(bench: Path, data: Path) -> dict[tuple[str, str], list[Labelled]]:
    """Scores and labels by type and way of writing."""
    chance = random.Random(SEED)  # nosec B311  # a sample, no secret
    found: dict[tuple[str, str], list[Labelled]] = defaultdict(list)
    for row in read_rows(bench / "name_pairs.csv"):
        kind = "person" if row["schema"] == "Person" else "body"
        found[kind, script_group(row["name1"], row["name2"])].append((our_score(row), row["is_match"] == "true"))
    pairs = labelled_pairs(bench / "names_across_languages.csv")
    pairs += composed_pairs(data / "wikidata_names", "16", SIZE, chance) + listed_pairs(data / "eu_fsf", chance)
    for pair in pairs:
        kind = "person" if pair.type == "person" else "body"
        schema = "Person" if kind == "person" else "Company"
        score = our_score({"schema": schema, "name1": pair.left, "name2": pair.right})
        found[kind, script_group(pair.left, pair.right)].append((score, pair.same))
    for kind in ("person", "body"):
        found[kind, "other"] = [
            one for key, some in found.items() if key[0] == kind and key[1] != "same" for one in some
        ]
    return found


def main(bench: Path, data: Path) -> None:
    """Learn and write `confidence.csv`."""
    path = Path(confidence_module.__file__).with_suffix(".csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Share of right pairs by type, way of writing and score, and how many pairs it was learned from.\n"
        )
        file.write(
            "# Written by scripts/learn_confidence.py from labelled pairs: nomenklatura's name pairs (MIT), names of\n"
        )
        file.write("# the EU list, Wikidata (CC0), and Japanese companies. Half of the weight is on right pairs.\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("type", "script", "score", "confidence", "pairs"))
        for (kind, script), points in sorted(collect(bench, data).items()):
            if len(points) < LEAST or len({same for _, same in points}) < 2:
                continue
            stretches = isotonic(points)
            for score in STEPS:
                writer.writerow((kind, script, score, f"{share_at(stretches, score):.3f}", len(points)))
            print(kind, script, len(points))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
