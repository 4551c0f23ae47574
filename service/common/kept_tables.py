"""Tables that are worked out of the files of the program, and may be kept from one start to the next.

To work out the word tables takes a sixth of a second; to read them back, a tenth of that. Where they are kept is said
once a process, by `keep_tables_in`; until then, and for what is not found there, they are worked out. Not handled here:
when a kept table is too old to be used, which only who keeps it can tell (`service.snapshots.tables_cache`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Protocol, TypeVar, get_type_hints

import msgspec

from service.common.gc_tuning import without_collection

_T = TypeVar("_T")


class TableStore(Protocol):
    """Keeps tables as bytes."""

    def find(self, name: str) -> bytes | None:
        """What was kept under that name by this very program; None if nothing sound was."""
        ...

    def keep(self, name: str, content: bytes) -> None:
        """Keep a table. That it cannot be kept is no error."""
        ...


class _Process:
    store: TableStore | None = None
    """Where this process keeps its tables."""


KEPT_TABLES: dict[str, Callable[[], Any]] = {}
"""What works out each table, by the name it is kept under: those of the modules that are loaded."""


def keep_tables_in(store: TableStore | None) -> None:
    """From here on take tables from there, and put there those that are worked out."""
    _Process.store = store


def kept_table(make: Callable[[], _T]) -> Callable[[], _T]:
    """A function that works out a table once a process, or not at all. What it gives must be decided by the files of
    the program alone, and be made of texts, numbers, dicts, tuples, frozensets and dataclasses, as its annotation
    says: that is what the bytes are read back by, and no code is run by it."""
    name = f"{make.__module__}.{make.__name__}"
    KEPT_TABLES[name] = make

    @lru_cache(maxsize=1)
    @wraps(make)
    def table() -> _T:
        store = _Process.store
        if store is None:
            return make()
        kept = store.find(name)
        found = None if kept is None else _decoded(kept, get_type_hints(make)["return"])
        if found is None:
            found = make()
            store.keep(name, msgspec.msgpack.encode(found))
        return found

    return table


def _decoded(content: bytes, kind: Any) -> Any:
    """The table that was encoded as these bytes, None if they are damaged."""
    try:
        with without_collection():
            return msgspec.msgpack.decode(content, type=kind)
    except (msgspec.DecodeError, ValueError):
        return None
