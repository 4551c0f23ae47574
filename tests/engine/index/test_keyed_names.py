"""Names found by the whole of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.index.keyed_names import KeyedNames
from service.engine.matching.backwards import turned_score
from service.engine.matching.by_ear import heard_score
from service.engine.matching.cut_names import cut_score
from service.engine.matching.cut_words import cut_words_score, with_given_names
from service.engine.matching.finders import Asked
from service.engine.matching.initials_of_words import initials_score, with_joined_initials
from service.engine.matching.lexicon import lexicon
from service.engine.matching.listed_names import whole_name_keys
from service.engine.matching.misread_words import KnownWords, misread_score, read_again
from service.engine.matching.other_keyboards import keyboard_score, retyped
from service.engine.matching.without_vowels import without_vowels_score
from service.engine.normalise.ordinary_names import ordinary_words

TEXTS = {
    3: "EXAMPLOVIA SHIPYARD AND TRADING COMPANY",
    8: "Zelmarson Oktavian",
    9: "Zhelmarova Medvedkina Valeria",
    12: "Oktavian Ursula Anton Velkarnen",
}
PERSONS = KeyedNames.build({at: whole_name_keys(text, is_person=True) for at, text in TEXTS.items()})


def _found(text, *, by_ear=False):
    return [*PERSONS.find(Asked(text, True, lexicon()), TEXTS.__getitem__, by_ear=by_ear)]


@pytest.mark.parametrize(
    ("text", "number", "score"),
    [
        ("EXAMPLOVIA SHIPYARD AND TRADING COM", 3, cut_score),
        ("Examplovia Shipy. and Tradi. Company", 3, cut_words_score),
        ("NOSRAMLEZ NAIVATKO", 8, turned_score),
        ("elmarson ktavian", 8, misread_score),
        ("Zelmarsan Oktqvian", 8, misread_score),
        ("Zelmarson Okta", 8, cut_words_score),
        ("Яудьфкыщт Щлефмшфт", 8, keyboard_score),
        ("Zlmrsn Oktvn", 8, without_vowels_score),
    ],
)
def test_a_name_is_known_by_its_letters(text, number, score):
    assert (number, score) in _found(text)


def test_a_name_is_known_by_two_of_its_words_that_were_joined():
    found = _found("ZHELMAROVAVALERIA Medvedkina")
    assert [number for number, _ in found] == [9]


@pytest.mark.parametrize("text", ["UAO VELKARNEN", "Velkarnen Uao"])
def test_a_name_is_known_by_initials_that_are_one_word(text):
    words = tuple(text.lower().split())
    assert (12, initials_score) in _found(text)
    assert PERSONS.may_know(text, words, lexicon(), by_ear=False)


def test_a_name_is_known_by_ear():
    assert _found("Falerya Shelmarofa Metfetkina", by_ear=True) == [(9, heard_score)]


def test_a_person_is_known_by_ear_with_a_word_beside():
    text = "Falerya Umzele Shelmarofa Metfetkina"
    assert [number for number, _ in _found(text, by_ear=True)] == [9]
    assert PERSONS.may_know(text, text.lower().split(), lexicon(), by_ear=True)


@pytest.mark.parametrize("text", ["Zelmarson Oktavian", "Brittany Ana Martinez", "", "株式会社"])
def test_other_texts_are_known_by_nothing(text):
    assert _found(text) == []


def test_names_are_found_among_the_words_of_a_text():
    assert PERSONS.of_words(["mr", "oktavian", "zelmarson", "of", "examplovia"]) == [8]
    assert PERSONS.of_words(["zelmarson"]) == PERSONS.of_words([]) == []


def _slips(word):
    """A word, less one of its letters, less its end, with a letter more, and as another keyboard gives it."""
    lost = [word[:at] + word[at + 1 :] for at in range(len(word))]
    french = word.translate(str.maketrans("aqzw", "qawz"))
    return [word, *lost, word[:3], word[:5], word + "e", word[0], french, "karl", "xyzzy", "ana", "uao"]


WRITTEN = st.sampled_from(sorted(TEXTS.values())).flatmap(
    lambda text: st.tuples(*[st.sampled_from(_slips(word)) for word in text.lower().split()])
)


@given(WRITTEN)
def test_no_way_to_read_a_name_is_left_out_that_would_find_one(words):
    text, words_of = " ".join(words).title(), PERSONS.words
    every = [
        *with_given_names(text, words_of, PERSONS.with_word, lexicon()),
        *read_again(text, KnownWords.of(words_of), lexicon(), is_person=True),
        *retyped(text, words_of, lexicon()),
        *with_joined_initials(text, words_of, PERSONS.with_word, lexicon(), is_person=True),
    ]
    expected = {number for key in every for number in PERSONS.exactly.get(key).tolist()}
    assert expected <= {number for number, _ in _found(text)}


def _with_joined_initials(words):
    """The words, or the first letters of all but one of them as one word beside that."""
    beside = st.integers(0, len(words) - 1).map(
        lambda at: (words[at], "".join(word[0] for word in (*words[:at], *words[at + 1 :])))
    )
    return st.one_of(st.just(words), beside)


@given(WRITTEN.flatmap(_with_joined_initials), st.sampled_from((str.title, str.upper)))
def test_what_is_told_of_ordinary_words_holds_for_the_name(words, case):
    text = case(" ".join(words))
    ordinary = ordinary_words(text)
    if ordinary is not None and not PERSONS.may_know(text, ordinary, lexicon(), by_ear=True):
        assert _found(text, by_ear=True) == []
