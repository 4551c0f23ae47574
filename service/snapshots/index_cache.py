"""The index of a set of entities, kept in a file: what one process has built, others and later starts only map.

It is only a copy. A file that does not fit this program, or is damaged, is built anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from service.common.files import locked
from service.common.logging import Logger
from service.engine.index.entity_index import EntityIndex, build_others
from service.engine.index.serialization import DamagedIndexError, load, save
from service.engine.matching.lexicon import Lexicon
from service.engine.model.entity import Entity
from service.engine.model.lazy_entities import ids_of
from service.engine.model.watchlist import Watchlist
from service.snapshots.index_fingerprint import index_fingerprint
from service.watchlists.editions.cache import reading_fingerprint

log = Logger("sekisho")


def key_of(entities: Sequence[Entity], sources: Iterable[str]) -> str:
    """What an index of these entities is kept under. `sources` are hashes of what the entities were read from."""
    digest = hashlib.sha256(index_fingerprint().encode())
    for line in (*sources, *ids_of(entities)):
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


Build = Callable[[Sequence[Entity], Lexicon, Path], EntityIndex]
"""Builds the index of some entities, and keeps the entries of their names in a folder."""


def build(entities: Sequence[Entity], lexicon: Lexicon, folder: Path) -> EntityIndex:
    """The index of some entities, built here."""
    from service.snapshots.name_entries_cache import kept_entries  # mostly there is an index, and it is only mapped

    with kept_entries(folder, is_person=True) as persons, kept_entries(folder, is_person=False) as others:
        return EntityIndex.build(entities, lexicon, partial(build_others, entities, lexicon, others), persons)


@dataclass(frozen=True, slots=True)
class IndexCache:
    """A folder with the last few indexes; those that are not there are made by `build`."""

    path: Path
    most: int = 4
    build: Build = build

    def index_of(self, watchlists: Sequence[Watchlist], entities: Sequence[Entity], lexicon: Lexicon) -> EntityIndex:
        """The index of all entities of these watchlists: mapped from its file, or built and kept in one."""
        sources = [" ".join((item.id, item.sha256, *item.superseded)) for item in watchlists]
        return self.index_from(entities, [reading_fingerprint(), *sources], lexicon)

    def index_from(self, entities: Sequence[Entity], sources: Iterable[str], lexicon: Lexicon) -> EntityIndex:
        """The index of entities that were read from `sources`, given as hashes."""
        path = self.path / f"{key_of(entities, sources)[:32]}.index"
        found = _mapped(path, entities, lexicon)
        if found is not None:
            return found
        with self._building(path):
            found = _mapped(path, entities, lexicon)  # another process may have built it while this one waited
            if found is None:
                found = self.build(entities, lexicon, self.path)
                self._keep(path, found)
        return found

    def _keep(self, path: Path, index: EntityIndex) -> None:
        """A disk that is full or read-only costs time at the next start, nothing else."""
        try:
            save(path, index.packed())
        except (OSError, ValueError) as error:
            log.warning("index_not_kept", reason=str(error))
            return
        kept = sorted(self.path.glob("*.index"), key=lambda file: -file.stat().st_mtime)
        for old in kept[self.most :]:
            with suppress(OSError):  # somebody may still read it, where that keeps it from being deleted
                old.unlink()

    @contextmanager
    def _building(self, path: Path) -> Iterator[None]:
        """One process at a time builds an index, the others wait for it."""
        with ExitStack() as stack:
            with suppress(OSError):  # two processes may build the same index then, which harms nothing
                stack.enter_context(locked(self.path / "building.lock"))
            yield


def _mapped(path: Path, entities: Sequence[Entity], lexicon: Lexicon) -> EntityIndex | None:
    try:
        return EntityIndex.unpacked(entities, load(path), lexicon)
    except FileNotFoundError:
        return None
    except (OSError, DamagedIndexError, KeyError) as error:
        log.warning("index_not_used", reason=str(error))
        return None
