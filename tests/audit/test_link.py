"""What is hashed is one line of JSON, in one way only."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audit.link import BEGINNING, canonical, is_place, line_of, sha256_after, tie

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.none() | st.booleans() | st.integers() | words | st.lists(words, max_size=3)


@given(
    actor=words,
    subject=st.none() | words,
    details=st.dictionaries(st.text("abc"), values, max_size=4),
)
def test_what_is_hashed_is_canonical_json(actor, subject, details):
    line = line_of(BEGINNING, "w", 1, "t", "record_read", actor, subject, canonical(details))
    known = {"writer": "w", "number": 1, "at": "t", "kind": "record_read", "previous": BEGINNING}
    assert json.loads(line) == known | {"actor": actor, "subject": subject, "details": details}
    assert canonical(json.loads(line)) == line


FIELDS = {"writer": "w", "number": 1, "at": "t", "kind": "record_read", "actor": "a", "subject": None, "details": "{}"}
OTHERS = {"writer": "v", "number": 2, "at": "u", "kind": "key_created", "actor": "b", "subject": "", "details": "[]"}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_in_the_hash(field):
    assert tie(BEGINNING, **FIELDS).sha256 != tie(BEGINNING, **(FIELDS | {field: OTHERS[field]})).sha256
    assert tie(BEGINNING, **FIELDS).sha256 != tie("1" * 64, **FIELDS).sha256


def test_text_that_was_no_utf8_is_hashed_as_it_is_read():
    assert sha256_after(BEGINNING, "w", 1, "t", "k", "\udcff", None, "{}") != sha256_after(
        BEGINNING, "w", 1, "t", "k", "\udcfe", None, "{}"
    )


@pytest.mark.parametrize(
    ("writer", "number", "may_be"),
    [("w", 1, True), ("w", 0, False), ("w", True, False), ("w", 1.0, False), ("w", 1 << 70, False), (5, 1, False)],
)
def test_a_place_is_a_writer_and_a_number(writer, number, may_be):
    assert is_place(writer, number) is may_be
