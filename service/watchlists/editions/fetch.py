"""Get the current edition of a watchlist from its official addresses, and import it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from service.common.clock import Clock
from service.watchlists.editions.download import DownloadEnvironment, DownloadLimits, download
from service.watchlists.editions.errors import FetchError
from service.watchlists.editions.gates import QualityGate
from service.watchlists.editions.importing import SET_ASIDE, ImportOptions, Outcome, import_files
from service.watchlists.editions.model import Attempt, Edition, EditionSource
from service.watchlists.editions.store import Store

_WAIT_SECONDS = 5.0


def fetch(
    store: Store,
    watchlist_id: str,
    addresses: Sequence[str],
    *,
    gates: Sequence[QualityGate],
    clock: Clock,
    terms: DownloadLimits,
    options: ImportOptions,
    world: DownloadEnvironment | None = None,
) -> Outcome:
    """Download what has changed and import it. Raises ListError; the attempt is remembered either way.

    An edition that a person set aside (rolled back from, or stored without activating) is not activated again.
    """
    scratch = store.scratch(watchlist_id)
    with store.lock_fetching(watchlist_id, wait_seconds=_WAIT_SECONDS):
        known = _newest(store.editions(watchlist_id), addresses)
        try:
            got = _download_all(addresses, scratch, terms, known, world)
        except FetchError as error:
            store.attempted(watchlist_id, Attempt(clock(), "failed", None, (str(error),)))
            raise
        if got is None:
            return _not_modified(store, watchlist_id, known, clock)
        files = [path for path, _ in got]
        origins = tuple(origin for _, origin in got)
        quiet = replace(options, again=False)
        try:
            return import_files(store, watchlist_id, files, gates=gates, clock=clock, options=quiet, origins=origins)
        finally:
            for path in files:
                path.unlink(missing_ok=True)


def _not_modified(store: Store, watchlist_id: str, known: Edition | None, clock: Clock) -> Outcome:
    """The publisher has nothing newer than the edition known, which need not be the active one."""
    active = store.active(watchlist_id)
    same = known is not None and active is not None and known.sha256 == active.sha256
    outcome = Outcome("unchanged", known) if same else Outcome("stored", known, (SET_ASIDE,))
    messages = tuple(str(finding) for finding in outcome.findings)
    store.attempted(watchlist_id, Attempt(clock(), outcome.outcome, known.sha256 if known else None, messages))
    return outcome


def _download_all(
    addresses: Sequence[str],
    scratch: Path,
    terms: DownloadLimits,
    known: Edition | None,
    world: DownloadEnvironment | None,
) -> list[tuple[Path, EditionSource]] | None:
    """All files, or None if the first has not changed and neither have the others."""
    before = {origin.address: origin for origin in known.origins} if known else {}
    changed = False
    got: dict[str, tuple[Path, EditionSource]] = {}
    for address in addresses:
        found = download(address, scratch, terms, known=before.get(address), world=world)
        if found is not None:
            changed = True
            got[address] = found
    if not changed:
        return None
    for address in addresses:  # an edition is whole: the unchanged ones too
        if address not in got:
            found = download(address, scratch, terms, world=world)
            if found is None:
                raise FetchError(address, "", "the list", "status 304 Not Modified, without having been asked")
            got[address] = found
    return [got[address] for address in addresses]


def _newest(editions: Sequence[Edition], addresses: Sequence[str]) -> Edition | None:
    """The edition fetched last from these addresses: what their servers are asked to compare with."""
    wanted = set(addresses)
    fetched = [edition for edition in editions if {origin.address for origin in edition.origins} == wanted]
    return max(fetched, key=lambda edition: edition.loaded_at, default=None)
