"""What is said of names and requests that take more work than may be."""

from __future__ import annotations

from collections.abc import Sequence

from service.engine.index.work import OverLimit, RequestTooLong, TooLongToSearch
from service.engine.screening.errors import Fault
from service.engine.screening.request import PartyQuery

_EXPECTED = "the name alone, without other names and loose initials, and what else is known in its own field"
_FEWER = "fewer parties, or fewer aliases, in one request"


def reason_of(over: OverLimit) -> str:
    """Why a party was not searched."""
    what = "this name is" if over.name is not None else "the names of this party are"
    return (
        f"{what} too long to search: the words were held against {over.limit} words of listed names, and some are left"
    )


def work_faults(error: TooLongToSearch, parties: Sequence[tuple[int, PartyQuery]]) -> list[Fault]:
    """The faults of a request; `parties` are those that were searched, each with its position in the request."""
    return [_fault(over, *parties[over.party]) for over in error.over]


def request_fault(error: RequestTooLong) -> Fault:
    """The fault of a request of which the parties are too much together."""
    detail = f"these parties are too much for one request: words held against {error.limit} words of listed names"
    return Fault("/parties", f"{detail} are not enough; send {_FEWER}", _FEWER)


def _fault(over: OverLimit, position: int, asked: PartyQuery) -> Fault:
    where, got = "aliases" if len(asked.party.names) > 1 else "name", None
    if over.name is not None:
        where, got = f"aliases/{over.name - 1}" if over.name else "name", asked.party.names[over.name]
    return Fault(f"/parties/{position}/{where}", f"{reason_of(over)}; send {_EXPECTED}", _EXPECTED, got)
