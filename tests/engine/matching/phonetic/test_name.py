"""A name prepared for comparing by sound: words, joined neighbours, and the name as a list had romanised it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.matching.phonetic.name import (
    JAPANESE_BODY,
    MAX_JOINED,
    MAX_READINGS,
    as_listed,
    prepare_sound,
    spoken_forms,
)
from tests.examples import examples


def test_every_word_then_every_two_then_all_together() -> None:
    name = prepare_sound("Anna Maria Testova", is_person=True)
    assert [(unit.start, unit.stop) for unit in name.units] == [(0, 1), (1, 2), (2, 3), (0, 2), (1, 3), (0, 3)]
    assert [unit.readings[0] for unit in name.units[3:]] == ["anamaria", "mariatestova", "anamariatestova"]
    assert [unit.words for unit in name.units] == [1, 1, 1, 2, 2, 3]


def test_a_sound_that_ends_one_word_and_begins_the_next_is_heard_once() -> None:
    assert prepare_sound("Anna Alina", is_person=True).units[2].readings[0] == "analina"


@pytest.mark.parametrize(
    ("text", "is_person", "script", "costs"),
    [
        ("Anna Testova", True, "Latn", "Latn"),
        ("Анна Тестова", True, "Cyrl", "Cyrl"),
        ("克里彭·约翰", True, "Hani", "Hani.foreign"),
        ("株式会社平田商事", False, "Jpan", JAPANESE_BODY),
    ],
)
def test_script_and_costs(text: str, is_person: bool, script: str, costs: str) -> None:
    name = prepare_sound(text, is_person=is_person)
    assert name.costs == costs
    assert name.script == script or is_person is False


def test_a_body_in_han_is_spoken_in_chinese_and_in_japanese() -> None:
    assert [name.costs for name in spoken_forms("泉不動産", is_person=False)] == ["Hani", JAPANESE_BODY]
    assert len(spoken_forms("上海泉物业公司", is_person=False)) == len(spoken_forms("Izumi", is_person=False)) == 1


def test_nothing_has_no_words() -> None:
    assert prepare_sound("", is_person=True).units == ()


def test_only_persons_have_given_names() -> None:
    assert prepare_sound("Виктор Тестов", is_person=True).units[0].given >= 0
    assert prepare_sound("Виктор Тестов", is_person=False).units[0].given == -1


def test_a_name_in_another_script_as_a_list_had_romanised_it() -> None:
    name = prepare_sound("ヴィクトル・キム", is_person=True)
    listed = as_listed(name)
    assert (listed.script, listed.costs, len(listed.units)) == ("Latn", "Latn", len(name.units))
    assert listed.units[0].readings[0] == "viktr"
    latin = prepare_sound("Viktor", is_person=True)
    assert as_listed(latin) is latin


@settings(deadline=None, max_examples=examples(50))
@given(st.text(alphabet="Anna Виктор キム 김정은 علي 习·", max_size=25), st.booleans())
def test_units_lie_in_the_name_and_have_few_readings(text: str, is_person: bool) -> None:
    name = prepare_sound(text, is_person=is_person)
    for unit in name.units:
        assert 0 <= unit.start < unit.stop <= len(name.words)
        assert unit.readings
        assert unit.words == 1 or len(unit.readings) <= MAX_READINGS
        assert unit.words <= max(2, MAX_JOINED)
