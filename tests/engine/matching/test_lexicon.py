"""What is known about words: rarity, variants, given names, nicknames, fathers, stems."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.matching.lexicon import lexicon, stem
from tests.examples import examples

LEXICON = lexicon()


def test_common_words_tell_less_than_rare_ones_and_unknown_ones_most() -> None:
    assert LEXICON.rarity("muhammad") < LEXICON.rarity("vladimir") < LEXICON.rarity("zelmanko")
    assert (
        LEXICON.rarity("zelmanko")
        == LEXICON.rarity("qorvatin")
        == max(*LEXICON.rarities.values(), LEXICON.rarity("x9x"))
    )


def test_a_rare_spelling_of_a_common_name_is_as_common_as_the_name() -> None:
    assert LEXICON.rarity("mohamet") == LEXICON.rarity("muhammad")


def test_known_words() -> None:
    assert LEXICON.is_known("ali")
    assert not LEXICON.is_known("zelmanko")


@pytest.mark.parametrize(
    ("left", "right", "variants", "nicknames"),
    [
        ("tariq", "tarek", True, False),
        ("vladimir", "volodymyr", True, True),
        ("aleksandr", "sasha", False, True),
        ("oleksandr", "sasha", False, True),
        ("yevgeniy", "zhenya", False, True),
        ("josef", "sepp", False, True),
        ("william", "bill", False, True),
        ("aleksandr", "vladimir", False, False),
        ("zelmanko", "qorvatin", False, False),
    ],
)
def test_spellings_and_short_forms_in_both_directions(left: str, right: str, variants: bool, nicknames: bool) -> None:
    assert LEXICON.are_variants(left, right) is LEXICON.are_variants(right, left) is variants
    assert LEXICON.are_nicknames(left, right) is LEXICON.are_nicknames(right, left) is nicknames


def test_a_word_may_sound_like_a_given_name_unless_it_is_short() -> None:
    assert LEXICON.given_classes("aleksandr") & LEXICON.given_classes("alexandr")
    assert LEXICON.given_classes("aly") == LEXICON.tables.same_given.get("aly", frozenset())
    assert LEXICON.given_classes("zelmanko") == frozenset()


@pytest.mark.parametrize("word", ["viktoras", "olegs", "igoris", "sergejus"])
def test_a_given_name_may_have_a_baltic_ending(word: str) -> None:
    assert LEXICON.given_classes(word)
    assert LEXICON.given_classes("zel" + word) == frozenset()


def test_spellings_of_a_father_are_one() -> None:
    assert LEXICON.father_keys("vladimir") & LEXICON.father_keys("uladzimir")
    assert not LEXICON.father_keys("viktor") & LEXICON.father_keys("vladimir")


WORDS = st.sampled_from(
    [*sorted(LEXICON.tables.same_given)[::40], *sorted(LEXICON.tables.short_given)[::20], "zelmanko"]
)


@settings(deadline=None, max_examples=examples(80))
@given(WORDS, WORDS)
def test_words_that_are_related_share_a_key_of_the_tables(left: str, right: str) -> None:
    common = set(LEXICON.table_keys(left)) & set(LEXICON.table_keys(right))
    related = LEXICON.are_nicknames(left, right) or bool(LEXICON.given_classes(left) & LEXICON.given_classes(right))
    assert bool(common) == related


@pytest.mark.parametrize(
    ("word", "expected"),
    [("petrova", "petrov"), ("lavrovs", "lavrov"), ("ova", "ova"), ("zelmanko", "zelmanko"), ("", "")],
)
def test_a_word_without_its_ending(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize(
    ("left", "right"), [("chol", "chul"), ("un", "eun"), ("hui", "hee"), ("guk", "kook"), ("su", "soo")]
)
def test_spellings_of_one_korean_syllable_are_variants(left: str, right: str) -> None:
    assert lexicon().are_variants(left, right)


@pytest.mark.parametrize(
    ("left", "right"), [("ho", "hee"), ("su", "so"), ("nam", "un"), ("seon", "soon"), ("min", "mi")]
)
def test_other_korean_syllables_are_not(left: str, right: str) -> None:
    assert not lexicon().are_variants(left, right)


@pytest.mark.parametrize(
    ("name", "pet"),
    [("oleg", "olezhka"), ("sergei", "seryoga"), ("muhammad", "hamoudi"), ("vicente", "chente"), ("slobodan", "sloba")],
)
def test_pet_forms_are_nicknames(name, pet):
    assert lexicon().are_nicknames(name, pet)
