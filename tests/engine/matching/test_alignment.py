"""Which word meets which: the order of the steps, and that no word is used twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.matching.alignment import Alignment, acronyms, align, initial_fits, letters_apart
from service.engine.matching.lexicon import lexicon
from service.engine.matching.weights import Weights
from service.engine.normalise.names import prepare
from tests.examples import examples


def aligned(query: str, listed: str, *, is_person: bool = True) -> Alignment:
    left, right = prepare(query, is_person=is_person), prepare(listed, is_person=is_person)
    return align(left, right, lexicon(), Weights())


def met(query: str, listed: str, *, is_person: bool = True) -> list[tuple[str, str, str]]:
    """The kind of each pair with its words."""
    left, right = prepare(query, is_person=is_person), prepare(listed, is_person=is_person)
    return [
        (
            pair.meeting.value,
            " ".join(left.tokens[pair.q_first : pair.q_end]),
            " ".join(right.tokens[pair.l_first : pair.l_end]),
        )
        for pair in align(left, right, lexicon(), Weights()).pairs
    ]


@pytest.mark.parametrize(
    ("query", "listed", "pair"),
    [
        ("Zelmanko Qorvatin", "Qorvatin Zelmanko", ("equal", "zelmanko", "zelmanko")),
        ("Zelmanka Qorvatin", "Zelmanko Qorvatin", ("spelling", "zelmanka", "zelmanko")),
        ("Annamaria Testova", "Anna Maria Testova", ("join", "annamaria", "anna maria")),
        ("Anna Maria Testova", "Annamaria Testova", ("join", "anna maria", "annamaria")),
        ("Sasha Qorvatin", "Aleksandr Qorvatin", ("nickname", "sasha", "aleksandr")),
        ("Z. Qorvatin", "Zelmanko Qorvatin", ("initial", "z", "zelmanko")),
        ("Zelmanko Qorvatin", "Z. Qorvatin", ("initial", "zelmanko", "z")),
        ("Okzelman Qorvatin", "Zelmanko Qorvatin", ("anagram", "okzelman", "zelmanko")),
        ("JC Qorvatin", "Jean Claude Qorvatin", ("acronym", "jc", "jean claude")),
        ("Jean Claude Qorvatin", "JC Qorvatin", ("acronym", "jean claude", "jc")),
    ],
)
def test_persons(query: str, listed: str, pair: tuple[str, str, str]) -> None:
    assert pair in met(query, listed)


@pytest.mark.parametrize(
    ("query", "listed", "pair"),
    [
        ("Zelmanko TRDG", "Zelmanko Trading", ("abbreviation", "trdg", "trading")),
        ("Zel Manko Bank", "Zelmanko Bank", ("join", "zel manko", "zelmanko")),
        ("WHO", "World Health Organisation", ("acronym", "who", "world health organization")),
    ],
)
def test_bodies(query: str, listed: str, pair: tuple[str, str, str]) -> None:
    assert pair in met(query, listed, is_person=False)


def test_the_likeliest_spelling_is_taken_first() -> None:
    assert set(met("Petrovin Petrov", "Petrof Petrovina")) == {
        ("spelling", "petrov", "petrof"),
        ("spelling", "petrovin", "petrovina"),
    }


def test_nicknames_and_initials_are_of_persons_only_and_numbers_are_not_spelt() -> None:
    assert met("Sasha Qorvatin", "Aleksandr Qorvatin", is_person=False) == [("equal", "qorvatin", "qorvatin")]
    assert met("Zelmanko 1234", "Zelmanko 1235", is_person=False) == [("equal", "zelmanko", "zelmanko")]


def test_first_letters_alone_are_no_likeness_of_persons() -> None:
    assert met("JC", "Jean Claude") == []


def test_syllables_meet_their_equals_only() -> None:
    assert [kind for kind, _, _ in met("김정은", "김정온")] == ["equal", "equal"]
    assert aligned("김정은", "김정온").query_left == (2,)


def test_names_without_words_in_common_meet_nowhere() -> None:
    found = aligned("Zelmanko", "Qorvatin Ibrin")
    assert (found.pairs, found.query_left, found.listed_left) == ((), (0,), (0, 1))


WORDS = st.sampled_from(
    [
        "Zelmanko",
        "Zelmanka",
        "Anna",
        "Maria",
        "Annamaria",
        "Z.",
        "Sasha",
        "Aleksandr",
        "JC",
        "Jean",
        "Claude",
        "al",
        "42",
    ]
)


@settings(deadline=None, max_examples=examples(120))
@given(st.lists(WORDS, max_size=5).map(" ".join), st.lists(WORDS, max_size=5).map(" ".join), st.booleans())
def test_every_word_is_in_one_pair_or_left(query: str, listed: str, is_person: bool) -> None:
    left, right = prepare(query, is_person=is_person), prepare(listed, is_person=is_person)
    found = align(left, right, lexicon(), Weights())
    ours = [at for pair in found.pairs for at in range(pair.q_first, pair.q_end)]
    theirs = [at for pair in found.pairs for at in range(pair.l_first, pair.l_end)]
    assert sorted([*ours, *found.query_left]) == list(range(len(left.tokens)))
    assert sorted([*theirs, *found.listed_left]) == list(range(len(right.tokens)))
    assert ours == sorted(ours)


@pytest.mark.parametrize(
    ("initial", "word", "fits"),
    [
        ("z", "zelmanko", True),
        ("y", "evgeny", True),
        ("k", "zelmanko", False),
        ("и", "иван", True),
        ("и", "anna", False),
    ],
)
def test_whether_a_letter_may_stand_for_a_word(initial: str, word: str, fits: bool) -> None:
    assert initial_fits(initial, word) is fits


@pytest.mark.parametrize(
    ("text", "is_person", "expected"),
    [
        ("Jean Claude Qorvatin", True, [("jc", 0, 2), ("cq", 1, 3), ("jcq", 0, 3)]),
        ("Qorvatin", True, []),
        ("World Health Organisation", False, [("who", 0, 3)]),
        ("Zelmanko Bank", False, []),
        ("김정은", True, []),
    ],
)
def test_short_forms_by_first_letters(text: str, is_person: bool, expected: list[tuple[str, int, int]]) -> None:
    assert acronyms(prepare(text, is_person=is_person)) == expected


@pytest.mark.parametrize(
    ("left", "right", "most", "expected"),
    [
        ("abcd", "abcd", 0, 0),
        ("abcd", "abdc", 1, 1),
        ("abcd", "ab", 1, None),
        ("abcd", "abxy", 1, None),
        ("", "a", 1, 1),
    ],
)
def test_letters_apart(left: str, right: str, most: int, expected: int | None) -> None:
    assert letters_apart(left, right, most) == expected
