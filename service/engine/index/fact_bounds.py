"""What the facts beside a name add to its score or take from it: for many pairs of a party and an entity at once.

The same points as in `service/engine/matching/secondary_attributes.py`, before agreement is held below what the name
has left, so that no score is higher than these points allow. Only identifiers are left out: who shares one is found by
it, and another one takes nothing off here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.engine.index.postings import Places, ranges, run_starts, true_places
from service.engine.index.required_score import Names
from service.engine.matching.dates import YEARS_OFF, digits_apart
from service.engine.matching.model import Party
from service.engine.matching.secondary_attributes import countries_of
from service.engine.matching.weights import Weights
from service.engine.model.entity import Entity, ListedDate, PartialDate

_UNKNOWN = 0
"""In the place of a month, a day, a gender."""
_NO_DAY, _NO_DAY_ASKED = np.int16(-1), np.int16(-2)
"""In the place of a day of the year, on either side: two that are not known are not the same day."""
_NEVER = np.iinfo(np.int32).max
_LAST_YEAR = 9999
_MOST_KEPT = 4_000

Points = NDArray[np.float64]
Small = NDArray[np.int16]


@dataclass(eq=False, slots=True)
class ListedBirths:
    """The birth dates of all entities, one entity after the other: those of entity `n` from `starts[n]` on.

    First and last year; month and day where there is but one year, 0 if unknown; whether the list says "about"; from
    and until which day (as ordinals) the list said so. Of each entity: the first and the last of all years and the
    bits of all days of the month; all years where the list says more than the dates; last year 0 without a date.
    """

    starts: NDArray[np.int64]
    first: Small
    last: Small
    month: Small
    day: Small
    circa: NDArray[np.bool_]
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    earliest: Small
    latest: Small
    days: NDArray[np.uint32]
    _one_year: NDArray[np.bool_] = field(init=False, repr=False)
    _one_day: Small = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._one_year = self.first == self.last
        self._one_day = np.where(self._one_year, _of_the_year(self.month, self.day, _NO_DAY), _NO_DAY)

    @classmethod
    def build(cls, entities: Sequence[Entity]) -> ListedBirths:
        rows = [list(_rows(entity.birth_dates)) for entity in entities]
        starts = np.cumsum([0, *map(len, rows)], dtype=np.int64)
        table = np.array([row for some in rows for row in some], dtype=np.int32).reshape(-1, 7).T
        first, last, month, day, circa = (column.astype(np.int16) for column in table[:5])
        since, until = table[5].copy(), table[6].copy()
        says_more = (circa != 0) | (since != 0) | (until != _NEVER)
        earliest, latest = np.where(says_more, _LAST_YEAR, -first), np.where(says_more, _LAST_YEAR, last)
        return cls(
            *(starts, first, last, month, day, circa.astype(bool), since, until),
            earliest=-_largest(earliest, starts),
            latest=_largest(latest, starts),
            days=np.bitwise_or.reduceat(np.append(np.uint32(1) << day.astype(np.uint32), np.uint32(0)), starts[:-1]),
        )

    def points(self, asked: QueryBirths, places: Places, entities: Names, on: date, weights: Weights) -> Points:
        """For each pair of the place of an asked date and an entity, the points of its best date; 0 if it has none.

        Most entities were born in other years than the asked one and on other days, which is soon told.
        """
        year, bit = asked.year[places], asked.bit[places]
        earliest, latest = self.earliest[entities], self.latest[entities]
        known = (latest != 0) & (year != 0)
        apart = np.maximum(year - latest, earliest - year)
        far, one_year = apart > YEARS_OFF, (earliest == latest) & (apart > 1)
        found = np.where(known, np.where(far, weights.birth_date_far, weights.birth_date_years_off), 0.0)
        rest = true_places(known & ~((far | one_year) & ((self.days[entities] & bit) == 0)))
        found[rest] = self._best_points(asked, places[rest], entities[rest], on, weights)
        return found

    def _best_points(self, asked: QueryBirths, places: Places, entities: Names, on: date, weights: Weights) -> Points:
        pairs, rows = ranges(self.starts[entities], self.starts[entities + 1])
        day = on.toordinal()
        current = true_places((self.since[rows] <= day) & (day < self.until[rows]))
        pairs, rows = pairs[current], rows[current]
        found = np.zeros(len(places))
        if len(pairs):
            points = self._points(asked, places[pairs], rows, weights)
            starts = run_starts(pairs)
            found[pairs[starts]] = np.maximum.reduceat(points, starts)
        return found

    def _points(self, asked: QueryBirths, places: Places, rows: NDArray[np.int64], weights: Weights) -> Points:
        """For each pair of an asked date and a listed one. Most are years apart, which is soon told."""
        year = asked.year[places]
        apart = np.maximum(np.maximum(self.first[rows] - year, year - self.last[rows]), 0)
        same_day = self._one_day[rows] == asked.one_day[places]
        points = np.where(apart > YEARS_OFF, weights.birth_date_far, weights.birth_date_years_off)
        near = true_places((apart <= 1) | same_day)
        points[near] = self._near_points(asked, places[near], rows[near], apart[near], same_day[near], weights)
        return np.where(self.circa[rows] & self._one_year[rows] & (points < 0), points / 2, points)

    def _near_points(
        self,
        asked: QueryBirths,
        places: Places,
        rows: NDArray[np.int64],
        apart: Small,
        same_day: NDArray[np.bool_],
        weights: Weights,
    ) -> Points:
        month, day = asked.month[places], asked.day[places]
        listed_month, listed_day = self.month[rows], self.day[rows]
        no_month = (month == _UNKNOWN) | (listed_month == _UNKNOWN)
        no_day = (day == _UNKNOWN) | (listed_day == _UNKNOWN)
        swapped = (day == listed_month) & (month == listed_day)
        one_part = (month == listed_month) | ((day == listed_day) & ~no_day)
        same_year = np.where(one_part, weights.birth_date_one_part, weights.birth_date_near)
        same_year[swapped & ~one_part & ~no_day] = weights.birth_date_swapped
        same_year[same_day] = weights.birth_date_same
        same_year[~self._one_year[rows] | no_month] = weights.birth_date_year
        slip = same_day & (apart == 1)
        for at in true_places(same_day & (apart > 1)).tolist():
            slip[at] = digits_apart(int(asked.year[places[at]]), int(self.first[rows[at]]))
        other_year = np.where(slip, weights.birth_date_one_part, weights.birth_date_near)
        return np.where(apart == 0, same_year, other_year)


def _of_the_year(month: Small, day: Small, unknown: np.int16) -> Small:
    """A day of a year as a number, or what stands for one that is not known."""
    return np.where(day != _UNKNOWN, month * np.int16(32) + day, unknown)


def _largest(years: Small, starts: NDArray[np.int64]) -> Small:
    """The largest of the years of each entity; 0 without any."""
    found = np.maximum.reduceat(np.append(years, 0), starts[:-1])
    return np.where(np.diff(starts) > 0, found, 0).astype(np.int16)


def _rows(dates: Iterable[ListedDate]) -> Iterable[tuple[int, ...]]:
    for one in dates:
        if one.earliest is None or one.latest is None:
            continue
        single = one.earliest.year == one.latest.year
        month, day = (one.earliest.month, one.earliest.day) if single else (None, None)
        since = 0 if one.since is None else one.since.toordinal()
        until = _NEVER if one.until is None else one.until.toordinal()
        years = one.earliest.year, one.latest.year
        yield *years, month or _UNKNOWN, day or _UNKNOWN, int(one.circa), since, until


class QueryBirths(NamedTuple):
    """Birth dates asked, by place; 0 for a year, month or day that is not known. The day of the month as a bit as well,
    and the day of the year as a number."""

    year: Small
    month: Small
    day: Small
    bit: NDArray[np.uint32]
    one_day: Small

    @classmethod
    def of(cls, dates: Sequence[PartialDate | None]) -> QueryBirths:
        rows = [(0, 0, 0) if one is None else (one.year, one.month or 0, one.day or 0) for one in dates]
        year, month, day = np.array(rows, dtype=np.int16).reshape(-1, 3).T
        bit = np.where(day > 0, np.uint32(1) << day.astype(np.uint32), np.uint32(0))
        return cls(year, month, day, bit, _of_the_year(month, day, _NO_DAY_ASKED))


_SAME_COUNTRY, _OTHER_COUNTRY, _OTHER_GENDER = 1, 2, 3
"""What the countries say, 0 for nothing; and what is added where the genders differ."""


@dataclass(eq=False, slots=True)
class ListedTraits:
    """Countries and gender of all entities. Many have the same ones, so these stand apart: `trait` is the number of
    those of each entity, `countries` has a row of bits for each number, by the places of the `codes`."""

    codes: list[str]
    genders: list[str]
    trait: NDArray[np.int32]
    countries: NDArray[np.bool_]
    gender: Small
    _kept: dict[_Traits, NDArray[np.uint8]] = field(default_factory=dict, repr=False)

    @classmethod
    def build(cls, entities: Sequence[Entity]) -> ListedTraits:
        numbers: dict[_Traits, int] = {}
        trait = [numbers.setdefault((countries_of(one), one.gender), len(numbers)) for one in entities]
        codes = sorted({code for countries, _ in numbers for code in countries})
        genders = sorted({gender for _, gender in numbers if gender is not None})
        rows = [[code in countries for code in codes] for countries, _ in numbers]
        return cls(
            codes,
            genders,
            np.array(trait, dtype=np.int32),
            np.array(rows, dtype=bool).reshape(len(numbers), len(codes)),
            np.array([_number(genders, gender) for _, gender in numbers], dtype=np.int16),
        )

    def points(self, asked: QueryTraits, places: Places, entities: Names) -> Points:
        """For each pair of the place of a party and an entity, the points of countries and gender."""
        return np.asarray(asked.points[asked.trait[places], self.trait[entities]])

    def asked(self, parties: Sequence[Party], weights: Weights) -> QueryTraits:
        """The traits of some parties, compared with all that are listed."""
        country = np.array([0.0, weights.country_same, weights.country_other])
        worth = np.concatenate([country, country + weights.gender_other])
        distinct: dict[_Traits, int] = {}
        asked = [distinct.setdefault(_traits_asked(party), len(distinct)) for party in parties]
        told = np.array([self._told(traits) for traits in distinct], dtype=np.intp).reshape(len(distinct), -1)
        return QueryTraits(np.array(asked, dtype=np.intp), worth[told])

    def _told(self, asked: _Traits) -> NDArray[np.uint8]:
        """What each of the listed traits says of the asked ones. Kept, as most customers are of a few countries."""
        found = self._kept.get(asked)
        if found is None:
            found = self._compared(asked)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[asked] = found
        return found

    def _compared(self, asked: _Traits) -> NDArray[np.uint8]:
        countries, gender = asked
        found = np.zeros(len(self.countries), dtype=np.uint8)
        if countries:
            common = self.countries[:, [code in countries for code in self.codes]].any(axis=1)
            found[self.countries.any(axis=1)] = _OTHER_COUNTRY
            found[common] = _SAME_COUNTRY
        if gender is not None:
            found[(self.gender != _UNKNOWN) & (self.gender != _number(self.genders, gender))] += _OTHER_GENDER
        return found


_Traits = tuple[frozenset[str], str | None]


class QueryTraits(NamedTuple):
    """By place the number of a party's traits; for each number the points with each of the listed ones."""

    trait: Places
    points: Points


def _traits_asked(party: Party) -> _Traits:
    return frozenset((*party.nationalities, *party.countries)), party.gender


def _number(genders: Sequence[str], gender: str | None) -> int:
    """A gender as a number from 1 on; -1 for one that no entity has."""
    if gender is None:
        return _UNKNOWN
    return genders.index(gender) + 1 if gender in genders else -1


@dataclass(eq=False, slots=True)
class FactBounds:
    """The facts of all entities that may speak for or against a party."""

    births: ListedBirths
    traits: ListedTraits

    @classmethod
    def build(cls, entities: Sequence[Entity]) -> FactBounds:
        return cls(ListedBirths.build(entities), ListedTraits.build(entities))

    def of(self, parties: Sequence[Party], on: date, weights: Weights) -> FactPoints:
        """The points for some parties, asked about a day."""
        return FactPoints(self, parties, on, weights)


class FactPoints:
    """The points of facts for some parties. Facts are made ready when they are first needed: most parties have no name
    that is like a listed one."""

    def __init__(self, listed: FactBounds, parties: Sequence[Party], on: date, weights: Weights) -> None:
        self._listed, self._parties, self._on, self._weights = listed, parties, on, weights

    def __call__(self, places: Places, entities: Names) -> Points:
        """For each pair of the place of a party and an entity, what the facts add at most."""
        points = np.zeros(len(places))
        if len(places) and self._traits is not None:
            points += self._foreseen(self._listed.traits.points(self._traits, places, entities), places)
        if len(places) and self._births is not None:
            births = self._listed.births.points(self._births, places, entities, self._on, self._weights)
            points += self._foreseen(births, places)
        return points

    @cached_property
    def _traits(self) -> QueryTraits | None:
        some = any(party.nationalities or party.countries or party.gender for party in self._parties)
        return self._listed.traits.asked(self._parties, self._weights) if some else None

    @cached_property
    def _births(self) -> QueryBirths | None:
        some = any(party.birth_date is not None for party in self._parties)
        return QueryBirths.of([party.birth_date for party in self._parties]) if some else None

    @cached_property
    def _read(self) -> NDArray[np.bool_]:
        """Whether facts were read from the name of each party."""
        return np.array([party.read is not None for party in self._parties])

    def _foreseen(self, points: Points, places: Places) -> Points:
        """The points of one fact; those off may stay away where it is only read from the name."""
        if not self._read.any():
            return points
        return np.where(self._read[places], np.maximum(points, 0.0), points)
