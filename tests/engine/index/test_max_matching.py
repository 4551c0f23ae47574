"""How many words can be paired, against trying all ways."""

from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.engine.index.max_matching import MaxMatching
from service.engine.index.postings import NOTHING
from service.engine.index.word_matches import WordMatches

TEXTS = ["ahmed", "boris", "clara", "dmitri", "a", "d", "2"]
MEANT = st.frozensets(st.integers(0, len(TEXTS) - 1), max_size=4)
ASKED = st.lists(st.tuples(st.sampled_from(["anna", "bob", "dora", "a", "b"]), MEANT), min_size=1, max_size=4)


def _resolved(units: frozenset[int]) -> WordMatches:
    return WordMatches(units, NOTHING, np.empty(0, dtype=np.int32), None, None, 0)


def _may_meet(token: str, units: frozenset[int], unit: int) -> bool:
    short, long = sorted((token, TEXTS[unit]), key=len)
    return unit in units or (len(short) == 1 and long.startswith(short))


@given(ASKED, st.lists(st.integers(0, len(TEXTS) - 1), max_size=5))
def test_no_other_way_pairs_more(asked: list[tuple[str, frozenset[int]]], listed: list[int]) -> None:
    words = MaxMatching([token for token, _ in asked], [_resolved(units) for _, units in asked])
    places = [*range(len(listed)), *[-1] * len(asked)]
    best = max(
        sum(at >= 0 and _may_meet(token, units, listed[at]) for (token, units), at in zip(asked, some, strict=False))
        for some in permutations(places, len(asked))
    )
    assert words.most_pairs(listed, TEXTS) == best


def test_two_words_for_one_pair_one() -> None:
    words = MaxMatching(
        ["mohammad", "sadiq", "mohammad"],
        [_resolved(frozenset({0})), _resolved(frozenset()), _resolved(frozenset({0}))],
    )
    assert words.most_pairs([0, 1], ["mohammed", "hashan"]) == 1
