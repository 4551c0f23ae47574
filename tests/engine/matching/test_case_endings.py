"""Names with the endings that other languages put behind each word."""

from __future__ import annotations

import pytest

from service.engine.matching.case_endings import may_have_ending, without_endings
from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights


def total(query: str, listed: str) -> float:
    return best_match(query, listed, is_person=True, lexicon=lexicon(), weights=Weights()).total


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Karimem Zelmarem", "ZELMAR, Karim"),
        ("Oktavianom Zelmarovom", "ZELMAROV, Oktavian"),
        ("Yuriyem Zelmarskim", "ZELMARSKY, Yuri"),
        ("Ivanu Petrovichu Zelmarovu", "ZELMAROV, Ivan Petrovich"),
        ("Ivana Petrovicha Zelmarova", "ZELMAROV, Ivan Petrovich"),
        ("Samiros Zelmaros", "ZELMAR, Samir"),
        ("Oktavianos Hadis Zelmaros", "ZELMAR, Oktavian Hadi"),
        ("Karimas Zelmaras", "ZELMAR, Karim"),
        ("Samirem Al-Zelmarim", "AL-ZELMARI, Samir"),
    ],
)
def test_endings_of_one_language_are_left_out(query, listed):
    assert total(query, listed) >= 0.7


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Carlos Ramos", "RAM, Carl"),
        ("Ibrahim Karim", "KARY, Ibrahy"),
        ("Karimem Zelmaros", "ZELMAR, Karimo"),
        ("Karimem Zelmar", "ZELMAREM, Kari"),
    ],
)
def test_other_names_stay_apart(query, listed):
    assert total(query, listed) < 0.7


def test_all_words_have_endings_of_one_case():
    known = {"karim", "zelmar"}
    assert [*without_endings("Karimem Zelmarom", known, lexicon())] == ["karim zelmar"]
    assert not [*without_endings("Karimem Zelmaros", known, lexicon())]
    assert may_have_ending("zelmaros", known)
    assert not may_have_ending("kelpromos", known)
