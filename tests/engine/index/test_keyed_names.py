"""Names found by the whole of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.index.keyed_names import KeyedNames
from service.engine.matching.backwards import turned_score
from service.engine.matching.by_ear import heard_score
from service.engine.matching.cut_names import cut_score
from service.engine.matching.cut_words import cut_words_score
from service.engine.matching.finders import Asked, Texts
from service.engine.matching.initials_of_words import initials_score
from service.engine.matching.lexicon import lexicon
from service.engine.matching.listed_names import whole_name_keys
from service.engine.matching.misread_words import misread_score
from service.engine.matching.other_keyboards import keyboard_score
from service.engine.matching.without_vowels import without_vowels_score

TEXTS = {
    3: "EXAMPLOVIA SHIPYARD AND TRADING COMPANY",
    8: "Zelmarson Oktavian",
    9: "Zhelmarova Medvedkina Valeria",
    12: "Oktavian Ursula Anton Velkarnen",
}
PERSONS = KeyedNames.build({at: whole_name_keys(text, is_person=True) for at, text in TEXTS.items()})


def _found(text, *, by_ear=False):
    asked = Asked(text, True, lexicon())
    return [*PERSONS.find(asked, TEXTS.__getitem__, PERSONS.likely(asked, by_ear=by_ear))]


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
    assert (12, initials_score) in _found(text)


def test_a_name_is_known_by_ear():
    assert _found("Falerya Shelmarofa Metfetkina", by_ear=True) == [(9, heard_score)]


def test_a_person_is_known_by_ear_with_a_word_beside():
    text = "Falerya Umzele Shelmarofa Metfetkina"
    assert [number for number, _ in _found(text, by_ear=True)] == [9]


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


def _with_joined_initials(words):
    """The words, or the first letters of all but one of them as one word beside that."""
    beside = st.integers(0, len(words) - 1).map(
        lambda at: (words[at], "".join(word[0] for word in (*words[:at], *words[at + 1 :])))
    )
    return st.one_of(st.just(words), beside)


def _in_another_alphabet(text):
    """As a keyboard in Russian layout gives it."""
    return text.lower().translate(str.maketrans("aeiklmnorstvz", "фушлдьтщкыемя"))


FORMS = (str.title, str.upper, lambda text: text.title() + "-Xu", lambda text: f"É. {text}", _in_another_alphabet)


@given(
    WRITTEN.flatmap(_with_joined_initials),
    st.sampled_from([" ", ". ", "  ", ", ", " de "]),
    st.sampled_from(FORMS),
    st.booleans(),
)
def test_no_finder_that_would_find_a_name_is_left_out(words, between, form, is_person):
    asked = Asked(form(between.join(words)), is_person, lexicon())
    every = {(number, score) for number, score in PERSONS.find(asked, TEXTS.__getitem__, -1)}
    likely = {
        (number, score) for number, score in PERSONS.find(asked, TEXTS.__getitem__, PERSONS.likely(asked, by_ear=True))
    }
    if asked.kind is Texts.ORDINARY_PERSON:  # known words that are cut are looked for beside strange ones only
        every = {(number, score) for number, score in every if score is not cut_words_score} | likely
    assert {(number, _plain(score)) for number, score in every} == {(number, _plain(score)) for number, score in likely}


def _plain(score):
    """What a score is made by, without what it is bound to."""
    return getattr(getattr(score, "func", score), "__qualname__", score)


@given(WRITTEN)
def test_nothing_is_found_by_ear_where_that_is_not_asked(words):
    assert heard_score not in {score for _, score in _found(" ".join(words).title())}


@pytest.mark.parametrize(
    ("text", "number"),
    [("Jelmareuson Okeutabian", 8), ("Zerumaruson Okutabian", 8), ("Okeutabian Ureusula Anton Belkareunen", 12)],
)
def test_a_name_is_known_by_its_sounds_before_vowels_were_put_in(text, number):
    assert (number, heard_score) in _found(text, by_ear=True)


@pytest.mark.parametrize("text", ["Zelmarsonas Oktavianas", "ZELMRRSON OKTRVIRN"])
def test_a_name_is_known_by_endings_and_by_letters_misread_throughout(text):
    assert 8 in [number for number, _ in _found(text)]
