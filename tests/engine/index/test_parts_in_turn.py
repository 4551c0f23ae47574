"""Arrays in parts."""

import numpy as np

from service.engine.index.parts_in_turn import in_parts, slices


def test_parts_are_all_of_an_array_in_order():
    assert [part.tolist() for part in in_parts(np.arange(5), 2)] == [[0, 1], [2, 3], [4]]
    assert [*slices(4, 2)] == [slice(0, 2), slice(2, 4)]


def test_of_nothing_there_is_one_part():
    assert [part.tolist() for part in in_parts(np.arange(0))] == [[]]
    assert [part.start for part in slices(0)] == [0]
