"""Learn the weights of the sound score again: `python -m scripts.learn_sound_weights ../shared/data ../shared/bench`.

Right pairs: names of the tuning half in another script, each with the likeliest Latin name of its own target. Wrong
pairs: the likeliest listed persons for customers that are on no list, and for names of the tuning half that are not
theirs. One logistic regression for all scripts together, then one for each script that stays near it unless its own
pairs say otherwise. The operating points (`point`) are set by hand from the benchmark and kept.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from benchmarks.cross_script_pairs import group_targets, latin_persons, read_targets
from service.common.cooperative import run_to_completion
from service.engine.index.phonetic_index import SoundIndex
from service.engine.matching.phonetic import score as score_module
from service.engine.matching.phonetic.features import FEATURES, features_of, word_weights
from service.engine.matching.phonetic.name import SoundName, prepare_sound
from service.engine.matching.phonetic.pairing import pair_names
from service.engine.normalise.scripts import script_of

Array = NDArray[np.float64]
ROUNDS = 4
START = (-12, 8, 3, 1.2, 1.5, -5, -1.2, -3, -1, -2, -3, 1, 1, -0.5, -1)
"""Where the common weights begin and what they are drawn to, in the order of `FEATURES`: a contradiction tells much
against, an omission little. Learning anew from the last result instead would drift."""
NEARNESS = {"Hang": 0.7, "Hani": 0.7}
"""How strongly the weights of a script are drawn to those of all scripts; 3 where nothing is said."""
WRONG_LISTED = 0.3
"""Weight of a wrong pair of two listed names: relatives and namesakes are commoner there than among customers."""
HOPELESS = -6.0
"""Right pairs below these log-odds are other names of the target, not spellings."""


def rows_for(query: SoundName, names: list[str]) -> Array:
    """The features of a query with each of some names."""
    listed = [prepare_sound(name, is_person=True) for name in names]
    ours = word_weights(query)
    empty = [1.0] + [0.0] * (len(FEATURES) - 1)
    rows = [
        features_of(query, name, pairs, ours, word_weights(name)) if pairs else empty
        for name, pairs in zip(listed, pair_names([(query, listed)])[0], strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))


def collect(data: Path, bench: Path) -> list[tuple[str, float, float, Array]]:
    """For each question: script, label (1 right, 0 wrong), weight, and the features of every possible answer."""
    persons = latin_persons(data)
    index = SoundIndex.build([(i, name, True) for i, name in enumerate(persons)])
    found: list[tuple[str, float, float, Array]] = []
    queries = [
        (name, target.latin)
        for group in group_targets(read_targets(data))
        if group.half == 0
        for target in group.targets
        if target.is_person
        for name in target.others
    ]
    for number, (name, latin) in enumerate(queries):
        query = prepare_sound(name, is_person=True)
        found.append((script_of(name), 1.0, 1.0, rows_for(query, list(latin[:40]))))
        if number % 3 == 0:
            heard = run_to_completion(index.matches([query]))[0]
            others = [persons[i] for i, _, _ in heard if not _alike(persons[i], latin)]
            found.append((script_of(name), 0.0, WRONG_LISTED, rows_for(query, others)))
    with (bench / "negatives_global.csv").open(encoding="utf-8", newline="") as file:
        customers = [row["full_name"] for row in csv.DictReader(file)]
    for name in customers[::2]:
        if script_of(name) not in ("Latn", "Zyyy"):
            query = prepare_sound(name, is_person=True)
            others = [persons[i] for i, _, _ in run_to_completion(index.matches([query]))[0]]
            found.append((script_of(name), 0.0, 1.0, rows_for(query, others)))
    return [question for question in found if len(question[3])]


def _alike(name: str, latin: tuple[str, ...]) -> bool:
    return max(fuzz.token_set_ratio(name.lower(), other.lower()) for other in latin) >= 72


def regress(x: Array, y: Array, weight: Array, prior: Array, nearness: float) -> Array:
    """Logistic regression by Newton's method, drawn to `prior`."""
    beta = prior.copy()
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (weight * (p - y)) + nearness * (beta - prior)
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.eye(len(prior)) * nearness
        beta -= np.clip(np.linalg.solve(hessian, gradient), -3, 3)
    return beta


def fit(questions: list[tuple[str, float, float, Array]], script: str, prior: Array, nearness: float) -> Array:
    """Weights from the likeliest answers to each question, chosen anew in each round."""
    beta = prior.copy()
    for _ in range(ROUNDS):
        x, y, weight = [], [], []
        for asked, label, times, rows in questions:
            if script and asked != script:
                if label:
                    continue
                times *= 0.15
            z = rows @ beta
            for i in np.argsort(-z)[: 1 if label else 3]:
                if not label or z[i] > HOPELESS:
                    x.append(rows[i])
                    y.append(label)
                    weight.append(times)
        beta = regress(np.array(x), np.array(y), np.array(weight), prior, nearness)
    return beta


def main(data: Path, bench: Path) -> None:
    """Learn and write `weights.csv`."""
    path = Path(score_module.__file__).parent / "tables" / "weights.csv"
    with path.open(encoding="utf-8", newline="") as file:
        old = {row["script"]: row for row in csv.DictReader(file)}
    questions = collect(data, bench)
    common = fit(questions, "", np.array(START, dtype=np.float64), 1.0)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["script", "point", *FEATURES])
        for script, row in old.items():
            own = common if script == "Zyyy" else fit(questions, script, common, NEARNESS.get(script, 3.0))
            writer.writerow([script, row["point"], *(f"{value:.3f}" for value in own)])
            print(script, row["point"], *(f"{name} {value:.2f}" for name, value in zip(FEATURES, own, strict=True)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
