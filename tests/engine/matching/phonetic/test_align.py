"""Alignment of readings under learned costs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.matching.phonetic.align import align, encode, similarity
from service.engine.matching.phonetic.costs import INDEX, all_costs, costs_of
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


PAIR = st.tuples(st.sampled_from(["Cyrl", "Kana", "Arab"]), READING, READING)


def aligned(pairs: list[tuple[str, str, str]]) -> list[float]:
    starts = np.array([all_costs().start(script) for script, _, _ in pairs])
    return align(all_costs(), encode([a for _, a, _ in pairs]), encode([b for _, _, b in pairs]), starts).tolist()


@given(st.lists(PAIR, min_size=1, max_size=5))
def test_all_pairs_at_once_equal_one_by_one(pairs: list[tuple[str, str, str]]) -> None:
    assert aligned(pairs) == pytest.approx([plain(*pair) for pair in pairs], abs=1e-3)


def test_many_pairs_equal_one_by_one() -> None:
    pairs = [
        (script, source * times, listed)
        for script in ("Cyrl", "Hang", "Arab")
        for source in ("janukoviC", "o", "qhtAnY")
        for times in (1, 3)
        for listed in ("qahtani", "janukovskivladimir", "a")
    ]
    assert aligned(pairs * 8) == pytest.approx([plain(*pair) for pair in pairs] * 8, abs=1e-3)


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
    right, wrong = similarity(
        all_costs(), encode([source] * 2), encode([listed, other]), np.full(2, all_costs().start(script))
    )[0]
    assert right > max(0.4, wrong)
