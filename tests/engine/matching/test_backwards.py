"""Names written backwards are compared as a whole."""

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights


def total(query: str, listed: str) -> float:
    return best_match(query, listed, is_person=True, lexicon=lexicon(), weights=Weights()).total


@pytest.mark.parametrize("query", ["CILERTSEK NAROZ", "naroZ cilertseK", "Naroz, Cilertsek"])
def test_a_name_backwards_is_found(query: str) -> None:
    assert total(query, "KESTRELIC, Zoran") == pytest.approx(0.8)


@pytest.mark.parametrize("query", ["CILERTSEK NARO", "CILERTSEK", "NARIZ CILERTSEK"])
def test_all_words_have_to_be_there(query: str) -> None:
    assert total(query, "KESTRELIC, Zoran") < 0.7


def test_a_name_that_is_the_same_both_ways_is_itself() -> None:
    assert total("Anna Hannah", "Hannah Anna") > 0.9


def test_short_names_are_no_others_backwards() -> None:
    assert total("Le Na", "El An") < 0.7
