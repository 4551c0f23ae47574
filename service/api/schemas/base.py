"""What all wire models share."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from service.auth.api_keys import NAME as KEY_NAME
from service.engine.model.entity import PartialDate


class Incoming(BaseModel):
    """A model that is read. A field it does not know is refused: a misspelt one must not be ignored. Nor is a value of
    another type turned into one of the right type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Outgoing(BaseModel):
    """A model that is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _no_date(error: ValueError, expected: str) -> PydanticCustomError:
    return PydanticCustomError("date", "{detail}", {"detail": str(error), "expected": expected})


def _partial_date(text: str) -> str:
    try:
        if len(text) != len("2026-11-23") or not _is_day(text):
            PartialDate.parse(text)
    except ValueError as error:
        raise _no_date(error, "a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD") from None
    return text


def _is_day(text: str) -> bool:
    """Most dates are whole days, for which there is a shorter way than for the others."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


PARTIAL_DATE = r"^\d{4}(-\d{1,2}(-\d{1,2})?)?$"
COUNTRY = "^[A-Za-z]{2}$"
_PRINTABLE = r"^[^\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]*$"
_MOMENT = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$"
HS_CODE = r"^[0-9][0-9. ]{0,18}$"
WORD = "^[A-Za-z0-9_-]+$"

IN_WORDS = {
    PARTIAL_DATE: "a date as YYYY, YYYY-MM or YYYY-MM-DD",
    COUNTRY: "two letters, ISO 3166-1 alpha-2, such as JP",
    _PRINTABLE: "printable characters only, without marks that turn the direction of writing",
    _MOMENT: "a day as YYYY-MM-DD, or a moment as YYYY-MM-DDThh:mm:ssZ",
    HS_CODE: "digits, with dots or spaces between them",
    WORD: "letters, digits, hyphens and underscores",
    KEY_NAME: "a letter or digit, then letters, digits and . _ @ -, up to 100",
}
"""What each pattern asks for, for those who did not meet it."""

PartialDateText = Annotated[str, StringConstraints(pattern=PARTIAL_DATE), AfterValidator(_partial_date)]
"""`1972`, `1972-11` or `1972-11-26`, and a day that exists."""


def _day(text: object) -> date:
    """Only ISO 8601: a number would otherwise count as seconds since 1970, and 20140805 as a day of that year."""
    if not isinstance(text, str) or not _DAY.match(text):
        raise _no_date(ValueError("expected a day as YYYY-MM-DD"), _A_DAY)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _no_date(error, _A_DAY) from None


_A_DAY = "a day that exists, as YYYY-MM-DD"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
Day = Annotated[date, BeforeValidator(_day)]
"""A day that exists."""

CountryCode = Annotated[str, StringConstraints(pattern=COUNTRY)]
"""Two letters, in either case. Whether they are a country is checked with the rest of the request."""

Key = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=_PRINTABLE)]
"""A caller's own id or reference: printable characters, returned as given."""


def parse_moment(text: str) -> datetime:
    """A moment in ISO 8601; UTC if it names no zone. Raises ValueError, also for one outside of the calendar."""
    moment = datetime.fromisoformat(text)
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("this moment lies outside of the calendar") from None


def _moment(text: str) -> str:
    try:
        date.fromisoformat(text) if len(text) == len("2026-11-23") else parse_moment(text)
    except ValueError as error:
        raise _no_date(error, "a day that exists, as YYYY-MM-DD, or a moment as YYYY-MM-DDThh:mm:ssZ") from None
    return text


Moment = Annotated[
    str,
    StringConstraints(pattern=_MOMENT),
    AfterValidator(_moment),
]
"""A day, or a moment in ISO 8601."""
