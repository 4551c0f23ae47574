"""What would have been right, in words."""

from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError

from service.api.schemas.base import CountryCode, Incoming
from service.api.validation_messages import expected


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
        ('{"part": {"land": "JPN"}}', "two letters, ISO 3166-1 alpha-2"),
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
