"""A number one behind a name."""

import pytest

from service.engine.normalise.disguise import readings
from service.engine.normalise.number_one import ends_in_one, with_one_otherwise


@pytest.mark.parametrize(
    ("text", "other"), [("ZELMAR ONE", "ZELMAR 1"), ("ZELMAR I", "ZELMAR ONE"), ("Zelmar 1", "Zelmar ONE")]
)
def test_a_ship_is_asked_with_its_number_in_the_other_way(text: str, other: str) -> None:
    assert ends_in_one(text)
    assert with_one_otherwise(text) == other
    assert other in {reading.text for reading in readings(text, is_person=False)}
    assert other not in {reading.text for reading in readings(text, is_person=True)}


@pytest.mark.parametrize("text", ["ONE", "I", "ZELMAR", "ZELMAR TWO", "Zelmarone", ""])
def test_other_names_have_no_such_number(text: str) -> None:
    assert with_one_otherwise(text) is None
    assert not ends_in_one(text)
