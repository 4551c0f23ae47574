"""Alignment of readings under learned costs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.matching.phonetic.align import align, encode, similarity
from service.engine.matching.phonetic.costs import INDEX, costs_of
from service.engine.normalise.transcription.rules import CODES

READING = st.text(alphabet=CODES, min_size=1, max_size=7)


def plain(script: str, source: str, listed: str) -> float:
    """The same sum, cell by cell."""
    costs = costs_of(script)
    a, b = [INDEX[c] for c in source], [INDEX[c] for c in listed]
    score = np.full((len(a) + 1, len(b) + 1), -np.inf)
    score[0, 0] = 0
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i and j:
                score[i, j] = max(score[i, j], score[i - 1, j - 1] + costs.sub[a[i - 1], b[j - 1]])
            if i:
                score[i, j] = max(score[i, j], score[i - 1, j] + costs.delete[a[i - 1]])
            if j:
                score[i, j] = max(score[i, j], score[i, j - 1] + costs.insert[b[j - 1]])
    return float(score[-1, -1])


@given(st.lists(st.tuples(READING, READING), min_size=1, max_size=5), st.sampled_from(["Cyrl", "Kana", "Arab"]))
def test_all_pairs_at_once_equal_one_by_one(pairs: list[tuple[str, str]], script: str) -> None:
    found = align(costs_of(script), encode([a for a, _ in pairs]), encode([b for _, b in pairs]))
    assert found.tolist() == pytest.approx([plain(script, a, b) for a, b in pairs], abs=1e-3)


@pytest.mark.parametrize(
    ("script", "source", "listed", "other"),
    [
        ("Cyrl", "janukoviC", "janukoviC", "janukovski"),
        ("Kana", "vikUtORU", "viktor", "vitali"),
        ("Arab", "qhtAnY", "qahtani", "qattan"),
        ("Hang", "JoNUn", "JoNun", "CaN"),
    ],
)
def test_the_right_spelling_is_likelier(script: str, source: str, listed: str, other: str) -> None:
    right, wrong = similarity(costs_of(script), encode([source] * 2), encode([listed, other]))[0]
    assert right > max(0.4, wrong)
