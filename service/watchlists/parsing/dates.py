"""Dates as lists write them -> `ListedDate`s: the words kept, what they mean beside them.

One scanner for all formats. It finds the dates in a text in any of the notations below, joins two into a range where a
dash, "to", "between ... and" or から stands between them, and marks those that are only approximate. Taught by the
real lists: `DOB circa 1945 to 1950`, `00/00/1994`, `a) Approximately 1955- 1958 b) 1960`,
`1965年3月29日又は1970年1月18日`, `昭和40年`, a bare 18453 in an Excel cell, `1940s`. Names of months are a table
(`months.csv`). What cannot be read stays as words with no date. Not handled: years of two digits, Roman months, and the
calendars of Iran, of Ethiopia and of Islam.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from service.common.bundled_tables import bundled_rows
from service.engine.model.entity import ListedDate, PartialDate

_BRAHMIC = r"\u0900-\u0e3a\u0e40-\u109f\u1780-\u17ff\u200c\u200d"
_MONTH = rf"(?P<name>[{_BRAHMIC}][{_BRAHMIC}.]+|[^\W\d_]{{3,}}(?: [\u0621-\u064a]{{3,}})?)\.?"
"""Any word, and two in Arabic: `month_of` knows which of them are months. The vowel signs of Indian scripts and of Thai
are no letters to a regular expression, and Thai abbreviates with full stops: พ.ย."""
_JAPANESE_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERAS = _JAPANESE_ERAS | dict.fromkeys(("民國", "民国", "主體", "主体", "주체"), 1911)
"""The year before the first of an era; those of the Republic of China and of North Korea both began in 1912."""
_SHORT_ERAS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"} | {
    era[0]: era for era in _JAPANESE_ERAS
}
_SHORT_ERA_DATE = re.compile(
    r"([MTSHR]|明治?|大正?|昭和?|平成?|令和?)\.?\s?(\d{1,2}|元)\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})日?\Z",
    re.IGNORECASE,
)
_YEAR = r"(?P<year>1[6-9]\d\d|20\d\d)"

EXCEL_EPOCH = date(1899, 12, 30)
_LAST_YEAR = 9999
_FIRST_SERIAL, _LAST_SERIAL = 2_200, 60_000  # 1906 to 2064: smaller numbers are years

Span = tuple[PartialDate, PartialDate]


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    span: Span
    circa: bool = False


def excel_date(serial: float) -> date | None:
    """The day an Excel serial number stands for (1900 system), or None when it is no plausible date."""
    if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return None
    return EXCEL_EPOCH + timedelta(days=int(serial))


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {row["name"]: int(row["month"]) for row in bundled_rows(__package__, "months.csv")}


def month_of(word: str) -> int | None:
    """The number of a month by its name, or what is short for it, in the languages of `months.csv`."""
    return _months().get(unicodedata.normalize("NFKC", word.casefold()).rstrip("."))


def plain_digits(text: str) -> str:
    """A text with the digits of all scripts as 0 to 9: ١٩٦٢ is 1962."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def read_dates(raw: object, *, month_first: bool = False) -> tuple[ListedDate, ...]:
    """All dates in a text, number or date cell; one `ListedDate` without a date when there are words but none is read.

    `month_first` reads 03/04/1970 as 4 March, as US lists write it. Never raises.
    """
    if isinstance(raw, date):
        return (_single(PartialDate(raw.year, raw.month, raw.day), raw.strftime("%Y-%m-%d")),)
    text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw if raw is not None else "")
    plain = plain_digits(unicodedata.normalize("NFKC", text))
    if not plain.strip():
        return ()
    serial = excel_date(int(plain)) if re.fullmatch(r"\s*[0-9]{5}\s*", plain) else None
    if serial is not None:
        return (_single(PartialDate(serial.year, serial.month, serial.day), text.strip()),)
    return _read_words(" ".join(text.split()), plain, month_first)


@lru_cache(maxsize=4096)
def _read_words(raw: str, plain: str, month_first: bool) -> tuple[ListedDate, ...]:
    """Cached, because a list repeats its days: OFSI has 45,000 of them and 2,500 different ones."""
    items = _join_ranges(list(_scan(plain, month_first)), plain)
    if not items:
        return (ListedDate(raw),)
    if len(items) == 1:
        return (_listed(items[0], raw),)
    listed = {(item.span, item.circa): _listed(item, plain[item.start : item.end]) for item in reversed(items)}
    return tuple(reversed(listed.values()))


def whole_date(text: str) -> ListedDate | None:
    """The one date that a text is, with a word such as "circa" at most; None where the text says more, less or two.

    Reads `S37.11.23` and 昭37.11.23 as well, as Japanese forms abbreviate 昭和37年11月23日.
    """
    plain = plain_digits(unicodedata.normalize("NFKC", text)).strip()
    if (short := _SHORT_ERA_DATE.match(plain)) is not None:
        plain = "{}{}年{}月{}日".format(_SHORT_ERAS[short[1][0].upper()], *short.groups()[1:])
    items = _join_ranges(list(_scan(plain, month_first=False)), plain)
    if len(items) != 1:
        return None
    rest = plain[: items[0].start] + " " + plain[items[0].end :]
    return _listed(items[0], text) if _APPROXIMATELY.fullmatch(rest) else None


def read_day(raw: object, *, month_first: bool = False) -> date | None:
    """The first complete day in a text, such as a listing date; None when there is none."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    for item in read_dates(raw, month_first=month_first):
        first = item.earliest
        if first is not None and first.month is not None and first.day is not None:
            return date(first.year, first.month, first.day)
    return None


def read_days(raw: str) -> tuple[date, ...]:
    """Every complete day in a text, in the order written."""
    days = (read_day(str(item.earliest)) for item in read_dates(raw) if item.earliest is not None)
    return tuple(day for day in days if day is not None)


def unread_day(heading: str, words: str) -> Iterator[tuple[str, str]]:
    """A fact for words that are no day, as 2021-02-31: the record is kept without it, and the words with the record."""
    if words and read_day(words) is None:
        yield heading, words


def is_year(text: str) -> bool:
    """Whether digits are a year that a date can have."""
    return text.isdecimal() and 1 <= int(text) <= _LAST_YEAR


def partial(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    """A date of the parts that make sense: an impossible day or month is dropped rather than the whole date."""
    if not month or not 1 <= month <= 12:
        return PartialDate(year)
    try:
        date(year, month, day or 1)
    except ValueError:
        return PartialDate(year, month)
    return PartialDate(year, month, day or None)


# --- notations -------------------------------------------------------------------------------------------------------

_Groups = dict[str, str | None]
Meaning = Callable[[_Groups], Span | None]
"""The first and the last day that the parts of a notation may mean; None for what is no date after all."""


def _ymd(groups: _Groups) -> Span:
    one = partial(int(groups["year"] or 0), _int(groups.get("month")), _int(groups.get("day")))
    return one, one


def _named(groups: _Groups) -> Span | None:
    month = month_of(groups["name"] or "")
    if month is None:
        return None
    one = partial(int(groups["year"] or 0), month, _int(groups.get("day")))
    return one, one


def _era(groups: _Groups) -> Span:
    years = groups["years"] or ""
    year = _ERAS[groups["era"] or ""] + (1 if years == "元" else int(years))
    return _ymd({**groups, "year": str(year)})


def _decade(groups: _Groups) -> Span:
    year = int(groups["year"] or 0)
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (6, 9)}.get((groups.get("part") or "").lower(), (0, 9))
    return PartialDate(year + low), PartialDate(year + high)


def _short_range(groups: _Groups) -> Span:
    year = int(groups["year"] or 0)
    last = year - year % 100 + int(groups["last"] or 0)
    return PartialDate(year), PartialDate(max(year, last))


def _numeric(groups: _Groups) -> Span:
    return _ymd(groups)


_YEAR_SIGN = re.compile("[年년]|tháng|оны", re.IGNORECASE)
"""Words and signs that say which number is the day and which is the month."""
_D, _M = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
_DECADE = r"(?:(?P<part>early|mid|late)[\s-]*)?(?P<year>(?:1[6-9]|20)\d0)(?:'?s\b|年代)"
_OF = r"(?:(?:of|del?)\s+|ב)?"
"""What stands between day, month and year in words: "2 of March", "2 de marzo de 1970"."""
_PARTS_TOLD: tuple[tuple[str, Meaning], ...] = (
    (
        rf"(?P<era>{'|'.join(_ERAS)})\s*(?P<years>元|\d{{1,3}})\s*[年년](?:\s*{_M}\s*[月월](?:\s*{_D}\s*[日일号號])?)?",
        _era,
    ),
    (rf"(?P<era>{'|'.join(_ERAS)})\s*(?P<years>\d{{1,3}})\s?[./-]\s?{_M}\s?[./-]\s?{_D}(?!\d)", _era),
    (_DECADE, _decade),
    (rf"{_YEAR}\s*[年년](?:\s*{_M}\s*[月월](?:\s*{_D}\s*[日일号號])?)?", _ymd),
    (rf"(?:ngày\s+)?(?<!\d){_D}\s+tháng\s+{_M}(?:\s+năm|,)?\s+{_YEAR}(?!\d)", _ymd),
    (rf"(?<!\d)tháng\s+{_M}(?:\s+năm|,)?\s+{_YEAR}(?!\d)", _ymd),
    (rf"(?<!\d){_YEAR}\s+оны\s+{_M}\s+(?:дугаар |дүгээр )?сарын\s+{_D}(?!\d)", _ymd),
    (rf"(?<!\d){_YEAR}-{_M}-{_D}(?:T[\d:.Z+-]+)?(?!\d)", _ymd),
    (rf"(?<!\d){_YEAR}\s?[./]\s?{_M}\s?[./]\s?{_D}(?!\d)", _ymd),
)
"""Notations of which the parts are told by signs, or by the year that stands first."""
_IN_WORDS: tuple[tuple[str, Meaning], ...] = (
    (rf"(?<!\d){_D}(?:st|nd|rd|th|er)?[\s,./-]*{_OF}{_MONTH}[\s,./-]*{_OF}{_YEAR}(?!\d)", _named),
    (rf"(?<!\d){_YEAR}[\s,./-]*{_MONTH}[\s,./-]*{_D}(?!\d)", _named),
    (rf"(?<!\d){_YEAR}[\s,.]+{_D}[\s.-]+{_MONTH}(?!\d)", _named),
    (rf"\b{_MONTH}\s*{_D}(?:st|nd|rd|th)?(?:\s*,\s*|\s+){_YEAR}(?!\d)", _named),
    (rf"\b{_MONTH}[\s,./-]*{_OF}{_YEAR}(?!\d)", _named),
    (rf"(?<!\d){_YEAR}-(?P<month>0[1-9]|1[0-2])(?![\d-])", _ymd),
    (rf"(?<!\d){_YEAR}[-/](?P<last>\d\d)(?![\d/-])", _short_range),
    (rf"(?<![\d]){_YEAR}(?!\d)", _ymd),
)
_DAY_FIRST = (rf"(?<!\d)(?:{_D}|dd|--)\s?[/.-]\s?(?:{_M}|mm|--)\s?[/.-]\s?{_YEAR}(?!\d)", _numeric)
_MONTH_FIRST = (rf"(?<!\d){_M}\s?[/.-]\s?{_D}\s?[/.-]\s?{_YEAR}(?!\d)", _numeric)


def _compiled(slashes: tuple[str, Meaning]) -> tuple[tuple[re.Pattern[str], Meaning], ...]:
    table = (*_PARTS_TOLD, slashes, *_IN_WORDS)
    return tuple((re.compile(pattern, re.IGNORECASE), meaning) for pattern, meaning in table)


_TABLES = {False: _compiled(_DAY_FIRST), True: _compiled(_MONTH_FIRST)}


def _scan(text: str, month_first: bool) -> Iterator[_Found]:
    """Dates in order of place. Longer notations claim their letters first."""
    found: list[_Found] = []
    taken = bytearray(len(text))
    for pattern, meaning in _TABLES[month_first]:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            groups = match.groupdict()
            span = meaning(groups if _YEAR_SIGN.search(match[0]) else _swapped(groups))
            if span is None:
                continue
            found.append(_Found(match.start(), match.end(), span))
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return iter(sorted(found, key=lambda item: item.start))


def _swapped(groups: _Groups) -> _Groups:
    """Day and month the other way round when only that makes sense: 03/28/1970 in a list that writes days first."""
    month, day = _int(groups.get("month")), _int(groups.get("day"))
    if month is not None and day is not None and month > 12 >= day > 0:
        return {**groups, "month": str(day), "day": str(month)}
    return groups


# --- ranges and approximations ---------------------------------------------------------------------------------------

_AND = "and|or and|et|und|y|и|і|та|en|och|og|oraz|и по"
_RANGE = re.compile(
    rf"\s*(?:-|–|—|−|~|〜|to|until|bis|à|au|hasta|до|по|から|より|至|到|{_AND})\s*"
    r"(?:(?:circa|approximately|about)\.?\s*)?",
    re.IGNORECASE,
)
_JOINS = re.compile(rf"\s*(?:{_AND})\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:between|entre|zwischen|между|між|tussen|mellan|mellem|mellom|między|pomiędzy)\W*(?:approximately\W*)?\Z",
    re.IGNORECASE,
)
_BETWEEN_AFTER = re.compile(r"\s*(?:まで)?の間")
_CIRCA_BEFORE = re.compile(
    r"(?:\b(?:circa|ca?\.|ca|approx(?:imately|\.)?|around|about|vers|environ|etwa|ungefähr|hacia|alrededor de"
    r"|около|прибл|примерно|приблизительно|близько|приблизно|ok|około|noin|ongeveer|omkring|yaklaşık|sekitar|حوالي|نحو|حدود)"
    r"|推定|約|约|大约|大約|약)\W*(?:(?:in|en|im|the year)\s+|between\s+)?\Z",
    re.IGNORECASE,
)
_CIRCA_AFTER = re.compile(
    r"\s*(?:生まれ)?[(]?(?:頃|ころ|ごろ|前後|\(?(?:approximately|approx\.?|circa)\b)", re.IGNORECASE
)


_APPROXIMATELY = re.compile(
    r"\W*(?:circa|ca?|approx(?:imately)?|around|about|abt|est(?:imated)?|born|b|dob|d\.o\.b|date\s+of\s+birth"
    r"|推定|約|頃|ころ|ごろ|年頃|前後|生まれ|生|г|года|р|року|r|roku)?\W*",
    re.IGNORECASE,
)


def _join_ranges(found: list[_Found], text: str) -> list[_Found]:
    joined: list[_Found] = []
    for item in found:
        before = text[joined[-1].end : item.start] if joined else ""
        if joined and _is_range(joined[-1], before, item, text):
            last = joined.pop()
            item = _Found(last.start, item.end, (last.span[0], item.span[1]), last.circa)
        circa = item.circa or _is_circa(item, text)
        joined.append(_Found(item.start, item.end, item.span, circa))
    return joined


def _is_range(last: _Found, between: str, item: _Found, text: str) -> bool:
    core = re.sub(r"(?:頃|ころ|ごろ)", "", between)
    if not _RANGE.fullmatch(core) or last.span[0].year > item.span[1].year or last.span[0] != last.span[1]:
        return False
    if _JOINS.match(core) is None:
        return True
    return bool(_BETWEEN.search(text[: last.start]) or _BETWEEN_AFTER.match(text[item.end :]))


def _is_circa(item: _Found, text: str) -> bool:
    before = text[max(0, item.start - 30) : item.start]
    if _BETWEEN.search(before):
        return "approx" in before.lower()
    return bool(_CIRCA_BEFORE.search(before) or _CIRCA_AFTER.match(text[item.end :]))


def _listed(item: _Found, raw: str) -> ListedDate:
    return ListedDate(raw=raw, earliest=item.span[0], latest=item.span[1], circa=item.circa)


def _single(day: PartialDate, raw: str) -> ListedDate:
    return ListedDate(raw=raw, earliest=day, latest=day)


def _int(text: str | None) -> int | None:
    return int(text) if text else None
