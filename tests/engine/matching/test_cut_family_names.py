"""Names of which the last word was cut without a full stop."""

import pytest

from service.engine.matching.cut_family_names import family_name_completed, may_be_begun
from service.engine.matching.lexicon import lexicon

KNOWN = sorted(("karim", "zelmarson", "zelmarsonova", "oktavian", "velkarnen", "velka", "al"))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Karim ZELMAR", ["karim zelmarson", "karim zelmarsonova"]),
        ("Karim Oktavian Velkar", ["karim oktavian velkarnen"]),
        ("VELKARN, Karim", ["karim velkarnen"]),
        ("Karim Velka", []),  # a listed word of its own
        ("Karim Zelmarso", ["karim zelmarsonova"]),  # one letter left out is a slip
        ("Karim Zelm", []),
        ("Zelmar", []),
        ("K. Zelmar", []),
        ("Bartholomew Zelmar", []),
        ("Oktav Zelmar", []),
        ("Karim Zelmar Al", []),
        ("", []),
    ],
)
def test_the_last_word_is_completed(text, keys):
    assert [*family_name_completed(text, KNOWN, lexicon())] == keys


def test_a_word_that_begins_nothing_is_told_at_once():
    assert may_be_begun("zelmar", KNOWN)
    assert not may_be_begun("zelm", KNOWN)
    assert not may_be_begun("wexcombe", KNOWN)
