"""Common words of bodies' names, written short."""

import pytest

from service.engine.normalise.abbreviations import is_short_for, short_for


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("trdg", "trading"),
        ("dev", "development"),
        ("devt", "development"),
        ("engrg", "engineering"),
        ("transp", "transport"),
        ("exch", "exchange"),
        ("exchg", "exchange"),
        ("indl", "industrial"),
        ("min", "ministry"),
        ("natl", "national"),
        ("cnstr", "construction"),
        ("insur", "insurance"),
        ("prodn", "production"),
    ],
)
def test_what_forms_and_ledgers_shorten(short: str, long: str) -> None:
    assert is_short_for(short, long)
    assert not is_short_for(long, short)


@pytest.mark.parametrize("word", ["patel", "emma", "trading", "tr", "devon", "minsk", "натл", "a1b"])
def test_other_words_are_short_for_nothing(word: str) -> None:
    assert not short_for(word)


def test_a_word_that_names_a_body_is_not_shortened() -> None:
    assert not is_short_for("zrvn", "zarvanex")
