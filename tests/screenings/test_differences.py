"""Where two answers differ."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.screenings.differences import MOST_DIFFERENCES, Difference, differences

KEYS = st.sampled_from(["a", "b/c", "d~e", ""])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from([0.5, 1.0, "x", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("recorded", "replayed", "expected"),
    [
        ({"a": 1}, {"a": 2}, [Difference("/a", 1, 2)]),
        ({"a": 1}, {}, [Difference("/a", 1, None)]),
        ({}, {"a": 1}, [Difference("/a", None, 1)]),
        ([1, 2], [1], [Difference("/1", 2, None)]),
        ({"a": [1]}, {"a": {"0": 1}}, [Difference("/a", [1], {"0": 1})]),
        ({"b/c": {"d~e": 1}}, {"b/c": {"d~e": 2}}, [Difference("/b~1c/d~0e", 1, 2)]),
        (True, 1, [Difference("", True, 1)]),
        (1, 1.0, [Difference("", 1, 1.0)]),
        ({"a": None}, {}, [Difference("/a", None, None)]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, []),
    ],
)
def test_each_place_is_named(recorded, replayed, expected):
    assert list(differences(recorded, replayed)) == expected


@given(VALUES)
def test_nothing_differs_from_itself(value):
    assert differences(value, copy.deepcopy(value)) == ()


@given(VALUES, VALUES)
def test_the_other_way_round_the_same_places_differ(one, two):
    here, there = ({each.pointer for each in differences(*pair)} for pair in ((one, two), (two, one)))
    assert here == there


def test_no_more_are_named_than_anybody_reads():
    assert len(differences([0] * 500, [1] * 500)) == MOST_DIFFERENCES
