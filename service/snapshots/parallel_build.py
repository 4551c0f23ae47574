"""Build an index in two processes at once: the names of persons here, all others in a child that shares the memory.

Only for a process with one thread: a fork copies locks that other threads hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from service.common.processes import FORKS, new_process
from service.engine.index.entity_index import EntityIndex, build_others
from service.engine.index.name_search import NameSearch
from service.engine.index.serialization import DamagedIndexError, load, pack, save, unpack
from service.engine.matching.lexicon import Lexicon
from service.engine.model.entity import Entity
from service.snapshots.index_cache import build
from service.snapshots.name_entries_cache import kept_entries


def build_in_parallel(entities: Sequence[Entity], lexicon: Lexicon, folder: Path) -> EntityIndex:
    """What `EntityIndex.build` gives, the entries of names kept in a folder. Where a child cannot be had, or ends
    before its time, all is done here."""
    every = tuple(entities)
    if not FORKS:
        return build(every, lexicon, folder)
    with TemporaryDirectory(prefix="sekisho-index-") as aside:
        path = Path(aside) / "others.index"
        child = new_process(target=_build_and_save, args=(path, every, lexicon, folder), daemon=True)
        child.start()

        def others() -> NameSearch:
            child.join()
            try:
                return unpack(NameSearch, load(path), entities=every, is_person=False, lexicon=lexicon)
            except (OSError, DamagedIndexError):
                return build_others(every, lexicon)

        try:
            with kept_entries(folder, is_person=True) as persons:
                return EntityIndex.build(every, lexicon, others, persons)
        finally:
            child.kill()
            child.join()


def _build_and_save(path: Path, entities: Sequence[Entity], lexicon: Lexicon, folder: Path) -> None:
    # Without room, or with a text that cannot be saved, the parent builds it.
    with suppress(OSError, ValueError), kept_entries(folder, is_person=False) as others:
        save(path, pack(build_others(entities, lexicon, others)))
