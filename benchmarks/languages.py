"""How well names are found across languages and scripts, slice by slice, beside other scorers.

    python -m benchmarks.languages [--pairs CSV] [--words DIR] [--lists DIR] [--peer PYTHON] [--sample N] [--seed N]
        [--looked-at] [--missed]

Five sets, each left out if its place is not given or missing: labelled pairs; names composed of words that Wikidata
has in two scripts (`--part 16` or `64` says which files); names of persons, and of bodies, that the EU list gives in a
language of its own; names of bodies that lists give in two scripts. Of bodies on lists the half that was kept aside, of
which no name should be read: `--missed` belongs to `--looked-at`, the other half.
Each line is a set, type, script and language. Recall, precision and F1 are at 0.70 for ours and logic-v2 and at 0.85
for the plain functions of rapidfuzz, as in `benchmarks.pairs`; intervals are 95 % (Wilson; F1 by resampling).
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rapidfuzz import fuzz, utils
from rapidfuzz.distance import JaroWinkler
from rich.console import Console
from rich.table import Table

from benchmarks.language_pairs import (
    NamePair,
    composed_pairs,
    labelled_pairs,
    listed_bodies,
    listed_pairs,
    translated_bodies,
)
from benchmarks.pairs import f1_at, our_score, peer_scores

THRESHOLDS = {"ours": 0.70, "logic-v2": 0.70, "token_sort": 0.85, "Jaro-Winkler": 0.85}
_RESAMPLED = 200
_Z = 1.96
Interval = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class SliceQuality:
    """What one scorer reaches in one slice: each figure with the ends of its 95 % interval."""

    slice: tuple[str, str, str, str]
    scorer: str
    right: int
    wrong: int
    recall: Interval
    precision: Interval
    f1: Interval


def wilson(successes: int, trials: int) -> Interval:
    """A share with its 95 % interval by Wilson's score."""
    if not trials:
        return 0.0, 0.0, 1.0
    share = successes / trials
    spread = _Z * math.sqrt(share * (1 - share) / trials + _Z**2 / (4 * trials**2))
    middle, scale = share + _Z**2 / (2 * trials), 1 + _Z**2 / trials
    return share, (middle - spread) / scale, (middle + spread) / scale


def resampled_f1(scored: Sequence[tuple[float, bool]], threshold: float, chance: random.Random) -> Interval:
    """F1 with its 95 % interval by resampling pairs."""
    found = sorted(f1_at(chance.choices(scored, k=len(scored)), threshold)[0] for _ in range(_RESAMPLED))
    at = round(_RESAMPLED * 0.025)
    return f1_at(scored, threshold)[0], found[at], found[-1 - at]


def quality_of(
    name: tuple[str, str, str, str], scorer: str, scored: Sequence[tuple[float, bool]], chance: random.Random
) -> SliceQuality:
    """The figures of one scorer in one slice."""
    threshold = THRESHOLDS[scorer]
    true = sum(same for _, same in scored)
    both = sum(same and score >= threshold for score, same in scored)
    said = sum(score >= threshold for score, _ in scored)
    return SliceQuality(
        name,
        scorer,
        true,
        len(scored) - true,
        wilson(both, true),
        wilson(both, said),
        resampled_f1(scored, threshold, chance),
    )


def sampled(pairs: Sequence[NamePair], size: int, chance: random.Random) -> list[NamePair]:
    """At most `size` right and as many wrong pairs of each slice."""
    groups: dict[tuple[object, ...], list[NamePair]] = defaultdict(list)
    for pair in pairs:
        groups[*pair.slice, pair.same].append(pair)
    return [pair for group in groups.values() for pair in chance.sample(group, min(size, len(group)))]


def scores_of(pairs: Sequence[NamePair], peer: str | None) -> dict[str, list[float]]:
    """The scores that each scorer gives to the pairs."""
    rows = [
        {"schema": pair.type.capitalize().replace("Entity", "Company"), "name1": pair.left, "name2": pair.right}
        for pair in pairs
    ]
    plain: dict[str, Callable[[str, str], float]] = {
        "token_sort": lambda a, b: fuzz.token_sort_ratio(a, b, processor=utils.default_process) / 100,
        "Jaro-Winkler": lambda a, b: JaroWinkler.similarity(a, b, processor=utils.default_process),
    }
    found = {"ours": [our_score(row) for row in rows]}
    if peer:
        found["logic-v2"] = peer_scores(peer, rows)
    for scorer, function in plain.items():
        found[scorer] = [function(pair.left, pair.right) for pair in pairs]
    return found


def measure(pairs: Sequence[NamePair], peer: str | None, seed: int) -> list[SliceQuality]:
    """All slices and all scorers; a line "all" for each set and type."""
    groups: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        groups[pair.slice].append(number)
    totals: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for (name, kind, _, _), numbers in groups.items():
        totals[name, kind, "all", ""] += numbers
    scores = scores_of(pairs, peer)
    return [
        quality_of(slice_, scorer, [(found[n], pairs[n].same) for n in numbers], random.Random(seed))  # nosec B311
        for slice_, numbers in [*sorted(groups.items()), *sorted(totals.items())]
        for scorer, found in scores.items()
    ]


def table_of(results: Sequence[SliceQuality]) -> Table:
    """A line a slice; for our score the intervals, for the others the figures."""
    table = Table(title="Names across languages: recall / precision / F1 [95 % interval of recall and F1]")
    scorers = list(dict.fromkeys(one.scorer for one in results))
    for heading in ("set", "type", "script", "language", "right", "wrong", *scorers):
        table.add_column(heading, justify="left" if heading in ("set", "type", "script", "language") else "right")
    by_slice: dict[tuple[str, str, str, str], list[SliceQuality]] = defaultdict(list)
    for one in results:
        by_slice[one.slice].append(one)
    for name, lines in by_slice.items():
        table.add_row(*name, str(lines[0].right), str(lines[0].wrong), *(_cell(one) for one in lines))
    return table


def _cell(one: SliceQuality) -> str:
    text = f"{one.recall[0]:.3f} / {one.precision[0]:.3f} / {one.f1[0]:.3f}"
    if one.scorer != "ours":
        return text
    return f"{text} [{one.recall[1]:.2f}-{one.recall[2]:.2f}, {one.f1[1]:.2f}-{one.f1[2]:.2f}]"


def main() -> None:
    """Measure, print the table, and write JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=Path("../shared/bench/names_across_languages.csv"))
    parser.add_argument("--words", type=Path, default=Path("../shared/data/wikidata_names"))
    parser.add_argument("--part", choices=("16", "64"), default="16", help="Which files of --words are read.")
    parser.add_argument("--lists", type=Path, default=Path("../shared/data/eu_fsf"))
    parser.add_argument("--peer", help="A Python with nomenklatura.")
    parser.add_argument("--sample", type=int, default=400, help="Right and wrong pairs of each slice, at most.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--looked-at", action="store_true", help="Of bodies on lists the half that may be looked at.")
    parser.add_argument("--missed", action="store_true", help="Print the right pairs that are not found.")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)  # nosec B311
    pairs = labelled_pairs(arguments.pairs) if arguments.pairs.exists() else []
    pairs += composed_pairs(arguments.words, arguments.part, arguments.sample, chance)
    pairs += listed_pairs(arguments.lists, chance)
    pairs += listed_bodies(arguments.lists.parent, chance, looked_at=arguments.looked_at)
    pairs += translated_bodies(arguments.lists, chance, looked_at=arguments.looked_at)
    pairs = sampled(pairs, arguments.sample, chance)
    results = measure(pairs, arguments.peer, arguments.seed)
    console = Console(width=220)
    console.print(table_of(results))
    if arguments.missed:
        for pair, score in zip(pairs, scores_of(pairs, None)["ours"], strict=True):
            if pair.same != (score >= THRESHOLDS["ours"]):
                console.print(
                    "missed" if pair.same else "wrong ", *pair.slice, pair.left, "=", pair.right, round(score, 2)
                )
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(one) for one in results], indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
