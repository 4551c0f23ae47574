"""Words that are one letter from a given one."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from service.engine.matching.one_letter_apart import OneLetterApart

words = st.text("abcé", max_size=6)


FILLERS = [f"{at:08}" for at in range(100)]


@pytest.mark.parametrize("others", [[], FILLERS], ids=["few", "many"])
@given(st.lists(words, unique=True, max_size=30), words)
def test_all_words_one_letter_apart_are_found_and_no_others(others, known, word):
    found = OneLetterApart([*known, *others]).of(word)
    assert sorted(found) == sorted(one for one in known if OSA.distance(one, word) == 1)


def test_many_words_are_told_apart():
    source = Random(1)
    known = sorted({"".join(source.choices("aeioubdgklmnrstv", k=source.randint(3, 12))) for _ in range(3000)})
    apart = OneLetterApart(known)
    for word in source.sample(known, 100):
        assert set(apart.of(word[:1] + word[2:])) >= {word}
        assert apart.of(word) == apart.of(word)


def test_none_of_no_words():
    assert OneLetterApart([]).of("zarvanex") == ()
