"""How a birth date agrees with the dates that a list gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from service.engine.matching.weights import Weights
from service.engine.model.entity import ListedDate, PartialDate

YEARS_OFF = 3
"""Years that one is off, rather than another person's."""

_PLACEHOLDERS = frozenset(
    {
        *((1, 1, 1), (1111, 11, 11), (1601, 1, 1), (1753, 1, 1), (1800, 1, 1), (9999, 12, 31), (9999, 1, 1)),
        *((1899, 12, 30), (1899, 12, 31), (1900, None, None), (1900, 1, None), (1900, 1, 1), (1901, 12, 13)),
        *((1901, 12, 14), (1904, 1, 1), (2999, 12, 31)),
    }
)
"""Days that forms and programs write where no day is known: the first and the last that a database, a spreadsheet or a
clock of 32 bits can hold. Not 1970-01-01, which lists give for persons."""


def is_placeholder(born: PartialDate) -> bool:
    """Whether a date of birth only stands for one that nobody knew, such as 1900-01-01."""
    return (born.year, born.month, born.day) in _PLACEHOLDERS


@dataclass(frozen=True, slots=True)
class DateVerdict:
    """How well two dates agree (0 to 1), the points for it, and a sentence."""

    score: float
    points: float
    detail: str


def digits_apart(left: int, right: int) -> bool:
    """Whether two years differ in one digit, or in two neighbouring digits exchanged."""
    a, b = f"{left:04d}", f"{right:04d}"
    differing = [at for at in range(4) if a[at] != b[at]]
    if len(differing) == 1:
        return True
    return len(differing) == 2 and differing[1] - differing[0] == 1 and a[differing[0]] == b[differing[1]]


def _same_year(asked: PartialDate, listed: PartialDate, weights: Weights) -> tuple[float, float, str]:
    if asked.month is None or listed.month is None:
        return 0.8, weights.birth_date_year, "the same year"
    if asked.month == listed.month:
        if asked.day is None or listed.day is None:
            return 0.9, weights.birth_date_one_part, "the same year and month"
        if asked.day == listed.day:
            return 1.0, weights.birth_date_same, "the same date"
        return 0.8, weights.birth_date_one_part, "the same year and month, another day"
    if asked.day is None or listed.day is None:
        return 0.4, weights.birth_date_near, "the same year, another month"
    if (asked.day, asked.month) == (listed.month, listed.day):
        return 0.9, weights.birth_date_swapped, "the same date with day and month exchanged"
    if asked.day == listed.day:
        return 0.7, weights.birth_date_one_part, "the same year and day, another month"
    return 0.4, weights.birth_date_near, "the same year, another month and day"


def _compare(asked: PartialDate, listed: PartialDate, weights: Weights) -> tuple[float, float, str]:
    if asked.year == listed.year:
        return _same_year(asked, listed, weights)
    apart = abs(asked.year - listed.year)
    full = asked.day is not None and listed.day is not None
    same_day = full and (asked.month, asked.day) == (listed.month, listed.day)
    if same_day and (apart == 1 or digits_apart(asked.year, listed.year)):
        return 0.7, weights.birth_date_one_part, "the same day and month, a slip in the year"
    if same_day or apart == 1:
        return 0.4, weights.birth_date_near, "one year apart" if apart == 1 else "the same day and month, another year"
    if apart <= YEARS_OFF:
        return 0.2, weights.birth_date_years_off, f"{apart} years apart"
    return 0.0, weights.birth_date_far, f"{apart} years apart"


def _one(asked: PartialDate, listed: ListedDate, weights: Weights) -> tuple[float, float, str] | None:
    if listed.earliest is None or listed.latest is None:
        return None
    if listed.earliest.year != listed.latest.year:
        low, high = listed.earliest.year, listed.latest.year
        if low <= asked.year <= high:
            return 0.8, weights.birth_date_year, "within the years listed"
        nearest = low if asked.year < low else high
        return _compare(asked, PartialDate(nearest), weights)
    score, points, words = _compare(asked, listed.earliest, weights)
    if listed.circa and points < 0:
        return max(score, 0.3), points / 2, words + ", and the listed date is only approximate"
    return score, points, words


def in_force(dates: Iterable[ListedDate], on: date) -> tuple[ListedDate, ...]:
    """The dates that the list gave on a day."""
    return tuple(
        item for item in dates if (item.since is None or item.since <= on) and (item.until is None or on < item.until)
    )


def compare_birth_dates(asked: PartialDate, listed: Iterable[ListedDate], weights: Weights) -> DateVerdict | None:
    """The best verdict over all listed dates, or None if the list gives no date that can be read or none is asked."""
    if is_placeholder(asked):
        return None
    best: tuple[float, float, str, ListedDate] | None = None
    for item in listed:
        found = _one(asked, item, weights)
        if found is not None and (best is None or found[1] > best[1]):
            best = (*found, item)
    if best is None:
        return None
    score, points, words, item = best
    return DateVerdict(score, points, f"born {asked}, listed {item.raw}: {words}")
