"""Words that have lost one letter wherever it stands."""

import pytest

from service.engine.matching.letters_lost_throughout import LettersLostThroughout

WORDS = LettersLostThroughout(["habibullah", "oktavian", "ottoman", "zelmarson"])


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("hbibullh", ("habibullah",)),
        ("habibuah", ("habibullah",)),
        ("hiullh", ()),
        ("oktvin", ("oktavian",)),
        ("ottman", ()),
        ("ooman", ("ottoman",)),
        ("ttman", ("ottoman",)),
        ("zelmarson", ()),
        ("", ()),
    ],
)
def test_words_are_found_by_what_is_left(rest, words):
    assert WORDS.of(rest) == words
    assert WORDS.of(rest) == words
