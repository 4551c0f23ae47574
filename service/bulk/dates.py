"""Dates of birth as customer files write them. A day and a month that could be either are refused, not guessed.

Notations beyond plain numbers are read by the reader of the lists' dates, `service/watchlists/parsing/dates.py`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from service.bulk.date_notation import says_unknown, taken_apart
from service.bulk.options import DateOrder
from service.engine.matching.dates import is_placeholder
from service.engine.model.entity import ListedDate, PartialDate
from service.watchlists.parsing.dates import plain_digits, whole_date

_YEAR_FIRST = re.compile(
    r"(\d{4})(?:[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?)?(?:[t ]00:00(?::00(?:\.0+)?)?z?)?\Z", re.ASCII
)
_AS_ISO_HAS_IT = re.compile(r"((?:1[6-9]|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z", re.ASCII)
"""Most files have this, of which no other reading is to be looked for: a row of one takes 4 % less so."""
_COMPACT = re.compile(r"((?:1[6-9]|20)\d\d)(0\d|1[0-2])(\d{2})\Z", re.ASCII)
_COMPACT_YEAR_LAST = re.compile(r"(\d{2})(\d{2})((?:1[6-9]|20)\d\d)\Z", re.ASCII)
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\Z", re.ASCII)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})\Z", re.ASCII)
_FIRST_YEAR = 1600
"""Earlier years are those of the calendars of Iran and of Islam: 1341-09-02 is in 1962."""
_NOT_KNOWN = re.compile(
    r"[\W_]*\Z|(?:0{4}[-/. ]?0{1,2}[-/. ]?0{1,2}|0{1,2}[-/. ]0{1,2}[-/. ]0{2,4}|0+"
    r"|9{4}[-/. ]?99[-/. ]?99|99[-/. ]99[-/. ]9{2,4})\Z"
)
_TWO_CALENDARS = re.compile(r"(?P<one>[^()]*\d[^()]*)[(](?P<other>[^()]*\d\d[^()]*)[)](?P<rest>[^()]*)\Z")
_OTHER_CALENDAR = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")
_YEAR_SIGN = re.compile("[年년]")
_MONTH_SIGN = re.compile(r"[1-9]\d?\s*[月월]")
_DAY_SIGN = re.compile(r"[1-9]\d?\s*[日일]")
_TWO_DIGITS = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_EXPECTED = (
    "expected 1972, 1972-11, 1972-11-26, 19721126, 26 Nov 1972, 昭和47年11月26日, circa 1972 or, with a stated order, "
    "26/11/1972"
)


def read_date(text: str, order: DateOrder | None = None) -> PartialDate | None:
    """A date of which the month or the day may be missing; None for words that say that it is not known, such as `N/A`
    or 不明. An approximate date is read as its year. Raises ValueError with the reason."""
    if iso := _AS_ISO_HAS_IT.match(text):
        made = _made(text, *iso.groups())
        return None if is_placeholder(made) else made
    folded = plain_digits(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())).strip()
    if _is_unknown(folded):
        return None
    notation = taken_apart(folded)
    found = _of_two_calendars(text, notation.date, order) or _read_plain(text, notation.date, order)
    if is_placeholder(found):
        return None
    if found.year < _FIRST_YEAR:
        raise ValueError(f"a year before {_FIRST_YEAR}, perhaps of another calendar: {text!r}")
    return PartialDate(found.year) if notation.about else found


def _read_plain(text: str, plain: str, order: DateOrder | None) -> PartialDate:
    for pattern in (_YEAR_FIRST, _COMPACT):
        if match := pattern.match(plain):
            return _made(text, *match.groups())
    if match := _MONTH_AND_YEAR.match(plain):
        return _made(text, match[2], match[1])
    if match := _DAY_OR_MONTH_FIRST.match(plain) or _COMPACT_YEAR_LAST.match(plain):
        return _ordered(text, match[1], match[2], match[3], order)
    found = whole_date(plain)
    if found is None:
        raise ValueError(f"{_EXPECTED}; got {text!r}")
    return _one(text, plain, found)


def _of_two_calendars(text: str, plain: str, order: DateOrder | None) -> PartialDate | None:
    """The day of a text that gives it, or its year, again in brackets: 昭和37年(1962年)11月23日, and
    1341/9/2 (23/11/1962), whose first year is of another calendar. None for other texts."""
    parts = _TWO_CALENDARS.match(plain)
    if parts is None:
        return None
    outside, inside = (_attempt(text, part + parts["rest"], order) for part in (parts["one"], parts["other"]))
    if outside is None and _OTHER_CALENDAR.search(parts["one"]):
        return inside
    agree = outside == inside or (outside is not None and inside == PartialDate(outside.year))
    return outside if agree else None


def _attempt(text: str, plain: str, order: DateOrder | None) -> PartialDate | None:
    try:
        found = _read_plain(text, plain.strip(), order)
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None


def _is_unknown(plain: str) -> bool:
    return says_unknown(plain) or _NOT_KNOWN.match(plain) is not None


def _one(text: str, plain: str, found: ListedDate) -> PartialDate:
    """The day, month or year that a date in words names. Raises ValueError for a range and for a day that is none."""
    first = found.earliest
    if first is None or first != found.latest:
        raise ValueError(f"{text!r} is more than one date; expected one, or one year with circa before it")
    if found.circa:
        return PartialDate(first.year)
    if (first.day is None and _names_a_day(plain)) or (first.month is None and _MONTH_SIGN.search(plain)):
        raise ValueError(f"there is no such day: {text!r}")
    return first


def _names_a_day(plain: str) -> bool:
    """Whether a date in words has a number for its day: before 日, or the only one of two digits beside a month."""
    if _YEAR_SIGN.search(plain):
        return _DAY_SIGN.search(plain) is not None
    return any(int(number) for number in _TWO_DIGITS.findall(plain))


def _ordered(text: str, first: str, second: str, year: str, order: DateOrder | None) -> PartialDate:
    if int(first) == 0 or int(second) == 0:  # 00/00/1962, 00/11/1962: the day is not known, and nothing is to guess
        return _made(text, year, str(int(first) or int(second)))
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
