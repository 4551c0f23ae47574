"""Watchlists as datasets: which are meant by a request, and in which version each is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from service.engine.model.watchlist import Watchlist
from service.watchlists.catalogue import OWN_PREFIX, catalogue

DEFAULT = "default"
SANCTIONS = "sanctions"
COLLECTIONS = {DEFAULT: "All lists that are loaded", SANCTIONS: "All sanctions lists that are loaded"}

_EXPORT_ONLY = frozenset({"export_denial", "export_red_flag"})
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


class UnknownDatasetError(LookupError):
    """A dataset that is asked for and not loaded. `in_path` if it is that of the address."""

    def __init__(self, detail: str, *, in_path: bool) -> None:
        super().__init__(detail)
        self.in_path = in_path


@dataclass(frozen=True, slots=True)
class Scope:
    """What a request is about: the watchlists to search, None for all that the profile names."""

    dataset: str
    watchlists: tuple[str, ...] | None

    def holds(self, watchlist_id: str) -> bool:
        """Whether a list is meant."""
        return self.watchlists is None or watchlist_id in self.watchlists


def children(name: str, watchlists: Iterable[Watchlist]) -> tuple[str, ...]:
    """The lists of a collection, by id; a list alone is its own."""
    ids = sorted(one.id for one in watchlists)
    if name == DEFAULT:
        return tuple(ids)
    if name == SANCTIONS:
        return tuple(one for one in ids if _is_sanctions_list(one))
    return (name,) if name in ids else ()


def resolve(dataset: str, included: Sequence[str], excluded: Sequence[str], watchlists: Sequence[Watchlist]) -> Scope:
    """The scope of a request. Raises UnknownDatasetError for a list that is asked for and not loaded: what is not
    searched must not look clear. One that is to be left out and is not there changes nothing."""
    known = children(dataset, watchlists)
    if not known:
        raise UnknownDatasetError(f"No such dataset: {dataset}. Loaded: {_names(watchlists)}", in_path=True)
    if dataset == DEFAULT and not included and not excluded:
        return Scope(dataset, None)
    wanted = [_included(name, known, watchlists) for name in included] or [known]
    left_out = {one for name in excluded for one in children(name, watchlists)}
    chosen = tuple(sorted({one for names in wanted for one in names} - left_out))
    if not chosen:
        raise UnknownDatasetError("include_dataset and exclude_dataset leave no dataset to search", in_path=False)
    return Scope(dataset, chosen)


def version_of(moment: datetime, sha256: str) -> str:
    """`YYYYMMDDhhmmss-abc`: when an edition came, and three letters of its hash."""
    return f"{moment.astimezone(UTC):%Y%m%d%H%M%S}-{sha256[:3].translate(_LETTERS)}"


def published(watchlist: Watchlist) -> datetime | None:
    """Midnight of the day that the publisher gives."""
    day = watchlist.published_on
    return None if day is None else datetime.combine(day, time(), UTC)


def _included(name: str, known: Sequence[str], watchlists: Sequence[Watchlist]) -> tuple[str, ...]:
    chosen = children(name, watchlists)
    if not chosen:
        detail = f"include_dataset names {name}, which is not loaded. Loaded: {_names(watchlists)}"
        raise UnknownDatasetError(detail, in_path=False)
    inside = tuple(one for one in chosen if one in known)
    if not inside:
        detail = f"include_dataset names {name}, which is no part of the dataset in the address: {', '.join(known)}"
        raise UnknownDatasetError(detail, in_path=False)
    return inside


def _is_sanctions_list(watchlist_id: str) -> bool:
    """Not a user's own list, and not one of export controls alone."""
    entry = catalogue().get(watchlist_id)
    measures = frozenset(entry.measures) if entry else frozenset()
    return not watchlist_id.startswith(OWN_PREFIX) and not (measures and measures <= _EXPORT_ONLY)


def _names(watchlists: Iterable[Watchlist]) -> str:
    return ", ".join([*COLLECTIONS, *sorted(one.id for one in watchlists)])
