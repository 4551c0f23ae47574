"""Labelled pairs: the peers' known faults, the enforcement cases and one pair for every rule."""

import csv
from datetime import date
from pathlib import Path

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.model import Comparison, Party
from service.engine.matching.profile import Profile
from service.engine.matching.score import compare_parties
from service.engine.model.entity import EntityType

PROFILE = Profile("test")


def compare(kind: str, left: str, right: str) -> Comparison:
    parties = [Party(EntityType(kind), (name,)) for name in (left, right)]
    return compare_parties(*parties, lexicon=lexicon(), weights=PROFILE.weights, on=date(2026, 1, 1))


def cases(name: str = "cases.csv") -> list[dict[str, str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['left']}~{case['right']}")
def test_pair(case: dict[str, str]) -> None:
    score = compare(case["type"], case["left"], case["right"]).score
    assert (score >= PROFILE.review_threshold) == (case["match"] == "yes"), f"{score}: {case['why']}"


@pytest.mark.parametrize(
    "case", cases("languages.csv") + cases("romanised.csv"), ids=lambda case: f"{case['left']}~{case['right']}"
)
def test_pair_across_languages_in_both_directions(case: dict[str, str]) -> None:
    """Where the engine is known to answer wrong, it has to be said so: what is mended moves to `answered`."""
    same = case["match"] == "yes"
    scores = [
        compare(case["type"], *names).score for names in ((case["left"], case["right"]), (case["right"], case["left"]))
    ]
    right = all((score >= PROFILE.review_threshold) == same for score in scores)
    assert right == (case["answered"] == "yes"), scores


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['left']}~{case['right']}")
def test_lines_of_the_explanation_add_up(case: dict[str, str]) -> None:
    found = compare(case["type"], case["left"], case["right"])
    assert sum(feature.contribution for feature in found.features) == pytest.approx(found.score, abs=1e-3)
    assert all(feature.detail for feature in found.features)


def test_scores_are_spread() -> None:
    scores = [compare(case["type"], case["left"], case["right"]).score for case in cases()]
    assert len(set(scores)) > len(scores) * 0.6


def test_the_same_string_is_certain() -> None:
    assert compare("person", "Igor Zelmanov", "Igor Zelmanov").score == 1.0


def test_alignment_shows_which_word_met_which() -> None:
    rows = compare("person", "Sergej Aksjonow", "Sergey AKSYONOV").alignment
    assert [(row.query, row.listed) for row in rows] == [("sergej", "sergey"), ("aksjonow", "aksyonov")]
