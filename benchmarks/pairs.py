"""Labelled pairs of names: how good each scorer is, at every threshold, side by side.

    python -m benchmarks.pairs [--bench ../shared/bench] [--peer PYTHON] [--curve PNG] [--json FILE]

Ours, and as the floor two plain functions of rapidfuzz. With `--peer` OpenSanctions' logic-v2, in the Python given,
which has nomenklatura (it needs PyICU, so it is never a dependency of ours). With `--curve` precision, recall and F1
by threshold as a picture (needs matplotlib: pip install -e '.[benchmarks]').
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, utils
from rapidfuzz.distance import JaroWinkler
from rich.console import Console
from rich.table import Table

from benchmarks.inputs import read_rows
from service.engine.matching.lexicon import lexicon
from service.engine.matching.model import Party
from service.engine.matching.profile import Profile
from service.engine.matching.score import compare_parties
from service.engine.model.entity import EntityType

PROFILE = Profile("default")
_DAY = date(2026, 11, 1)
_KINDS = {"Person": EntityType.PERSON, "Vessel": EntityType.VESSEL}
_PEER_DEFAULT = 0.7
_PEER = """
import json, sys
from followthemoney import model
from nomenklatura.matching import LogicV2
from nomenklatura.matching.types import ScoringConfig
def entity(number, schema, name):
    return model.get_proxy({"id": str(number), "schema": schema, "properties": {"name": [name]}})
def main():
    config = LogicV2.default_config() if hasattr(LogicV2, "default_config") else ScoringConfig.defaults()
    scores = []
    for number, (schema, left, right) in enumerate(json.load(sys.stdin)):
        found = LogicV2.compare(entity(f"a{number}", schema, left), entity(f"b{number}", schema, right), config)
        scores.append(found.score)
    json.dump(scores, sys.stdout)
main()
"""

Scored = Sequence[tuple[float, bool]]


@dataclass(frozen=True)
class Quality:
    """How good a scorer is on all pairs at its own default threshold; `tiers` are shares of right answers."""

    scorer: str
    threshold: float
    f1: float
    precision: float
    recall: float
    best_f1: float
    best_threshold: float
    auc: float
    distinct_scores: int
    tiers: dict[str, float]


def our_score(row: dict[str, str]) -> float:
    """The score that `POST /v1/compare` would give."""
    kind = _KINDS.get(row["schema"], EntityType.ENTITY)
    left, right = Party(kind, (row["name1"],)), Party(kind, (row["name2"],))
    return compare_parties(left, right, lexicon=lexicon(), weights=PROFILE.weights, on=_DAY).score


def f1_at(scored: Scored, threshold: float) -> tuple[float, float, float]:
    """F1, precision and recall if everything from the threshold on counts as a match."""
    both = sum(score >= threshold and truth for score, truth in scored)
    said = sum(score >= threshold for score, _ in scored)
    true = sum(truth for _, truth in scored)
    return (2 * both / (said + true), both / said, both / true) if both else (0.0, 0.0, 0.0)


def area(scored: Scored) -> float:
    """Chance that a true pair scores above a false one, ties counting half."""
    true = [score for score, truth in scored if truth]
    false = [score for score, truth in scored if not truth]
    wins = sum((a > b) + 0.5 * (a == b) for a in true for b in false)
    return wins / (len(true) * len(false))


def quality_of(scorer: str, threshold: float, rows: Sequence[dict[str, str]], scores: Sequence[float]) -> Quality:
    scored = [(score, row["is_match"] == "true") for row, score in zip(rows, scores, strict=True)]
    tiers: dict[str, list[bool]] = defaultdict(list)
    for row, (score, truth) in zip(rows, scored, strict=True):
        tiers[row["quality"] or "-"].append((score >= threshold) == truth)
    best, at = max((f1_at(scored, step / 100)[0], -step) for step in range(40, 100))
    return Quality(
        scorer,
        threshold,
        *f1_at(scored, threshold),
        best,
        -at / 100,
        area(scored),
        len({round(score, 4) for score, _ in scored}),
        {tier: sum(right) / len(right) for tier, right in sorted(tiers.items())},
    )


def peer_scores(python: str, rows: Sequence[dict[str, str]]) -> list[float]:
    """What logic-v2 gives, in another Python. Stops the program if it cannot."""
    asked = json.dumps([(row["schema"], row["name1"], row["name2"]) for row in rows])
    ended = subprocess.run([python, "-c", _PEER], input=asked, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"the peer fails: {ended.stderr.strip().splitlines()[-1]}")
    scores: list[float] = json.loads(ended.stdout)
    return scores


def draw(path: Path, curves: dict[str, Scored]) -> None:
    """Precision, recall and F1 by threshold, a panel a scorer."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    steps = [step / 100 for step in range(40, 101)]
    figure, panels = pyplot.subplots(1, len(curves), figsize=(4.2 * len(curves), 3.6), sharey=True, squeeze=False)
    for panel, (title, scored) in zip(panels[0], curves.items(), strict=True):
        values = [f1_at(scored, step) for step in steps]
        for at, (label, style) in enumerate((("F1", "-"), ("precision", "--"), ("recall", ":"))):
            panel.plot(steps, [value[at] for value in values], style, color="black", label=label)
        panel.set(title=title, xlabel="threshold", ylim=(0, 1.02))
        panel.grid(alpha=0.3)
    panels[0][0].legend(loc="lower left")
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)


def table_of(results: Sequence[Quality]) -> Table:
    table = Table(title="Labelled pairs of names")
    for heading in ("scorer", "threshold", "F1", "precision", "recall", "best F1 (at)", "AUC", "scores"):
        table.add_column(heading, justify="left" if heading == "scorer" else "right")
    tiers = sorted({tier for result in results for tier in result.tiers})
    for tier in tiers:
        table.add_column(f"{tier} right", justify="right")
    for one in results:
        figures = [one.f1, one.precision, one.recall]
        best = f"{one.best_f1:.3f} ({one.best_threshold:.2f})"
        shares = [f"{one.tiers.get(tier, 0.0):.1%}" for tier in tiers]
        table.add_row(
            one.scorer,
            f"{one.threshold:.2f}",
            *(f"{figure:.3f}" for figure in figures),
            best,
            f"{one.auc:.3f}",
            str(one.distinct_scores),
            *shares,
        )
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--peer", help="A Python with nomenklatura.")
    parser.add_argument("--curve", type=Path, help="A PNG file to draw.")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    rows = read_rows(arguments.bench / "name_pairs.csv")
    plain: list[tuple[str, Callable[[str, str], float]]] = [
        ("rapidfuzz token_sort", lambda a, b: fuzz.token_sort_ratio(a, b, processor=utils.default_process) / 100),
        ("rapidfuzz Jaro-Winkler", lambda a, b: JaroWinkler.similarity(a, b, processor=utils.default_process)),
    ]
    scores = {"ours": [our_score(row) for row in rows]}
    if arguments.peer:
        scores["logic-v2"] = peer_scores(arguments.peer, rows)
    for title, scorer in plain:
        scores[title] = [scorer(row["name1"], row["name2"]) for row in rows]
    defaults = {"ours": PROFILE.review_threshold, "logic-v2": _PEER_DEFAULT}
    results = [quality_of(title, defaults.get(title, 0.85), rows, found) for title, found in scores.items()]
    Console(width=170).print(table_of(results))
    if arguments.curve:
        truth = [row["is_match"] == "true" for row in rows]
        draw(arguments.curve, {title: list(zip(found, truth, strict=True)) for title, found in scores.items()})
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(one) for one in results], indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
