"""Names of persons in the spelling of other languages: `spellings.csv`."""

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights


def spellings(origin: str) -> dict[str, dict[str, str]]:
    """The spellings of each name by language."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with Path(__file__).with_name("spellings.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            if row["origin"] == origin:
                found[row["name"]][row["language"]] = row["spelling"]
    return found


def agrees(query: str, listed: str) -> bool:
    return best_match(query, listed, is_person=True, lexicon=lexicon(), weights=Weights()).total >= 0.7


@pytest.mark.parametrize(("origin", "least"), [("slavic", 0.96), ("arabic", 0.86)])
def test_two_spellings_of_one_name_agree(origin, least):
    pairs = [pair for some in spellings(origin).values() for pair in combinations(sorted(set(some.values())), 2)]
    assert sum(agrees(*pair) for pair in pairs) / len(pairs) >= least


@pytest.mark.parametrize("origin", ["slavic", "arabic"])
def test_two_names_do_not_agree_in_any_language(origin):
    names = spellings(origin).values()
    shared = [(left[at], right[at]) for left, right in combinations(names, 2) for at in left.keys() & right.keys()]
    assert not [pair for pair in shared if agrees(*pair)]
