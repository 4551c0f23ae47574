"""Words cut with a full stop are completed to listed ones."""

import pytest

from service.engine.matching.cut_words import completed, with_given_names
from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights

WORDS = sorted(["examplovia", "exampla", "trading", "trad", "zarvanex", "shipping", "ltd"])


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Examplo. Trading Ltd.", ["examplovia ltd trading"]),
        ("EXAMPL. TRADI.", ["examplovia trading"]),
        ("Zarva. Trad.", ["trad zarvanex", "trading zarvanex"]),
        ("Zarvanex Ship.", ["shipping zarvanex"]),
        ("Zarva. Shipp. Exam. Ltd.", ["examplovia ltd shipping zarvanex", "exampla ltd shipping zarvanex"]),
    ],
)
def test_words_are_completed(text, keys):
    assert sorted(completed(text, WORDS, lexicon(), is_person=True)) == sorted(keys)


@pytest.mark.parametrize(
    "text",
    [
        "Examplovia Trading",
        "Examplovia Trading.",
        "Examplovia Ltd.",
        "Qorva. Trading",
        "Zarv.",
        "Zar. Shipping",
        "Prof. Zarvanex",
    ],
)
def test_whole_words_and_too_little_are_left_alone(text):
    assert list(completed(text, WORDS, lexicon(), is_person=True)) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ZAR. EXAMPLA", ["exampla zarvanex"]),
        ("EXA. 8301", ["8301 exampla", "8301 examplovia"]),
        ("Zar. Ltd", []),
        ("EXAMPLA ZAR.", []),
    ],
)
def test_three_letters_are_enough_in_a_body_before_another_word(text, keys):
    assert list(completed(text, WORDS, lexicon(), is_person=False)) == keys
    assert list(completed(text, WORDS, lexicon(), is_person=True)) == []


def test_a_body_of_which_every_word_is_cut_is_completed():
    assert list(completed("ZARV. LTD", WORDS, lexicon(), is_person=False)) == ["ltd zarvanex"]
    assert list(completed("AL-ZAR. Shipping", [*WORDS], lexicon(), is_person=False)) == ["al shipping zarvanex"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ZARVA EXAMPL LTD", ["examplovia ltd zarvanex"]),
        ("Zarvanex Exampl", ["examplovia zarvanex"]),
        ("EXAMPL LTD", ["examplovia ltd"]),
        ("EXAM LTD", []),
        ("Exampl", []),
        ("Zarva Quorvella", []),
        ("Zar Exa", []),
    ],
)
def test_bodies_of_which_words_are_cut_without_a_stop_are_completed(text, keys):
    assert list(completed(text, WORDS, lexicon(), is_person=False)) == keys
    assert list(completed(text, WORDS, lexicon(), is_person=True)) == []


NAMES = (
    "al bin karim oktavian zelmarson",
    "oktavian zelmarson",
    "al oktavian quorvella valeria",
    "aleksandra zelmarson",
    "mariazelna zelmarson",
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Okt Zelmarson", ["oktavian zelmarson"]),
        ("OKTAV. ZELMARSON", ["oktavian zelmarson"]),
        ("Val Okt al-Quorvella", ["al oktavian quorvella valeria"]),
        ("Zelmarson, Okta", ["oktavian zelmarson"]),
        ("Val. Okt. al-Quorvella", ["al oktavian quorvella valeria"]),
        ("Alek. Zelmarson", ["aleksandra zelmarson"]),
        ("Maria. Zelmarson", ["mariazelna zelmarson"]),
        ("Maria Zelmarson", []),
        ("Karim B. A. ZELMARSON", ["al bin karim oktavian zelmarson"]),
        ("Karim B. Zelmarson", ["al bin karim oktavian zelmarson"]),
        ("Karim A. O. Zelmarson", ["al bin karim oktavian zelmarson"]),
        ("Karim T. Zelmarson", []),
        ("K. B. O. al-Zelmarson", ["al bin karim oktavian zelmarson"]),
        ("O. Zelmarson", []),
        ("Oktavia Zelmarson", []),
        ("Oktavian Zelmarson", []),
        ("Okt Zel", []),
        ("Ok Zelmarson", []),
        ("Okt Maria Zelmarson", []),
        ("Dr. Zelmarson", []),
        ("株式会社", []),
    ],
)
def test_given_names_are_completed(text, keys):
    known = frozenset(word for name in NAMES for word in name.split())
    assert list(with_given_names(text, known, lambda word: (one for one in NAMES if word in one), lexicon())) == keys


def test_a_text_that_could_be_anything_is_left_alone():
    words = sorted(f"{start}{number:03}" for start in ("testa", "probe", "sampl") for number in range(20))
    assert list(completed("Testa. Probe. Sampl.", words, lexicon(), is_person=False)) == []


@pytest.mark.parametrize(("query", "score"), [("ZARVA. Shipp. LTD", 0.85), ("Zorve. Shipp. Ltd", 0.0)])
def test_a_pair_is_scored(query, score):
    match = best_match(query, "Zarvanex Shipping Ltd", is_person=False, lexicon=lexicon(), weights=Weights())
    assert match.total == pytest.approx(score) if score else match.total < 0.7


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Ship. Zarvanex", ["shipping zarvanex"]),
        ("Al-Zar. Brigades", ["al brigades zarkan"]),
        ("Zarvan Ltda.", ["ltda zarvanex"]),
        ("Zarvanex Ship.", []),
        ("Zarv Ltda.", []),
    ],
)
def test_a_full_stop_within_a_name_ends_a_cut_word_and_one_behind_a_legal_form_none(text, keys):
    words = ["al", "brigades", "ltda", "ship", "shipping", "zar", "zarkan", "zarvanex"]
    listed = {"shipping zarvanex", "al brigades zarkan", "ltda zarvanex"}
    assert [key for key in completed(text, words, lexicon(), is_person=False) if key in listed] == keys
