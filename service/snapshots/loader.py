"""From the lists, rules and profiles on disk to one snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

from service.common.kept_tables import keep_tables_in
from service.engine.goods.rules import OriginRules, load_rules
from service.engine.index.entity_index import DeferredIndex
from service.engine.matching.profile import load_profiles
from service.engine.model.watchlist import Watchlist
from service.engine.screening.errors import NotReady
from service.engine.snapshot import IndexOf, Snapshot, build_snapshot
from service.settings import Settings
from service.snapshots.index_cache import IndexCache
from service.snapshots.rules_cache import RulesCache
from service.snapshots.tables_cache import TablesCache
from service.watchlists.editions.loading import load_active
from service.watchlists.editions.store import Store, store_of
from service.watchlists.load import bundled_folders, load_bundled

_Stamp = tuple[tuple[str, int, int], ...]


def index_cache_of(settings: Settings) -> IndexCache:
    """Where built indexes are kept."""
    return IndexCache(settings.indexes_dir)


def load_current(
    settings: Settings, before: Snapshot | None = None, *, lazily: bool = False, index_later: bool = False
) -> Snapshot:
    """The snapshot that the settings and the active editions make now. With `lazily` entities are made once they are
    looked at: for one thread and a few questions. With `index_later` the index is had once it is searched: for one
    thread."""
    store, indexes = store_of(settings), index_cache_of(settings)
    return load_snapshot(settings.lists_dir, store, indexes, before, lazily=lazily, index_later=index_later)


def load_snapshot(
    lists: Path,
    store: Store | None = None,
    indexes: IndexCache | None = None,
    before: Snapshot | None = None,
    *,
    lazily: bool = False,
    index_later: bool = False,
) -> Snapshot:
    """Everything answers rest on: the lists, rules and profiles of one folder, and the active editions of a store.

    The index is taken from `indexes`, lists that are still the same from the snapshot `before`.
    """
    if indexes is not None:
        keep_tables_in(TablesCache(indexes.path))
    watchlists = load_watchlists(lists, store, () if before is None else before.watchlists, lazily=lazily)
    rules = _rules_of(lists, None if indexes is None else RulesCache(indexes.path))
    index_of: IndexOf | None = None if indexes is None else indexes.index_of
    if index_of is not None and index_later:
        index_of = _later(index_of)
    return build_snapshot(watchlists, rules, load_profiles(lists / "profiles"), index_of)


def _later(index_of: IndexOf) -> IndexOf:
    return lambda lists, entities, words: DeferredIndex(entities, partial(index_of, lists, entities, words))


def load_watchlists(
    lists: Path, store: Store | None = None, loaded: Iterable[Watchlist] = (), *, lazily: bool = False
) -> tuple[Watchlist, ...]:
    """The lists of a folder and the active editions of a store, which win where both have one. Raises NotReady.

    What is `loaded` already and still the same is not read again.
    """
    bundled = {watchlist.id: watchlist for watchlist in map(load_bundled, bundled_folders(lists))}
    known = {watchlist.id: watchlist for watchlist in loaded}
    active = {watchlist.id: watchlist for watchlist in load_active(store, known, lazily=lazily)} if store else {}
    watchlists = bundled | active
    if not watchlists:
        raise NotReady("there is no watchlist")
    return tuple(watchlists.values())


def load_rules_of(settings: Settings) -> OriginRules:
    """The rules on goods of an installation."""
    return _rules_of(settings.lists_dir, RulesCache(settings.indexes_dir))


def _rules_of(lists: Path, compiled: RulesCache | None) -> OriginRules:
    folder = lists / "territories"
    return _rules(folder, (*_stamp(folder), *_stamp(lists / "goods")), _Place(compiled))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where compiled rules are kept. All are equal: rules are the same wherever they were kept."""

    compiled: RulesCache | None = field(compare=False)


@lru_cache(maxsize=1)
def _rules(folder: Path, stamp: _Stamp, place: _Place) -> OriginRules:
    """The rules, kept while their files stay as they are: to read them takes longer than a new edition of a list."""
    return load_rules(folder, place.compiled)


def _stamp(folder: Path) -> _Stamp:
    found = ((path.name, path.stat()) for path in sorted(folder.glob("*")))
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
