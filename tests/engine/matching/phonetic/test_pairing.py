"""Which word of one name met which of the other: without overlap, joined words, given names, both ways."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.matching.phonetic.name import SoundName, prepare_sound
from service.engine.matching.phonetic.pairing import (
    JOIN_FLOOR,
    PAIR_FLOOR,
    SAME_GIVEN_NAME,
    Pair,
    is_turned,
    pair_names,
    source_costs,
    turned,
)
from tests.examples import examples


def name(text: str) -> SoundName:
    return prepare_sound(text, is_person=True)


def pairs(query: str, listed: str) -> tuple[Pair, ...]:
    return pair_names([(name(query), [name(listed)])])[0][0]


def spans(found: tuple[Pair, ...]) -> set[tuple[int, int, int, int]]:
    return {(one.query.start, one.query.stop, one.listed.start, one.listed.stop) for one in found}


def test_words_meet_in_any_order() -> None:
    found = pairs("Виктор Зелманко", "Zelmanko Viktor Ibrin")
    assert spans(found) == {(0, 1, 1, 2), (1, 2, 0, 1)}
    assert all(one.similarity > 0.9 and one.nats > 5 for one in found)


def test_words_written_as_one_meet_two() -> None:
    assert (0, 2, 0, 1) in spans(pairs("Анна Мария Тестова", "Annamaria Testova"))
    assert (0, 1, 0, 2) in spans(pairs("Аннамария Тестова", "Anna Maria Testova"))


def test_forms_of_one_given_name_meet_however_they_sound() -> None:
    (pair,) = pairs("Владимир", "Volodymyr")
    assert pair.similarity >= SAME_GIVEN_NAME


def test_words_that_sound_apart_do_not_meet() -> None:
    assert pairs("Зелманко", "Qorvatin") == ()
    assert pairs("", "Zelmanko") == ()


@pytest.mark.parametrize(
    ("query", "listed", "is_source", "costs"),
    [
        ("Анна", "Anna", False, "Cyrl"),
        ("Anna", "Анна", True, "Cyrl"),
        ("علي", "Али", False, "Arab"),
        ("Али", "علي", True, "Arab"),
        ("Анна", "Анна", False, "Cyrl"),
    ],
)
def test_the_name_whose_script_says_less_is_the_source(query: str, listed: str, is_source: bool, costs: str) -> None:
    assert is_turned(name(query), name(listed)) is is_source
    assert source_costs(name(query), name(listed)) == costs


NAMES = st.lists(
    st.sampled_from(["Анна", "Мария", "Зелманко", "Anna", "Maria", "Zelmanko", "علي", "キム", "김", "Viktor"]),
    max_size=4,
).map(" ".join)


@settings(deadline=None, max_examples=examples(40))
@given(NAMES, st.lists(NAMES, max_size=3))
def test_no_word_is_in_two_pairs_and_all_together_are_as_alone(query: str, listed: list[str]) -> None:
    (found,) = pair_names([(name(query), [name(text) for text in listed])])
    for text, some in zip(listed, found, strict=True):
        ours = [at for one in some for at in range(one.query.start, one.query.stop)]
        theirs = [at for one in some for at in range(one.listed.start, one.listed.stop)]
        assert len(ours) == len(set(ours))
        assert len(theirs) == len(set(theirs))
        assert spans(some) == spans(pairs(query, text))
        for one in some:
            assert (PAIR_FLOOR if one.query.words == one.listed.words else JOIN_FLOOR) <= one.similarity <= 1


def test_sides_are_exchanged() -> None:
    found = pairs("Анна Тестова", "Testova Anna")
    assert spans(turned(found)) == {(c, d, a, b) for a, b, c, d in spans(found)}
    assert turned(turned(found)) == found
