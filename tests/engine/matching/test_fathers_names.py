"""Names with the father's name in the form of another language."""

from __future__ import annotations

import pytest

from service.engine.matching.fathers_names import may_be_fathers_name, with_other_fathers_name
from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights


def total(query: str, listed: str) -> float:
    return best_match(query, listed, is_person=True, lexicon=lexicon(), weights=Weights()).total


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Igor Aleksandrov Zelmarin", "ZELMARIN, Igor Aleksandrovich"),
        ("Zelmarin Igor Valeryov", "ZELMARIN, Igor Valeryevich"),
        ("Elena Alekseoglu Zelmarina", "ZELMARINA, Elena Alekseevna"),
        ("Muslim Akmadogly Zelmarin", "ZELMARIN, Muslim Akmadovich"),
        ("Igor Petrovich Zelmarin", "ZELMARIN, Igor Petrov"),
    ],
)
def test_it_is_the_same_father(query, listed):
    assert total(query, listed) >= 0.7


@pytest.mark.parametrize(
    "text", ["Igor Zelmarin", "Igor Petrov Kelpromov", "Oktavian Petrov Zelmarin", "Igor Pet Zelmarin"]
)
def test_the_other_words_are_equal(text):
    assert not [*with_other_fathers_name(text, {"igor", "petrovich", "zelmarin"})]


def test_words_tell():
    assert may_be_fathers_name("petrogly", {"petrovich"})
    assert not may_be_fathers_name("ivanov", {"petrovich"})
