"""A decision names the version it was made on."""

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from service.api.if_match import etag, expected_version
from service.api.problems import BAD_HEADER, PRECONDITION_NEEDED, Problem


def request(*values: str) -> Request:
    return Request({"type": "http", "headers": [(b"if-match", value.encode("latin-1")) for value in values]})


@given(st.integers(0, 999_999_999))
def test_an_etag_is_read_as_its_version(version: int) -> None:
    assert expected_version(request(etag(version))) == version
    assert expected_version(request(f" {etag(version)} ")) == version


@pytest.mark.parametrize(
    "values", [("*",), ("3",), ('W/"3"',), ('"3", "4"',), ('"3"', '"3"'), ('"-1"',), ('"1234567890"',), ('"²"',), ("",)]
)
def test_anything_but_one_version_is_refused(values: tuple[str, ...]) -> None:
    with pytest.raises(Problem, match="one ETag such as") as caught:
        expected_version(request(*values))
    assert caught.value.kind is BAD_HEADER


def test_without_a_version_nothing_is_decided() -> None:
    with pytest.raises(Problem, match="send If-Match") as caught:
        expected_version(request())
    assert caught.value.kind is PRECONDITION_NEEDED
