"""What would have been right, in words."""

from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError

from service.api.schemas.base import COUNTRY, PARTIAL_DATE, CountryCode, Incoming
from service.api.validation_messages import expected, meant, too_many


class Part(Incoming):
    kind: Literal["a", "b"] = "a"
    land: CountryCode | None = None


class Whole(Incoming):
    text: Annotated[str, Field(min_length=1, max_length=3)] = "x"
    pair: Annotated[list[int], Field(min_length=1, max_length=21)] | None = None
    share: Annotated[float, Field(gt=0, le=1)] = 1
    parts: list[Part] | None = None
    part: Part | None = None


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"text": ""}', "at least 1 character"),
        ('{"text": "long"}', "at most 3 characters"),
        ('{"text": 1}', "a text"),
        ('{"pair": []}', "at least 1 item"),
        (f'{{"pair": {[1] * 22}}}', "at most 21 items"),
        ('{"pair": {}}', "an array"),
        ('{"pair": ["1"]}', "a whole number"),
        ('{"pair": [1.5]}', "a whole number"),
        ('{"share": 0}', "more than 0.0"),
        ('{"share": 2}', "1.0 or less"),
        ('{"part": []}', "an object"),
        ('{"part": {"kind": "c"}}', "one of: 'a' or 'b'"),
        ('{"part": {"land": "JPN"}}', "two letters, ISO 3166-1 alpha-2, such as JP"),
        ('{"txet": ""}', "one of: text, pair, share, parts, part"),
        ('{"part": {"x": 1}}', "one of: kind, land"),
        ('{"parts": [{}, {"x": 1}]}', "one of: kind, land"),
    ],
)
def test_each_way_of_being_wrong_is_told_what_is_right(body: str, words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Whole.model_validate_json(body)
    (entry,) = caught.value.errors()
    assert expected(entry, Whole) == words


def test_ways_that_have_no_words_take_those_of_the_error() -> None:
    assert expected({"type": "date", "loc": (), "ctx": {"expected": "a day that exists"}}) == "a day that exists"
    assert expected({"type": "novelty", "loc": ()}) is None


@pytest.mark.parametrize(
    ("pattern", "given", "words"),
    [
        (COUNTRY, "JPN", "; for 'JPN' give JP"),
        (COUNTRY, "BUL", "; for 'BUL' give BG"),
        (COUNTRY, "Bulgarien", "; for 'Bulgarien' give BG"),
        (COUNTRY, "Atlantis", ""),
        (COUNTRY, "x" * 1_000, ""),
        (PARTIAL_DATE, "26 November 1972", "; for '26 November 1972' give 1972-11-26"),
        (PARTIAL_DATE, "03/04/1972", ""),
        (PARTIAL_DATE, "unknown", ""),
        (COUNTRY, 7, ""),
    ],
)
def test_what_is_meant_is_said_as_far_as_it_can_be_read(pattern, given, words):
    assert meant(pattern, given) == words


@pytest.mark.parametrize(
    ("kind", "loc", "given", "words"),
    [
        ("too_long", ("parties",), [1] * 4, "at most 3 items fit here; there are 4; send them in several requests, or"),
        ("too_long", ("parties", 0, "aliases"), [1] * 4, "at most 3 items fit here; there are 4"),
        ("string_too_long", ("text",), "long", "at most 3 characters fit here; there are 4"),
        ("string_too_short", ("text",), "", "expected at least 1 character; there are 0"),
    ],
)
def test_how_long_something_is_and_may_be(kind, loc, given, words):
    context = {"max_length": 3, "min_length": 1}
    assert too_many({"type": kind, "loc": loc, "input": given, "ctx": context}).startswith(words)


def test_other_errors_are_not_about_sizes():
    assert too_many({"type": "missing", "loc": (), "input": None}) is None
