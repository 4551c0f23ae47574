"""What people and programs write around a date, taken off: "DOB: Fri 23/XI/1962 00:00" is 23/nov/1962.

Words are a table (`date_words.csv`). Not handled: calendars of other eras than those named in the text (a year 1341 is
of Iran or of Islam, and of which is not to be known), and times of day other than midnight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.bulk.options import DateOrder
from service.common.bundled_tables import bundled_rows
from service.watchlists.parsing.countries import UNKNOWN_WORDS
from service.watchlists.parsing.text import EMPTY_WORDS

_ZONE = r"(?:z|utc|gmt|[a-z]{3,4}|(?:utc|gmt)?\s?[+-]\d\d:?(?:\d\d)?)?(?:\s*\([^()\d]*\))?"
_MIDNIGHT = re.compile(
    r"(?<=\d)(?:[t,]\s*|\s+)(?:0?0:00(?::00(?:[.,]0+)?)?|12:00(?::00)?(?:[.,:]0+)?\s?a\.?m\.?)\s*"
    rf"{_ZONE}(?:\Z|(?=\s(?:1[6-9]|20)\d\d\Z))"
)
"""Midnight behind a day, and before the year as clocks of computers write it: Fri Nov 23 00:00:00 UTC 1962."""
_STATED = re.compile(
    r"(?<![^\W_])(?:(?P<day>(?:dd|jj|tt|gg|дд|nn|pp|dd)\W?(?:mm|aa|мм|kk)|d/m)|(?:mm\W?dd|m/d))\W?(?:y{2,4}|a{2,4}|j{2,4}|г{2,4}|r{2,4}|v{2,4}|å{2,4})(?![^\W_])",
    re.IGNORECASE,
)
"""Patterns of dates in the languages of headers: DD/MM/YYYY, JJ/MM/AAAA, TT.MM.JJJJ, GG.AA.YYYY, ДД.ММ.ГГГГ."""
_QUOTED = re.compile(r"""\A[='"`‘’“”<\s]+|['"`‘’“”>;\s]+\Z""")
_BORN_SIGN = re.compile(r"\A[*★]\s*(?=[^\W_]*\d)(?!\d{0,2}\*)")
_THREE_NUMBERS = re.compile(r"(\d{1,4})(\s?[\\_·،٫,‐‑‒–—−]\s?)(\d{1,2})\2(\d{1,4})\Z")
"""Numbers with other signs between them than `-`, `/` and `.`."""
_DAY_SIGN_BEHIND = re.compile(r"(?<=[日일号號年년])\s*(?:生まれ|生|출생|출생자|생)\Z")
_MASKED = re.compile(
    r"(?<![^\W_])(?:x{1,2}|\?{1,2}|\*{1,2}|_{1,2}|-{2}|dd|mm|nn)(?=[-/. ])"
    r"|(?<=[-/. ])(?:x{1,2}|\?{1,2}|\*{1,2}|_{1,2}|-{2}|dd|mm|nn)(?![^\W_])"
)
"""A day or a month that nobody knew, as forms mask it: 1962-11-XX, --/--/1962, dd/mm/1962."""
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ROMAN_NUMBER = "(x?i{1,3}|i?[vx]|vi{1,3})"
_ROMAN_MONTH = re.compile(
    rf"(?<=\d)(\.\s|[-/. ]){_ROMAN_NUMBER}(?=[-/. ]\s?\d)|\A(){_ROMAN_NUMBER}(?=[-/. ]\s?\d{{4}}\Z)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROMAN_NUMBERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = dict(zip(_ROMAN_NUMBERS, _MONTHS, strict=True))
_HAN_NUMBER = re.compile(r"[〇零一二三四五六七八九十百]+(?=[年月日])")
_HAN_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
_BUDDHIST = re.compile(
    r"(?:พ\.?\s?ศ\.?|(?<![^\W_])b\.?e\.?)\s*(\d{4})(?!\d)"
    r"|(?<!\d)(\d{4})\s*\(?(?:พ\.?\s?ศ\.?|b\.?e\.?(?![^\W_]))\)?"
)
_THAI = re.compile("[\u0e01-\u0e4e]")
_THAI_YEAR = re.compile(r"(?<!\d)(2[45]\d\d)(?!\d)")
"""A year beside Thai words: nobody alive was born, or will be, in 2505 of the common era."""
_BUDDHIST_ERA = 543
_FIRST_WHOLE_YEAR = 1941
"""Before 1941 the years of Thailand began in April, so that 1 January to 31 March fell into the year after."""


@dataclass(frozen=True, slots=True)
class Notation:
    """The date of a cell without the words around it, and whether they say that it is approximate."""

    date: str
    about: bool = False


def taken_apart(text: str) -> Notation:
    """The date in a text, which is folded to small letters and has plain digits."""
    about, left = False, _MIDNIGHT.sub("", _QUOTED.sub("", text))
    left = _DAY_SIGN_BEHIND.sub("", left)
    while True:
        match = _words_before().match(left) or _words_behind().search(left)
        if match is None:
            break
        rest = (left[: match.start()] + left[match.end() :]).strip(" ,;:=()[]")
        if not any(one.isdigit() for one in rest):
            break
        about = about or _kinds()[match[1]] == "about"
        left = rest
    if (left.endswith("?") and left[-2:-1].isdigit()) or left.startswith(("~", "±", "≈")):
        about, left = True, left.strip("?~±≈ ")
    return Notation(_in_plain_numbers(left), about)


def stated_order(header: str) -> DateOrder | None:
    """The order of day and month that a header states, as in "Date of birth (DD/MM/YYYY)"; None if it states none."""
    found = _STATED.search(header)
    if found is None:
        return None
    return "dmy" if found["day"] else "mdy"


def says_unknown(text: str) -> bool:
    """Whether a text, folded to small letters, says only that no date is known: `DOB: n/a`, `Unknown / N.A.`."""
    plain = text.strip(" ()[]<>\"'#!")
    if {text, plain, plain.strip(". ")} & _words_for_unknown():
        return True
    if (label := _words_before().match(plain)) is not None and _kinds()[label[1]] != "about":
        left = plain[label.end() :]
        return says_unknown(left) if left else plain.endswith(":")
    parts = re.split(r"\s[/|-]\s|[;,]", plain)
    return len(parts) > 1 and all(says_unknown(part) for part in parts)


def _in_plain_numbers(text: str) -> str:
    text = _ROMAN_MONTH.sub(_month_name, _within().sub(" ", text).strip())
    text = _short_months().sub(lambda match: f" {_MONTHS[_short_month_numbers()[match[1]] - 1]} ", text)
    if (numbers := _THREE_NUMBERS.match(_BORN_SIGN.sub("", text))) is not None:
        text = "-".join(numbers.group(1, 3, 4))
    text = _BORN_SIGN.sub("", text)
    if _FOUR_DIGITS.search(text):
        text = _MASKED.sub("00", text)
    text = _HAN_NUMBER.sub(lambda match: str(_han_number(match[0])), text)
    text = _BUDDHIST.sub(_common_era, text)
    return (_THAI_YEAR.sub(_common_era, text) if _THAI.search(text) else text).strip()


def _month_name(match: re.Match[str]) -> str:
    return (match[1] or "").strip() + _ROMAN[match[2] or match[4]]


def _han_number(text: str) -> int:
    """The number in Chinese characters: 三十七 and 三七 are 37, 一九六二 is 1962."""
    if "十" not in text and "百" not in text:
        return int("".join(str(_HAN_DIGITS[one]) for one in text))
    total, last = 0, 0
    for one in text:
        if (unit := {"十": 10, "百": 100}.get(one)) is not None:
            total, last = total + (last or 1) * unit, 0
        else:
            last = _HAN_DIGITS[one]
    return total + last


def _common_era(match: re.Match[str]) -> str:
    year = int(next(filter(None, match.groups()))) - _BUDDHIST_ERA
    return f" {year}" if year >= _FIRST_WHOLE_YEAR else match[0]


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in bundled_rows(__package__, "date_words.csv")}


@lru_cache(maxsize=1)
def _words_for_unknown() -> frozenset[str]:
    return EMPTY_WORDS | UNKNOWN_WORDS | {word for word, kind in _kinds().items() if kind == "unknown"}


def _of_kind(*kinds: str) -> str:
    words = sorted((word for word, kind in _kinds().items() if kind in kinds), key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)


@lru_cache(maxsize=1)
def _words_before() -> re.Pattern[str]:
    """A word with what parts it from the rest. Chinese, Japanese and Korean words need nothing to part them, and those
    of one letter, which may be an era of Japan (S47.11.26), a year of four digits behind them."""
    parted = r"(?:(?<=[\u3040-\u9fff\uac00-\ud7af])|(?![^\W\d_]))"
    short = r"(?=[\s.:].*(?<!\d)\d{4}(?!\d))"
    words = rf"(?:{_of_kind('about', 'beside', 'both')}){parted}|(?:{_of_kind('before')}){short}"
    return re.compile(rf"[(\[]?({words})(?:\s*[-–—=]\s+)?[\s.,:]*")


@lru_cache(maxsize=1)
def _words_behind() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])[\s,(\[]*(?<![^\W\d_])({_of_kind('about', 'beside', 'both')})[.\s)\]]*\Z")


@lru_cache(maxsize=1)
def _within() -> re.Pattern[str]:
    """Words behind a number of a date that only say what it is: 1962 m. lapkričio 23 d."""
    return re.compile(rf"(?<=\d)(?:st|nd|rd|th)?[.\s-]*(?<![^\W\d_])({_of_kind('within', 'both')})(?![^\W\d_])[.\s]*")


@lru_cache(maxsize=1)
def _short_month_numbers() -> dict[str, int]:
    return {row["name"]: int(row["month"]) for row in bundled_rows(__package__, "short_months.csv")}


@lru_cache(maxsize=1)
def _short_months() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in _short_month_numbers())
    return re.compile(rf"(?<=\d)[\s./-]*(?<![^\W\d_])({names})(?![^\W\d_])[\s./-]*(?=\d)")
