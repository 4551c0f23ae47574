"""Headers by which columns can be told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.tabular.table import unique_headers


@pytest.mark.parametrize(
    ("headers", "unique"),
    [
        (["name", "name"], ("name", "name (2)")),
        (["", " ", "a"], ("column 1", "column 2", "a")),
        (["a", "a (2)", "a"], ("a", "a (2)", "a (3)")),
        (["column 2", ""], ("column 2", "column 2 (2)")),
        ([" name "], ("name",)),
        ([], ()),
    ],
)
def test_empty_headers_are_named_and_repeated_ones_numbered(headers, unique):
    assert unique_headers(headers) == unique


@given(st.lists(st.sampled_from(["a", "a (2)", "", "column 1", " a", "b"]), max_size=12))
def test_all_are_different_and_the_first_of_its_name_keeps_it(headers):
    found = unique_headers(headers)
    assert len(set(found)) == len(headers)
    assert all(found[headers.index(one)] == one for one in ("a", "b") if one in headers and " a" not in headers)
