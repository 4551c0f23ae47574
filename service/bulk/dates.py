"""Dates of birth as customer files write them. A day and a month that could be either are refused, not guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from service.bulk.options import DateOrder
from service.engine.model.entity import PartialDate

_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[t ]00:00(?::00(?:\.0+)?)?z?)?\Z", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z", re.ASCII)
_JAPANESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?\Z", re.ASCII)
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\Z", re.ASCII)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})\Z", re.ASCII)
_IN_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[-/. ]+)?([a-z]{3,9})\.?[-/., ]+(\d{4})\Z", re.ASCII)
_MONTH_FIRST_IN_WORDS = re.compile(r"([a-z]{3,9})\.?[-/. ]+(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4})\Z", re.ASCII)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_EXPECTED = "expected 1972, 1972-11, 1972-11-26, 19721126, 26 Nov 1972 or, with a stated order, 26/11/1972"


def read_date(text: str, order: DateOrder | None = None) -> PartialDate:
    """A date of which the month or the day may be missing. Raises ValueError with the reason."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    for pattern in (_YEAR_FIRST, _COMPACT, _JAPANESE):
        if match := pattern.match(plain):
            return _made(text, *match.groups())
    if match := _MONTH_AND_YEAR.match(plain):
        return _made(text, match[2], match[1])
    if match := _IN_WORDS.match(plain):
        return _made(text, match[3], _month(text, match[2]), match[1])
    if match := _MONTH_FIRST_IN_WORDS.match(plain):
        return _made(text, match[3], _month(text, match[1]), match[2])
    if match := _DAY_OR_MONTH_FIRST.match(plain):
        return _ordered(text, match[1], match[2], match[3], order)
    raise ValueError(f"{_EXPECTED}; got {text!r}")


def _ordered(text: str, first: str, second: str, year: str, order: DateOrder | None) -> PartialDate:
    if order is not None:
        day, month = (first, second) if order == "dmy" else (second, first)
        return _made(text, year, month, day)
    readings = {_possible(year, second, first), _possible(year, first, second)} - {None}
    if len(readings) == 1:
        return readings.pop()  # type: ignore[return-value]
    if not readings:
        raise ValueError(f"there is no such day: {text!r}")
    raise ValueError(f"{text!r} may be day or month first; say which (date_order=dmy or mdy), or write {year}-MM-DD")


def _possible(year: str, month: str, day: str) -> PartialDate | None:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return None
    return PartialDate(int(year), int(month), int(day))


def _made(text: str, year: str, month: str | None = None, day: str | None = None) -> PartialDate:
    """The date of these parts; 00 for a month or a day means that it is not known."""
    numbers = [int(part) or None if part else None for part in (month, day)]
    try:
        date(int(year), numbers[0] or 1, numbers[1] or 1)
    except ValueError:
        raise ValueError(f"there is no such day: {text!r}") from None
    if numbers[0] is None and numbers[1] is not None:
        raise ValueError(f"a day without a month: {text!r}")
    return PartialDate(int(year), numbers[0], numbers[1])


def _month(text: str, word: str) -> str:
    found = [place for place, name in enumerate(_MONTHS, 1) if name.startswith(word)]
    if len(found) != 1:
        raise ValueError(f"{_EXPECTED}; {word!r} in {text!r} is no month")
    return str(found[0])
