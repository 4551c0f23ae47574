"""The types of fields that all wire models share."""

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from service.api.schemas.base import (
    CountryCode,
    Day,
    Incoming,
    Key,
    Moment,
    Outgoing,
    PartialDateText,
    parse_moment,
)

ACCEPTED = [
    (PartialDateText, "1972"),
    (PartialDateText, "1972-11"),
    (PartialDateText, "1972-2-9"),
    (PartialDateText, "2024-02-29"),
    (Moment, "2026-11-23"),
    (Moment, "2026-11-23T12:00:00.5+09:00"),
    (CountryCode, "jp"),
    (Key, "order 1/2 – あ"),
]
REFUSED = [
    (PartialDateText, "2023-02-29"),
    (PartialDateText, "1972-13"),
    (PartialDateText, "72"),
    (PartialDateText, "1972-11-26 "),
    (Moment, "2026-11-31"),
    (Moment, "2026-11-23T25:00Z"),
    (Moment, "0001-01-01T00:00+09:00"),
    (Moment, "yesterday"),
    (Day, "2026-02-30"),
    (Day, "20260201"),
    (Day, 0),
    (Day, "2026-11-23T00:00:00Z"),
    (CountryCode, "JPN"),
    (CountryCode, "é1"),
    (Key, ""),
    (Key, "a\nb"),
    (Key, "a\u202eb"),
    (Key, "x" * 201),
]


@pytest.mark.parametrize(("type_", "text"), ACCEPTED)
def test_what_is_right_stays_as_it_was_sent(type_: object, text: str) -> None:
    assert TypeAdapter(type_).validate_python(text) == text


@pytest.mark.parametrize(("type_", "text"), REFUSED)
def test_what_is_wrong_is_refused(type_: object, text: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(type_).validate_python(text)


def test_a_moment_without_a_zone_is_utc() -> None:
    assert parse_moment("2026-11-23T12:00") == datetime(2026, 11, 23, 12, tzinfo=UTC)
    with pytest.raises(ValueError, match="outside of the calendar"):
        parse_moment("9999-12-31T23:59:59-05:00")


def test_incoming_models_turn_nothing_into_another_type() -> None:
    class Counted(Incoming):
        count: int

    for body in ('{"count": "1"}', '{"count": true}', '{"count": 1.0}', '{"count": 1, "more": 2}'):
        with pytest.raises(ValidationError):
            Counted.model_validate_json(body)


def test_models_do_not_change() -> None:
    class Told(Outgoing):
        word: str

    told = Told(word="a")
    with pytest.raises(ValidationError, match="frozen"):
        told.word = "b"  # type: ignore[misc]
