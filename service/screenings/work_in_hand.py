"""How much work one caller has in hand at one time: counted over all of his requests that are not answered yet.

What a request takes is known for certain only when it is done. It begins with what reading its names and texts takes.
As soon as a few of its parties are searched, the others are expected to take as much each, so that a heavy request is
known after some tenths of a second. Whoever has more in hand than the limit is refused his newest requests until the
rest fits. His oldest is never refused, nor one that takes next to nothing: a payment does not wait for a batch of the
same caller. Those of other callers are not touched.

Not counted: comparisons of two given names, and what is looked up in lists and records. Each process counts for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from service.engine.index.work import LIMITS, READING, SearchWork
from service.engine.screening.request import ScreeningRequest
from service.engine.screening.validation import place_texts

UNITS_PER_CHARACTER = 3
"""Of a text that is read for places: a thousand characters take up to 20 ms, a unit takes some 6 µs."""

_TYPICAL_FROM = 4
"""Parties that are begun before the others are expected to be like them. The one that took most is left out: a single
odd name among a thousand customers says nothing about these."""
_NEXT_TO_NOTHING = 100
"""Of the limit such a part. A party takes some hundred units, a hundred parties some ten thousand."""


class TooMuchInHand(Exception):  # noqa: N818 - reads as what it is
    """A caller has more work in hand than he may with this request. Nothing of it was decided or recorded."""

    def __init__(self, limit: int, before: int, units: int) -> None:
        """In units of work: what a caller may have in hand, what his earlier requests have, and what this one adds."""
        self.limit, self.before, self.units = limit, before, units
        super().__init__(
            f"this request takes an expected {units:,} units of work, and your requests that are not answered yet have "
            f"{before:,} in hand; {limit:,} are allowed at one time (SEKISHO_WORK_IN_HAND). Send it again when one of "
            "them is answered; many parties are best sent as a file (/v1/bulk-jobs)"
        )


class Abandoned(Exception):  # noqa: N818 - reads as what it is
    """Whoever asked does not wait any more."""


class WorkInHand:
    """What callers have in hand, by caller. Used on one event loop."""

    def __init__(self, limit: int = 0) -> None:
        """`limit` in units of work, for each caller; 0 for none."""
        self.limit = limit
        self._hands: dict[str, dict[OpenRequest, None]] = {}

    def open(self, caller: str) -> OpenRequest:
        """The place of one more request, which holds work from when it is entered until it is left."""
        return OpenRequest(self, caller)

    def units(self, caller: str) -> int:
        """What a caller has in hand now."""
        return sum(one.units for one in self._hands.get(caller, ()))

    def callers(self) -> int:
        """How many have anything in hand."""
        return len(self._hands)

    def enter(self, place: OpenRequest) -> None:
        """A request has come."""
        self._hands.setdefault(place.caller, {})[place] = None

    def leave(self, place: OpenRequest) -> None:
        """It is answered, refused or given up."""
        hand = self._hands[place.caller]
        del hand[place]
        if not hand:
            del self._hands[place.caller]

    def refuse_too_much(self, place: OpenRequest) -> None:
        """Raise TooMuchInHand if a request does not fit beside those that came before it."""
        if place.units * _NEXT_TO_NOTHING <= self.limit:
            return
        before = 0
        for one in self._hands.get(place.caller, ()):
            if one is place:
                break
            before += one.units
        else:
            return  # was never entered
        if before and before + place.units > self.limit:
            raise TooMuchInHand(self.limit, before, place.units)


class OpenRequest:
    """One request that is not answered yet. A context manager."""

    __slots__ = ("_in_hand", "_least", "_parties", "_shared_by", "_work", "caller", "is_left", "units")

    def __init__(self, in_hand: WorkInHand, caller: str) -> None:
        self._in_hand, self.caller = in_hand, caller
        self.units = self._least = 0
        self._work: SearchWork | None = None
        self._parties = 0
        self._shared_by = 1
        self.is_left = False

    def __enter__(self) -> Self:
        self._in_hand.enter(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.is_left = True
        self._in_hand.leave(self)

    def expect(self, units: int) -> None:
        """Hold at least so many units. Raises TooMuchInHand."""
        self.units = self._least = units
        if self._in_hand.limit:
            self._in_hand.refuse_too_much(self)

    def watch(self, work: SearchWork, parties: int, shared_by: int = 1) -> None:
        """From here on hold what is counted in `work`, for so many parties that are to be searched, or an equal part
        of it if several requests are searched together."""
        self._work, self._parties, self._shared_by = work, parties, shared_by

    def count(self) -> None:
        """Hold what is counted and expected by now."""
        if self._work is not None:
            self.units = max(self._least, expected_units(self._work, self._parties) // self._shared_by)

    def check(self) -> None:
        """Count anew. Raises TooMuchInHand if that does not fit, and Abandoned if the request was left meanwhile."""
        if self.is_left:
            raise Abandoned
        if self._in_hand.limit:
            self.count()
            self._in_hand.refuse_too_much(self)


def least_units(request: ScreeningRequest) -> int:
    """What a request takes at least: reading its names and its texts."""
    names = sum(len(one.party.names) for one in request.parties)
    characters = sum(map(len, place_texts(request)))
    return min(LIMITS.request, READING * names + UNITS_PER_CHARACTER * characters)


def expected_units(work: SearchWork, parties: int) -> int:
    """What so many parties will have taken in the end, at most what a request may take."""
    begun = [min(one.units, work.limits.party) for one in work.parties if one.units]
    units, rest = sum(begun), parties - len(begun)
    if rest > 0 and len(begun) >= _TYPICAL_FROM:
        units += rest * (units - max(begun)) // (len(begun) - 1)
    return min(units, work.limits.request)


class SharedWork:
    """Requests of one caller that are searched together, in the order in which they came."""

    def __init__(self, places: Sequence[OpenRequest]) -> None:
        self._places = places

    def watch(self, work: SearchWork, parties: int) -> None:
        """From here on each holds an equal part."""
        for one in self._places:
            one.watch(work, parties, len(self._places))

    def check(self) -> None:
        """Count anew. Raises what `OpenRequest.check` raises for the newest of them that is still waited for."""
        for one in self._places:
            one.count()
        waiting = [one for one in self._places if not one.is_left]
        (waiting or self._places)[-1].check()
