"""How much work a search may take, counted and never timed: the same question always gets the same answer.

The unit is a word of a name asked held against a word of a listed name, some microseconds; everything else is
counted as so many of them. The limits were set by measuring names that are really asked, see `docs/limits.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

READING = 150
"""Units for a way to read a name: as it stands, without titles, in Latin letters, a part of it."""
PAIRING = 10
"""Units for looking whether the words of a listed name may be those of the name asked."""
COMPARISON = 10
"""Units for each listed name that is compared in full, beside those for its words."""
SOUND = 20
"""Units for each listed name that is compared by sound."""


_ENOUGH = 10
"""So many parties of one request that are too long to search are reported, and the rest is not looked at."""


@dataclass(frozen=True, slots=True)
class WorkLimits:
    """Most units for one name, for all names of one party together, and for all parties of one request."""

    name: int = 400_000
    party: int = 1_000_000
    request: int = 6_000_000


LIMITS = WorkLimits()


@dataclass(frozen=True, slots=True)
class OverLimit:
    """A party, and which of its names, took more work than may be; no name if it was all of them together."""

    party: int
    name: int | None
    limit: int


class TooLongToSearch(Exception):  # noqa: N818 - reads as what it is
    """Some parties took more work than may be. They are not searched, so that nothing can be said of them."""

    def __init__(self, over: Sequence[OverLimit]) -> None:
        self.over = tuple(over)
        super().__init__(f"{len(self.over)} names or parties are too long to search")


class RequestTooLong(Exception):  # noqa: N818 - reads as what it is
    """All parties together took more work than one request may."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"the parties take more than {limit} units of work together")


class Count:
    """Units of work done, and how many may be."""

    __slots__ = ("most", "units")

    def __init__(self, most: int) -> None:
        self.units, self.most = 0, most

    @property
    def is_over(self) -> bool:
        """Whether more was done than may be."""
        return self.units > self.most


class PartyWork:
    """What was done for one party. Its names share its count and do not refer to it: what refers to itself waits for
    the collector of garbage, and rows of a file leave millions of these behind."""

    __slots__ = ("_count", "names")

    def __init__(self, names: int, limits: WorkLimits) -> None:
        self._count = Count(limits.party)
        self.names = [NameWork(self._count, limits.name) for _ in range(names)]

    @property
    def units(self) -> int:
        """What all names together have taken."""
        return self._count.units

    @property
    def is_too_long(self) -> bool:
        """Whether it cannot be searched: one of its names, or all together."""
        return self.is_over or any(name.is_over for name in self.names)

    @property
    def is_over(self) -> bool:
        """Whether all names together have taken more than they may."""
        return self._count.is_over


class NameWork(Count):
    """What was done for one name of a party."""

    __slots__ = ("_party",)

    def __init__(self, party: Count, most: int) -> None:
        super().__init__(most)
        self._party = party

    def add(self, units: int) -> bool:
        """Count what is to be done next. False if that is more than may be, and the search for the name ends."""
        party = self._party
        if self.units > self.most or party.units > party.most:
            return False
        self.units += units
        party.units += units
        return self.units <= self.most and party.units <= party.most

    @property
    def is_over(self) -> bool:
        """Whether the name, or the party it belongs to, has taken more than it may."""
        return self.units > self.most or self._party.is_over


class SearchWork:
    """What was done for the parties of one search, in their order. `limits.request` holds for all of them together if
    they are `one_request`; the rows of a file only happen to be searched together."""

    def __init__(self, limits: WorkLimits | None = None, *, one_request: bool = False) -> None:
        self.limits, self._one_request = limits or LIMITS, one_request
        self.parties: list[PartyWork] = []
        self._before = 0

    def count_known(self, units: int) -> None:
        """Count a party of the same request of which the answer is remembered, so that remembering changes nothing."""
        self._before += min(units, self.limits.party)

    def next_party(self, names: int) -> PartyWork:
        """Where the work for one more party is counted."""
        self.parties.append(PartyWork(names, self.limits))
        return self.parties[-1]

    def expect(self, readings: int) -> None:
        """Raise RequestTooLong if even reading the names, which is counted later, takes too much."""
        if self._one_request and self._before + READING * readings > self.limits.request:
            raise RequestTooLong(self.limits.request)

    def check_request(self) -> None:
        """Raise RequestTooLong if all parties together have taken too much, and TooLongToSearch if many have."""
        if not self._one_request:
            return
        if self._before + sum(min(one.units, self.limits.party) for one in self.parties) > self.limits.request:
            raise RequestTooLong(self.limits.request)
        if sum(one.is_too_long for one in self.parties) >= _ENOUGH:
            self.check_parties()

    def check_parties(self) -> None:
        """Raise TooLongToSearch if any party, or name, has taken too much."""
        over: list[OverLimit] = []
        for at, party in enumerate(self.parties):
            if party.is_over:
                over.append(OverLimit(at, None, self.limits.party))
            else:
                names = (place for place, name in enumerate(party.names) if name.is_over)
                over += [OverLimit(at, place, self.limits.name) for place in names]
        if over:
            raise TooLongToSearch(over)
