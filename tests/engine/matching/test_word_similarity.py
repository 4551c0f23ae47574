"""Two words: letters apart, sounds, endings, variants; what is another word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.matching.lexicon import lexicon
from service.engine.matching.word_similarity import MAX_RATIO, father_of, is_patronymic, own_parts, similarity
from tests.examples import examples


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("zelmanko", "zelmanka"),
        ("zelmanko", "zelmnako"),
        ("zelmanko", "selmanco"),
        ("petrova", "petrov"),
        ("viktorovich", "viktorovitch"),
        ("vladimir", "volodymyr"),
        ("aleksandr", "alexander"),
        ("chornomornaftogaz", "chernomorneftegaz"),
        ("hohlovs", "khokhlov"),
        ("42", "42"),
    ],
)
def test_one_word(left: str, right: str) -> None:
    assert similarity(left, right, lexicon()) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("zelmanko", "qorvatin"),
        ("eastern", "western"),
        ("northern", "southern"),
        ("karim", "rahim"),
        ("abdulkarim", "abdulrahim"),
        ("meditech", "mecatech"),
        ("zelalogic", "zialogic"),
        ("il", "al"),
        ("42", "43"),
        ("42", "zelmanko"),
        ("я", "ю"),
        ("e", "i"),
        ("", "a"),
    ],
)
def test_two_words(left: str, right: str) -> None:
    assert similarity(left, right, lexicon()) is None


def test_an_ending_and_a_variant_cost_less_than_a_letter() -> None:
    letter = similarity("zelmanko", "zelmanke", lexicon())
    ending = similarity("petrova", "petrov", lexicon())
    variant = similarity("vladimir", "volodymyr", lexicon())
    assert letter is not None
    assert ending is not None
    assert variant is not None
    assert variant.edits < ending.edits < letter.edits == 1.0
    assert variant.raw == 4


WORDS = st.text("aeklmnoz", min_size=1, max_size=9)


@settings(deadline=None, max_examples=examples(100))
@given(WORDS, WORDS)
def test_similarity_has_no_direction_and_keeps_its_limits(left: str, right: str) -> None:
    there, back = similarity(left, right, lexicon()), similarity(right, left, lexicon())
    assert there == back
    if there is not None:
        assert 0 <= there.ratio <= MAX_RATIO
        assert (there.edits == 0) == (left == right)


@pytest.mark.parametrize(
    ("word", "father"),
    [
        ("viktorovich", "viktor"),
        ("viktorovitj", "viktor"),
        ("viktorovna", "viktor"),
        ("sergeevich", "serge"),
        ("wiktorowicz", "wiktor"),
        ("ovich", None),
        ("abovich", None),
        ("zelmanko", None),
    ],
)
def test_the_father_in_a_patronymic(word: str, father: str | None) -> None:
    assert father_of(word) == father
    assert is_patronymic(word) is (father is not None)


@pytest.mark.parametrize(
    ("left", "right", "parts"),
    [
        ("abdulkarim", "abdulrahim", ("karim", "rahim")),
        ("abdula", "abdulkarim", ("abdula", "abdulkarim")),
        ("nasruddin", "badruddin", ("nasrud", "badrud")),
        ("meditech", "mecatech", ("medi", "meca")),
        ("abank", "zelbank", ("abank", "zelbank")),
        ("zelholding", "qorholdings", ("zelholding", "qorholdings")),
        ("zelmanko", "zelmanka", ("zelmanko", "zelmanka")),
    ],
)
def test_parts_in_which_compounds_differ(left: str, right: str, parts: tuple[str, str]) -> None:
    assert own_parts(left, right) == parts
