"""Listed words that may stand for an asked one: all the scorer would take, found without comparing every pair."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.index.serialization import pack, unpack
from service.engine.index.vocabulary import Keyed, Vocabulary
from service.engine.matching.lexicon import lexicon
from service.engine.matching.word_similarity import similarity
from tests.examples import examples

WORDS = [
    "aleksandr", "alexander", "sasha", "oleksandr", "viktor", "viktorovich", "vladimir", "volodymyr", "petrov",
    "petrova",
    "chornomornaftogaz", "chernomorneftegaz", "trading", "trdg", "zelmanko", "il", "ali", "42", "i", "мария", "테스트",
]  # fmt: skip
VOCABULARY = Vocabulary.build(WORDS, lexicon())


def meant(word: str) -> set[str]:
    return {WORDS[number] for number in VOCABULARY.resolve([word])[0]}


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("zelmanko", "zelmanko"),
        ("zelmanka", "zelmanko"),
        ("zlemanko", "zelmanko"),
        ("okzelman", None),
        ("alexandre", "alexander"),
        ("sasha", "aleksandr"),
        ("petroff", "petrov"),
        ("petrova", "petrov"),
        ("volodymyr", "vladimir"),
        ("viktorovitch", "viktorovich"),
        ("chernomornaftogaz", "chornomornaftogaz"),
        ("trading", "trdg"),
        ("trdg", "trading"),
        ("nokzelma", "zelmanko"),
        ("42", "42"),
    ],
)
def test_what_may_stand_for_a_word(asked: str, listed: str | None) -> None:
    assert listed is None or listed in meant(asked)


@pytest.mark.parametrize(("asked", "not_meant"), [("43", "42"), ("il", "ali"), ("i", "il"), ("hassan", "zelmanko")])
def test_what_may_not(asked: str, not_meant: str) -> None:
    assert not_meant not in meant(asked)


LETTERS = st.sampled_from("aeiovkrsnmy")


@st.composite
def near_words(draw: st.DrawFn) -> str:
    word = draw(st.sampled_from(WORDS))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(word)))
        kept = word[at + 1 :] if draw(st.booleans()) else word[at:]
        word = word[:at] + draw(LETTERS) + kept
    return word


@settings(deadline=None, max_examples=examples(150))
@given(near_words())
def test_no_word_that_the_scorer_takes_for_it_is_lost(word: str) -> None:
    alike = {listed for listed in WORDS if similarity(word, listed, lexicon()) is not None}
    assert alike <= meant(word)


def test_words_asked_together_mean_what_they_mean_alone() -> None:
    asked = ["sasha", "petrov", "sasha", "", "42", "qqqq"]
    assert VOCABULARY.resolve(asked) == [VOCABULARY.resolve([word])[0] for word in asked]
    assert VOCABULARY.resolve([]) == []


def test_a_vocabulary_survives_packing() -> None:
    again = unpack(Vocabulary, pack(VOCABULARY), lexicon=lexicon())
    assert again.resolve(WORDS) == VOCABULARY.resolve(WORDS)
    assert [again.number(word) for word in (*WORDS, "nobody")] == [*range(len(WORDS)), None]


def test_words_by_what_they_share() -> None:
    keyed = Keyed.build([("a", "b"), (), ("b",)])
    found = {keyed.keys.strings[at]: keyed.words.of(int(unit)).tolist() for at, unit in enumerate(keyed.keys.order)}
    assert found == {"a": [0], "b": [0, 2]}
