"""What an operator does with lists: import, fetch, activate, roll back, compare, and see how they stand.

Composed of the store, the gates and the settings. HTTP, the command line and the refresher call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from service.common.clock import Clock, utc_now
from service.engine.matching.profile import load_profiles
from service.engine.model.watchlist import Watchlist
from service.settings import Settings
from service.watchlists.catalogue import catalogue, lookup
from service.watchlists.editions.diff import Difference, difference
from service.watchlists.editions.download import DownloadLimits
from service.watchlists.editions.errors import FetchError
from service.watchlists.editions.fetch import fetch
from service.watchlists.editions.gates import Limits, QualityGate, list_gates
from service.watchlists.editions.importing import ImportOptions, Outcome, activate, import_files, roll_back
from service.watchlists.editions.loading import load_edition
from service.watchlists.editions.model import Activation, Attempt, Edition
from service.watchlists.editions.page_links import newest_link
from service.watchlists.editions.search_gates import read_canaries, search_gate, usable_processes
from service.watchlists.editions.store import Store, is_sha256_of, named, store_of
from service.watchlists.errors import ListError
from service.watchlists.load import bundled_folders, load_bundled, readers_for
from service.watchlists.rounds import FILE as ROUNDS_FILE
from service.watchlists.rounds import Round, load_rounds


@dataclass(frozen=True, slots=True)
class ListStatus:
    """How one stored list stands: what is active since when, the last attempt, and the last time it was current."""

    id: str
    active: Edition | None
    switched: Activation | None
    attempt: Attempt | None
    success: Attempt | None

    def age(self, now: datetime) -> timedelta | None:
        """Time since the list was last found to be its publisher's newest, or was brought by hand."""
        return None if self.success is None else max(now - self.success.at, timedelta(0))


NO_ADDRESS = "its publisher offers no address that stays the same: import its files, or set SEKISHO_LIST_ADDRESSES"


@dataclass(frozen=True, slots=True)
class FetchResult:
    """How asking for one list ended, and the edition that is active now. `outcome` is that of an import, `failed` when
    the list could not be had or read, or `no address`."""

    id: str
    outcome: str
    edition: Edition | None
    messages: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nothing went wrong."""
        return self.outcome not in ("failed", "refused")


def _keeps_serving(active: Edition | None) -> tuple[str, ...]:
    return (f"the edition of {active.day} keeps serving",) if active is not None else ()


@dataclass(frozen=True, slots=True)
class WatchlistService:
    """Everything that a change of the stored lists needs."""

    settings: Settings
    store: Store
    clock: Clock

    def import_files(self, watchlist_id: str, files: Sequence[Path], options: ImportOptions) -> Outcome:
        """Bring files as a new edition. Raises ListError."""
        readers_for(lookup(watchlist_id))
        return import_files(self.store, watchlist_id, files, gates=self._gates(), clock=self.clock, options=options)

    def fetch(self, watchlist_id: str, options: ImportOptions) -> Outcome:
        """Ask the publisher for a new edition. Raises ListError."""
        found = addresses(self.settings, watchlist_id)
        if not found:
            expected = "an address; set one for it in SEKISHO_LIST_ADDRESSES or import its files"
            raise FetchError(watchlist_id, "", expected, "none: its publisher offers no address that stays the same")
        terms = self._download_limits()
        link = lookup(watchlist_id).download_link
        if link is not None and watchlist_id not in self.settings.list_addresses:
            try:
                found = tuple(newest_link(page, link, terms) for page in found)
            except FetchError as error:
                self.store.attempted(watchlist_id, Attempt(self.clock(), "failed", None, (str(error),)))
                raise
        return fetch(
            self.store, watchlist_id, found, gates=self._gates(), clock=self.clock, terms=terms, options=options
        )

    def fetch_all(self, options: ImportOptions, begun: Callable[[str], None] = lambda _: None) -> Iterator[FetchResult]:
        """Ask the publisher of each list with an address, one after the other; a failure stops none of the others.

        A list whose publisher has no address that stays the same is told of, and is no failure. `begun` is called with
        the id of each list before it is asked for: a large one takes a minute.
        """
        for watchlist_id in catalogue():
            begun(watchlist_id)
            if not addresses(self.settings, watchlist_id):
                if not lookup(watchlist_id).comes_with_the_program:
                    yield FetchResult(watchlist_id, "no address", None, (NO_ADDRESS,))
                continue
            try:
                outcome = self.fetch(watchlist_id, options)
            except ListError as error:
                active = self.store.active(watchlist_id)
                yield FetchResult(watchlist_id, "failed", active, (str(error), *_keeps_serving(active)))
                continue
            active = self.store.active(watchlist_id)
            messages = tuple(str(finding) for finding in outcome.findings)
            if outcome.refused:
                messages += _keeps_serving(active)
            yield FetchResult(watchlist_id, outcome.outcome, outcome.edition or active, messages)

    def _download_limits(self) -> DownloadLimits:
        settings = self.settings
        return DownloadLimits(
            seconds=settings.fetch_seconds,
            max_bytes=settings.fetch_max_bytes,
            allow_private=settings.fetch_allow_private,
        )

    def activate(self, watchlist_id: str, edition: str, options: ImportOptions) -> Outcome:
        """Make a stored edition the active one. Raises ListError."""
        return activate(self.store, watchlist_id, edition, gates=self._gates(), clock=self.clock, options=options)

    def roll_back(self, watchlist_id: str, reason: str) -> Outcome:
        """Go back to the edition that was active before. Raises ListError."""
        return roll_back(self.store, watchlist_id, clock=self.clock, reason=reason)

    def difference(self, watchlist_id: str, before: str, after: str) -> Difference:
        """What changed between two editions, stored or come with the program. Raises ListError."""
        return difference(*(self._edition(watchlist_id, name) for name in (before, after)))

    def _edition(self, watchlist_id: str, name: str) -> Watchlist:
        bundled = bundled_list(self.settings, watchlist_id)
        if bundled is not None and (name == bundled.edition or is_sha256_of(bundled.sha256, name)):
            return bundled
        return load_edition(self.store, self.store.edition(watchlist_id, name))

    def _gates(self) -> tuple[QualityGate, ...]:
        settings = self.settings
        profile = load_profiles(settings.lists_dir / "profiles")["default"]
        canaries = read_canaries(settings.canaries_file) if settings.canaries_file else ()
        searching = search_gate(profile, canaries, processes=usable_processes())
        return (*list_gates(Limits(settings.max_shrink)), searching)


def outcome_document(watchlist_id: str, outcome: Outcome) -> dict[str, Any]:
    """The outcome of a change for programs."""
    edition = None if outcome.edition is None else named(outcome.edition)
    messages = [str(finding) for finding in outcome.findings]
    return {"watchlist": watchlist_id, "outcome": outcome.outcome, "edition": edition, "messages": messages}


def bundled_list(settings: Settings, watchlist_id: str) -> Watchlist | None:
    """The list of that id that came with the program, if there is one. Raises ListError."""
    found = next((one for one in bundled_folders(settings.lists_dir) if one.name == watchlist_id), None)
    return None if found is None else load_bundled(found)


def rounds_of(settings: Settings, watchlist_id: str) -> tuple[Round, ...]:
    """The rounds of measures that a list belongs to, earliest first; none for most. Raises ListError."""
    for folder in sorted(path.parent for path in settings.lists_dir.glob(f"*/{ROUNDS_FILE}")):
        rounds = load_rounds(folder)
        if any(one.watchlist == watchlist_id for one in rounds):
            return rounds
    return ()


def watchlist_service_of(settings: Settings, clock: Clock | None = None) -> WatchlistService:
    """A keeper of the lists in the data directory."""
    return WatchlistService(settings, store_of(settings), clock or utc_now)


def addresses(settings: Settings, watchlist_id: str) -> tuple[str, ...]:
    """Where a list is fetched from: as the operator set it, an empty text for nowhere, or the official address. Raises
    ListError."""
    official = lookup(watchlist_id).download_url or ""
    return tuple(settings.list_addresses.get(watchlist_id, official).split())


def list_statuses(store: Store) -> Iterator[ListStatus]:
    """How every stored list stands, by id. Raises ListError for a store that was tampered with."""
    for one in store.watchlists():
        yield ListStatus(one, store.active(one), store.active_switch(one), store.attempt(one), store.success(one))


def fetchable(settings: Settings, store: Store) -> tuple[str, ...]:
    """The stored lists that have an address to be refreshed from."""
    return tuple(one.id for one in list_statuses(store) if one.active and addresses(settings, one.id))


def stale_lists(settings: Settings, store: Store, now: datetime) -> Iterator[str]:
    """Why lists are too old for the operator's limit, one sentence each."""
    limit = timedelta(hours=settings.max_list_age_hours)
    if not limit:
        return
    for one in list_statuses(store):
        age = one.age(now)
        if one.active is not None and (age is None or age > limit):
            since = "never" if one.success is None else f"last at {one.success.at.isoformat(timespec='seconds')}"
            yield f"{one.id} was {since} found current, which is longer ago than {settings.max_list_age_hours:g} hours"
