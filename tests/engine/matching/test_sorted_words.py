"""Words that stand in order."""

from service.engine.matching.sorted_words import continued_in_latin, is_among

WORDS = ["qorva", "qorvat", "qorvatin", "qorvaтин", "zelman"]


def test_a_word_among_others() -> None:
    assert is_among("qorvat", WORDS)
    assert not is_among("qorv", WORDS)
    assert not is_among("zz", WORDS)


def test_words_that_begin_so_and_go_on_in_latin_letters() -> None:
    assert continued_in_latin("qorva", WORDS) == ["qorva", "qorvat", "qorvatin"]
    assert continued_in_latin("x", WORDS) == []
