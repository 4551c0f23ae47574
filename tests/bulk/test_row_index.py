"""Rows of a job are found by their keys, whatever chunk they were in."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from service.bulk.row_index import _HEADER, RowIndex, join_indexes, keys_of_query, write_part
from service.records.search import Query
from service.records.search_keys import SearchKeys
from tests.examples import examples

EDGES = [-(2**63), -1, 0, 1, 2**63 - 2, 2**63 - 1]
KEYS = st.sampled_from(EDGES)
CHUNKS = st.lists(st.lists(st.frozensets(KEYS, max_size=4), min_size=1, max_size=5), max_size=4)
WANTED = st.lists(st.lists(KEYS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)


def part_of(rows, first):
    """A part of the index as the module describes it, written plainly."""
    pairs = sorted((key, place) for place, keys in enumerate(rows) for key in keys)
    header = np.array([len(pairs), first, len(rows)], "<i8")
    places = np.array([place for _, place in pairs] + [0] * (len(pairs) % 2), "<i4")
    assert len(header) == _HEADER
    return header.tobytes() + np.array([key for key, _ in pairs], "<i8").tobytes() + places.tobytes()


@settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chunks=CHUNKS, wanted=WANTED, start=st.integers(1, 12))
def test_exactly_the_rows_with_one_of_each_are_found_in_order(tmp_path, chunks, wanted, start):
    rows = [keys for chunk in chunks for keys in chunk]
    parts, first = [], 1
    for number, chunk in enumerate(chunks):
        parts.append(tmp_path / f"{number}.index")
        write_part(parts[-1], part_of(chunk, first))
        first += len(chunk)
    join_indexes(parts, tmp_path / "index")
    if not rows:
        return
    expected = [n for n, keys in enumerate(rows, 1) if n >= start and all(keys.intersection(one) for one in wanted)]
    assert list(RowIndex(tmp_path / "index").rows(wanted, start)) == expected


K = SearchKeys(b"k" * 32)


@pytest.mark.parametrize(
    ("query", "scored", "count"),
    [
        (Query(), False, None),
        (Query(decision="clear"), False, None),
        (Query(decision="review"), False, 1),
        (Query(), True, 1),
        (Query(reference="T-1"), True, 1),
        (Query(entity="un:1", watchlist="un", decision="block"), False, 3),
        (Query(keys=frozenset([(1, 2)]), reference="T-1"), False, 2),
    ],
)
def test_a_query_that_says_nothing_of_single_rows_asks_for_none(query, scored, count):
    found = keys_of_query(query, K, scored=scored)
    assert (None if found is None else len(found)) == count
