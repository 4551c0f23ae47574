"""Names cut with dots behind."""

from __future__ import annotations

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights


def total(query: str, listed: str, *, is_person: bool) -> float:
    return best_match(query, listed, is_person=is_person, lexicon=lexicon(), weights=Weights()).total


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Oktavian Zelmar…", "ZELMAROVITCH, Oktavian"),
        ("ZELMAROVITCH Okt...", "ZELMAROVITCH, Oktavian Ursul"),
        ("Xerxan Ze..", "ZELMAROVITCH, Xerxan"),
        ("Karim Oktavian ZEL~", "ZELMAROVITCH, Karim Oktavian"),
    ],
)
def test_persons_are_found(query, listed):
    assert total(query, listed, is_person=True) >= 0.7


@pytest.mark.parametrize(
    "query", ["GORGEOUS ZARVANEX BANK OF NO…", "Gorgeous Zarvanex Ba...", "GORGEOUS ZARVANEX BANK OF..."]
)
def test_bodies_are_found(query):
    assert total(query, "GORGEOUS ZARVANEX BANK OF NORTHERN KELPROM", is_person=False) >= 0.7


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Ali M…", "MOHAMED, Ali"),
        ("Oktavian Zar…", "ZELMAROVITCH, Oktavian"),
        ("Muhammad Al…", "ALI ZELMAROVITCH, Muhammad"),
        ("Oktavian Zelmar.", "ZELMAROVITCHEV, Oktavian Ursul Petr"),
    ],
)
def test_others_are_not(query, listed):
    assert total(query, listed, is_person=True) < 0.7
