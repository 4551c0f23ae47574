"""What is written as YAML is read as the same."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from service.api.yaml import to_yaml

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(JSON)
def test_what_is_written_as_yaml_reads_as_the_same(value):
    assert yaml.safe_load(to_yaml(value)) == value


@pytest.mark.parametrize(
    "text", ["a\nb", "a\nb\n", "a\n\nb", " a\nb", "a \nb", "a\n\n", "yes", "1", "1.0", "- a", "#", "~"]
)
def test_awkward_text_survives(text):
    assert yaml.safe_load(to_yaml({"key": text})) == {"key": text}
    assert yaml.safe_load(to_yaml([text])) == [text]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"a": {"b": []}, "c": [1, {"d": None}]}, "a:\n  b: []\nc:\n  - 1\n  - d: null\n"),
        ({"text": "one\ntwo\n"}, "text: |\n  one\n  two\n"),
        ({"yes": "no"}, '"yes": "no"\n'),
        ([[1, 2], []], "- - 1\n  - 2\n- []\n"),
        ({}, "{}\n"),
    ],
)
def test_it_is_written_for_people(value, written):
    assert to_yaml(value) == written
