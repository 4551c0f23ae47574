"""Numbers by unit and by key, against the lists they were built from."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.index.postings import Multimap, Postings, distinct, objects, ranges, run_starts, true_places
from service.engine.index.serialization import pack, unpack
from tests.examples import examples

LISTS = st.lists(st.lists(st.integers(0, 1000), max_size=5), max_size=8)


@settings(deadline=None, max_examples=examples(60))
@given(LISTS, st.data())
def test_every_unit_has_its_numbers(lists: list[list[int]], data: st.DataObject) -> None:
    postings = Postings.build(lists)
    assert len(postings) == len(lists)
    assert [postings.of(unit).tolist() for unit in range(len(lists))] == lists
    units = data.draw(st.lists(st.integers(0, len(lists) - 1), max_size=6)) if lists else []
    together = [number for unit in units for number in lists[unit]]
    assert postings.of_all(units).tolist() == together
    owners, numbers = postings.spread(np.array(units, dtype=np.intp))
    assert numbers.tolist() == together
    assert owners.tolist() == [at for at, unit in enumerate(units) for _ in lists[unit]]


@settings(deadline=None, max_examples=examples(60))
@given(st.dictionaries(st.text("abяク", max_size=3), st.lists(st.integers(0, 9), max_size=4), max_size=6))
def test_every_key_has_its_numbers_also_after_packing(numbers: dict[str, list[int]]) -> None:
    for found in (Multimap.build(numbers), unpack(Multimap, pack(Multimap.build(numbers)))):
        assert {key: found.get(key).tolist() for key in numbers} == numbers
        assert [found.unit(key) for key in numbers] == list(range(len(numbers)))


def test_a_key_that_is_not_there_has_none() -> None:
    found = Multimap.build({"a": [1]})
    assert found.unit("b") is None
    assert found.get("b").tolist() == []


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=6))
def test_ranges_one_after_the_other(pairs: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in pairs], dtype=np.int64)
    ends = np.array([start + size for start, size in pairs], dtype=np.int64)
    owners, found = ranges(starts, ends)
    assert found.tolist() == [number for start, size in pairs for number in range(start, start + size)]
    assert owners.tolist() == [at for at, (_, size) in enumerate(pairs) for _ in range(size)]


@pytest.mark.parametrize(
    ("numbers", "starts"), [([], []), ([0], [0]), ([3, 3, 3], [0]), ([0, 0, 2, 5, 5], [0, 2, 3]), ([4, 4, 1], [0, 2])]
)
def test_where_runs_begin(numbers: list[int], starts: list[int]) -> None:
    assert run_starts(np.array(numbers, dtype=np.int64)).tolist() == starts


@given(st.lists(st.integers(-5, 20)))
def test_each_number_once(numbers: list[int]) -> None:
    found = distinct(np.array(numbers, dtype=np.int32))
    assert found.tolist() == sorted(set(numbers))
    assert found.dtype == np.int32


def test_strings_are_picked_by_places() -> None:
    assert objects(["a", "bc", "ф"])[[2, 0, 2]].tolist() == ["ф", "a", "ф"]
    assert objects([]).tolist() == []


@given(st.lists(st.booleans(), max_size=20))
def test_where_a_row_of_truth_values_is_true(mask: list[bool]) -> None:
    assert true_places(np.array(mask, dtype=np.bool_)).tolist() == [at for at, true in enumerate(mask) if true]
