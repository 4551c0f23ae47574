"""Which words are marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.web.word_difference import mark_words


@pytest.mark.parametrize(
    ("left", "right", "left_marked", "right_marked"),
    [
        ("Jan Peter Novak", "NOVÁK, Jan", ["Peter"], []),
        ("Jan Jan", "Jan", ["Jan"], []),
        ("", "Jan", [], ["Jan"]),
        ("山田 太郎", "山田 次郎", ["太郎"], ["次郎"]),
        ("A & B", "A B", ["&"], []),
        ("Иван Новак", "Jan NOVAK", [], []),
        ("Иван Novak", "Jan NOVAK", ["Иван"], ["Jan"]),
    ],
)
def test_what_differs(left, right, left_marked, right_marked):
    first, second = mark_words(left, right)
    assert [one.text for one in first if one.differs] == left_marked
    assert [one.text for one in second if one.differs] == right_marked


@given(st.text(), st.text())
def test_no_word_is_lost_and_equal_names_have_no_marks(left, right):
    first, _ = mark_words(left, right)
    assert [one.text for one in first] == left.split()
    assert not any(one.differs for one in mark_words(left, left)[0])
