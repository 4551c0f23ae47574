"""From the store to watchlists: verify, take what is kept or read the files, add what earlier editions knew."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.cache import read_cached, write_cached
from service.watchlists.editions.history import succeed
from service.watchlists.editions.model import Edition
from service.watchlists.editions.store import Store
from service.watchlists.errors import ListError
from service.watchlists.load import load_files


def load_edition(store: Store, edition: Edition, *, lazily: bool = False) -> Watchlist:
    """One edition as published. Its files are verified before anything is read. Raises ListError."""
    paths = store.files(edition)
    kept = store.home(edition) / "cache" / "edition.json"
    watchlist = read_cached(kept, edition.sha256, lazily=lazily)
    if watchlist is None:
        watchlist = load_files(edition.watchlist, paths)
        write_cached(kept, edition.sha256, watchlist)
    return watchlist


def load_active(
    store: Store, loaded: Mapping[str, Watchlist] | None = None, *, lazily: bool = False
) -> tuple[Watchlist, ...]:
    """The active edition of every stored watchlist, with its history, by id. Raises ListError for any that fails.

    Of those `loaded` already, by id, what is still the same is taken as it is. Entities are made at once, or `lazily`,
    once they are looked at.
    """
    known = loaded or {}
    ids = store.watchlists()
    found = (load_with_history(store, one, known.get(one), lazily=lazily) for one in ids)
    return tuple(watchlist for watchlist in found if watchlist is not None)


def load_with_history(
    store: Store, watchlist_id: str, loaded: Watchlist | None = None, *, lazily: bool = False
) -> Watchlist | None:
    """The active edition with the entities that editions before it had, or None if no edition is active."""
    active = store.active(watchlist_id)
    if active is None:
        return None
    chain = chain_to(store, active)
    return loaded if loaded is not None and _is_of(loaded, chain) else load_chain(store, chain, lazily=lazily)


def _is_of(loaded: Watchlist, chain: tuple[Edition, ...]) -> bool:
    return (*loaded.superseded, loaded.sha256) == tuple(edition.sha256 for edition in chain)


def load_up_to(store: Store, edition: Edition) -> Watchlist:
    """A stored edition with the entities that editions before it had, whether or not it is active. Raises ListError."""
    return load_chain(store, chain_to(store, edition))


def chain_to(store: Store, edition: Edition) -> tuple[Edition, ...]:
    """An edition after all stored ones that speak for earlier days, oldest first."""
    known = store.editions(edition.watchlist)
    place = next(at for at, one in enumerate(known) if one.sha256 == edition.sha256)
    return known[: place + 1]


def load_chain(store: Store, chain: tuple[Edition, ...], *, lazily: bool = False) -> Watchlist:
    """The last of these editions, oldest first, with the entities that those before it had. Raises ListError.

    Every link is kept, so a new edition costs one step and not the whole past.
    """
    *before, edition = chain
    if not before:
        return load_edition(store, edition, lazily=lazily)
    store.files(edition)
    key = _chain_key(chain)
    kept = store.home(edition) / "cache" / f"history-{key[:12]}.json"
    watchlist = read_cached(kept, key, lazily=lazily)
    if watchlist is None:
        watchlist = load_edition(store, edition)
        former, gaps = _load_former(store, tuple(before))
        if former is not None:
            watchlist = succeed(former, watchlist, edition.day)
        if gaps:  # not kept: a file that is put right again counts again
            return replace(watchlist, notes=watchlist.notes + gaps)
        write_cached(kept, key, watchlist)
    return watchlist


def _load_former(store: Store, chain: tuple[Edition, ...]) -> tuple[Watchlist | None, tuple[str, ...]]:
    """What came before. An old edition that cannot be read any more must not keep the active one from being searched,
    so it is left out and noted."""
    gaps: list[str] = []
    while chain:
        try:
            former = load_chain(store, chain)
        except ListError as error:
            gaps.append(f"edition {chain[-1].edition} is missing from the past: {error}")
            chain = chain[:-1]
        else:
            return former, (*gaps, *(note for note in former.notes if "missing from the past" in note))
    return None, tuple(gaps)


def _chain_key(chain: tuple[Edition, ...]) -> str:
    lines = "".join(f"{edition.sha256} {edition.day}\n" for edition in chain)
    return hashlib.sha256(lines.encode()).hexdigest()
