"""Korean given names of two syllables that are written as one word."""

from __future__ import annotations

import pytest

from service.engine.normalise.korean_given_names import is_korean, syllables_apart


@pytest.mark.parametrize(
    ("plain", "apart"),
    [
        ("choi youngchul", "choi young chul"),
        ("youngchul choi", "young chul choi"),
        ("rhee syngman", "rhee syng man"),
        ("choi young chul", None),
        ("smith youngchul", None),
        ("lee robert", None),
        ("kim min", None),
        ("", None),
    ],
)
def test_the_syllables_of_a_given_name(plain: str, apart: str | None) -> None:
    assert syllables_apart(plain) == apart


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("kim seung hyeon", True), ("park geunhye", True), ("pak zelmarson", False), ("oktavian geunhye", False)],
)
def test_names_of_koreans(name, is_one):
    assert is_korean(name.split()) is is_one
