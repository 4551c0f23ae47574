"""Names written without their vowels."""

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights
from service.engine.matching.without_vowels import NamesByConsonants, without_vowels

KEYS = (
    "oktavian zelmarson",
    "abd al hassan muhammad zelmarov",
    "examplovia llc shipping trading",
    "qorvellane",
    "jong kim un",
    "company examplovia international limited manufacturing",
)
WORDS = frozenset(word for key in KEYS for word in key.split())


def keys(text):
    return {*without_vowels(text, WORDS, lambda: NamesByConsonants.of(KEYS), lexicon())}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ktvn Zlmrsn", "oktavian zelmarson"),
        ("ZLMRSN, OKTVN", "oktavian zelmarson"),
        ("Oktavian Zlmrsn", "oktavian zelmarson"),
        ("Oktvn Zelmrsn", "oktavian zelmarson"),
        ("Mhmmd bd l-Hssn Zlmrv", "abd al hassan muhammad zelmarov"),
        ("xmplv Shppng Trdng LLC", "examplovia llc shipping trading"),
        ("xmplv Shppng Trdng", "examplovia llc shipping trading"),
        ("Exmplv Shpg Trdg", "examplovia llc shipping trading"),
        ("Exmplv Intl Mfg Co Ltd", "company examplovia international limited manufacturing"),
        ("Qrvlln", "qorvellane"),
        ("Km Jng n", "jong kim un"),
    ],
)
def test_the_consonants_of_a_name_are_read(text, key):
    assert key in keys(text)


@pytest.mark.parametrize(
    "text",
    ["Oktavian Zelmarson", "Anna Ernst", "Zlmrsn", "Hnry Zlmrsn Oktvn", "Zlmrsn Oktvq", "Oktavia Zelmarsen", "Qrv", ""],
)
def test_other_texts_are_left_alone(text):
    assert keys(text) == set()


def test_a_name_without_vowels_is_for_review():
    match = best_match("Oktvn Zlmrsn", "Oktavian Zelmarson", is_person=True, lexicon=lexicon(), weights=Weights())
    assert 0.7 < match.total < 0.85
