"""How much it tells that a word agrees."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.matching.phonetic.rarity import (
    LEAST_WEIGHT,
    SKELETON_CLASSES,
    Rarity,
    class_counts,
    rarity,
    skeleton,
    weight_of,
)
from service.engine.normalise.transcription.rules import CODES
from tests.examples import examples


@pytest.mark.parametrize(("reading", "classes"), [("zelmanko", "SLMNK"), ("aeiou", ""), ("badag", "PTK"), ("", "")])
def test_the_consonants_of_a_reading_by_class(reading: str, classes: str) -> None:
    assert skeleton(reading) == classes


@settings(deadline=None, max_examples=examples(60))
@given(st.text(alphabet=CODES, max_size=30))
def test_classes_are_counted(reading: str) -> None:
    assert set(skeleton(reading)) <= set(SKELETON_CLASSES)
    assert list(class_counts(reading)) == [skeleton(reading).count(letter) for letter in SKELETON_CLASSES]


def test_very_many_consonants_are_no_fault() -> None:
    assert class_counts("b" * 300)[0] == 255


def test_the_rarer_the_more_between_two_bounds() -> None:
    counts = Rarity(1000, {"L": 999, "SL": 9})
    assert counts.weight("ali") == LEAST_WEIGHT
    assert counts.weight("ali") < counts.weight("zela") < counts.weight("bada") == 1.0


def test_the_counts_that_come_with_the_program() -> None:
    assert weight_of("ali") < weight_of("zelmanko") <= 1.0
    assert rarity().names > max(rarity().counts.values())
