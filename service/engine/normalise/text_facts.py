"""Birth dates and countries that stand in the text of a person's name: "Testan Examplov DOB 01.02.1970 (Ruritania)".

A date counts if words or signs say that it is one of birth, or if it stands alone in brackets; a country if it stands
alone in brackets or behind words such as "national of". Day and month of 03/04/1970 may be either and are not guessed:
such a date is read as its year. With full stops the day comes first (ISO 8601 and DIN 5008 leave no other order).
Line 4 of a party field of payment messages is the date of birth (SWIFT User Handbook, option F of fields 50 and 59).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from service.common.lazy_pattern import lazy_pattern
from service.engine.model.entity import PartialDate
from service.engine.normalise.quick_look import QuickLook
from service.engine.normalise.words import phrase_key, word_tables

_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    *("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
)
"""Beginnings of the names of months, January to December, twice over."""
_Y, _M, _D = r"(?P<y{n}>(?:19|20)\d\d)", r"(?P<m{n}>\d{{1,2}})", r"(?P<d{n}>\d{{1,2}})"
_NAME = r"(?P<name{n}>" + "|".join(_MONTHS) + r")[^\W\d_]*"
_NOTATIONS = (
    rf"{_Y}\s?[-./年]\s?{_M}\s?[-./月]\s?{_D}日?(?!\d)",
    rf"{_D}\s?(?P<sign{{n}}>[-./])\s?{_M}\s?[-./]\s?{_Y}(?!\d)",
    rf"{_D}\s?(?:st|nd|rd|th)?[\s.,-]*{_NAME}[\s.,-]*{_Y}(?!\d)",
    rf"{_NAME}[\s.]*{_D}(?:st|nd|rd|th)?[\s,]+{_Y}(?!\d)",
    rf"{_NAME}[\s.,-]*{_Y}(?!\d)",
    r"(?P<y{n}>(?:19|20)\d\d)(?P<m{n}>[01]\d)(?P<d{n}>[0-3]\d)(?!\d)",
    rf"{_Y}(?:年|(?![\d./-]))",
)
_DATE = "(?:" + "|".join(notation.format(n=number) for number, notation in enumerate(_NOTATIONS)) + ")"
_LABEL = (
    r"(?:(?<![^\W_])(?:d\.?\s?o\.?\s?b\.?|date of birth|birth\s?date|birthday|born(?:\s+(?:on|in))?|n[ée]e?\s+(?:le|en)"
    r"|geb(?:oren)?\.?(?:\s+am)?|geburtsdatum|nacid[oa](?:\s+el)?|fecha de nacimiento|nat[oa]\s+il|nascid[oa](?:\s+em)?"
    r"|дата рождения|род\.|родил(?:ся|ась)|b\.)|生年月日|(?<!\*)\*|(?:\A|\s)4/)"
)
_BORN = (
    lazy_pattern(rf"{_LABEL}\s*[:=]?\s*{_DATE}"),
    lazy_pattern(rf"(?<!\d){_DATE}\s*(?:г\.?\s?р\b|生)"),
    lazy_pattern(rf"[(\[]\s*{_DATE}\s*[)\]]"),
)
_COUNTRY = lazy_pattern(
    r"(?:[(\[]\s*|(?<![^\W_])(?:nationality|citizenship|national of|citizen of|гражданин|гражданка)\s*:?\s*)"
    r"(?P<words>[^\W\d_][^\d()\[\],;:/]{2,40})(?=[)\],;:/\n]|\Z)"
)
_ANY_FACT = QuickLook(
    sign=lazy_pattern(r"\d{4}|[(\[]"),
    ascii_words=("nation", "citizen"),
    words=lazy_pattern(r"nationality|citizen|national of|граждан(?:ин|ка)", re.IGNORECASE),
)


def may_hold_facts(text: str) -> bool:
    """Whether there may be a date or a country in a text."""
    return _ANY_FACT.finds(text)


def birth_date_in(text: str) -> PartialDate | None:
    """The first date in a text that is said to be one of birth, None if there is none. Never raises."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    for pattern in _BORN:
        for found in pattern.finditer(plain):
            born = _date(found)
            if born is not None:
                return born
    return None


def _date(found: re.Match[str]) -> PartialDate | None:
    """The date of a match; a year alone where day and month may be either. None for a day that there is not."""
    said = {key.rstrip("0123456789"): value for key, value in found.groupdict().items() if value is not None}
    year, day = int(said["y"]), int(said["d"]) if "d" in said else None
    month = _MONTHS.index(said["name"]) % 12 + 1 if "name" in said else int(said["m"]) if "m" in said else None
    if month is None:
        return PartialDate(year)
    if said.get("sign") in ("/", "-") and day is not None:
        if day <= 12 and month <= 12 and day != month:
            return PartialDate(year)
        if month > 12:
            day, month = month, day
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def countries_in(text: str) -> tuple[str, ...]:
    """ISO codes of the countries that a text names as those of a person, each once."""
    places = word_tables().places
    plain = unicodedata.normalize("NFKC", text).casefold()
    found = (places.get(phrase_key(match["words"])) for match in _COUNTRY.finditer(plain))
    return tuple(dict.fromkeys(place[0] for place in found if place is not None and place[1] == "country"))
