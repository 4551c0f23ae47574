"""A file of evidence and the hash within it."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.evidence.sealed import open_file, parsed, seal

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
CONTENTS = st.dictionaries(WORDS, VALUES, max_size=4)


@given(CONTENTS)
def test_the_hash_is_that_of_the_bytes_between_and_the_file_is_read_back(content):
    sealed = seal("certificate", content)
    head, tail = b'{"certificate":', b',"sha256":"%s"}' % sealed.sha256.encode()
    assert sealed.file.startswith(head)
    assert sealed.file.endswith(tail)
    inner = sealed.file[len(head) : -len(tail)]
    assert hashlib.sha256(inner).hexdigest() == sealed.sha256
    read = json.loads(sealed.file)
    assert open_file("certificate", read["certificate"], read["sha256"], sealed.file).faults == ()


@given(CONTENTS, CONTENTS)
def test_what_was_changed_has_another_hash(one, two):
    stated = seal("dossier", one)
    opened = open_file("dossier", two, stated.sha256, seal("dossier", two).file)
    same = json.dumps(one, sort_keys=True) == json.dumps(two, sort_keys=True)
    assert (opened.faults == ()) is same
    assert same or "its content was changed" in opened.faults[0]


@pytest.mark.parametrize(
    "written",
    [
        b'{"certificate": {"a":1,"b":2},"sha256":"%s"}',
        b'{"sha256":"%s","certificate":{"a":1,"b":2}}',
        b'{"certificate":{"b":2,"a":1},"sha256":"%s"}',
        b'{"certificate":{"a":1,"b":2},"sha256":"%s"}\n',
    ],
)
def test_what_was_written_anew_says_the_same(written):
    sealed = seal("certificate", {"b": 2, "a": 1})
    file = written % sealed.sha256.encode()
    opened = open_file("certificate", parsed(file)["certificate"], sealed.sha256, file)
    assert [fault[:20] for fault in opened.faults] == ["it was written anew,"]


def test_a_certificate_is_no_dossier():
    sealed = seal("dossier", {"a": 1})
    assert open_file("certificate", {"a": 1}, sealed.sha256, sealed.file).faults
