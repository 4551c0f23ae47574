"""Long series in pieces."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.common.chunks import chunks
from tests.examples import examples


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(st.integers(), max_size=30), st.integers(1, 8))
def test_pieces_put_together_are_the_whole_and_all_but_the_last_are_full(values: list[int], size: int) -> None:
    pieces = list(chunks(values, size))
    assert [value for piece in pieces for value in piece] == values
    assert all(len(piece) == size for piece in pieces[:-1])
    assert all(pieces)


def test_values_are_taken_as_the_pieces_are() -> None:
    pieces = chunks(count(), 3)
    assert [next(pieces), next(pieces)] == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.parametrize("size", [0, -1])
def test_pieces_of_nothing_would_lose_every_value(size: int) -> None:
    with pytest.raises(ValueError, match="at least 1, got"):
        next(chunks([1], size))
