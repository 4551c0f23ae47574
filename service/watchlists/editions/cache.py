"""A watchlist as read, kept beside its files so that the next start need not parse them again.

It is only a copy: what does not fit the files, this program's readers or its own hash is read anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from service.common.files import write_atomically
from service.common.gc_tuning import without_collection
from service.engine.model.entity import Entity
from service.engine.model.lazy_entities import LazyEntities
from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.codec import decode, decoder_of, encode, shape_of

_ENTITIES = [field.name for field in fields(Watchlist)].index("entities")
_ID = [field.name for field in fields(Entity)].index("id")


@cache
def reading_fingerprint() -> str:
    """A hash over everything that decides what files are read as: readers, catalogue, history, shape of entities."""
    digest = hashlib.sha256(shape_of(Watchlist).encode())
    history = resources.files("service.watchlists.editions").joinpath("history.py")
    for part in (*_sources(resources.files("service.watchlists")), history):
        digest.update(part.name.encode() + b"\0" + part.read_bytes())
    return digest.hexdigest()


def read_cached(path: Path, key: str, *, lazily: bool = False) -> Watchlist | None:
    """The watchlist kept under a key, or None if there is none that can be trusted. Its entities are made at once, or
    `lazily`, once they are looked at."""
    try:
        with path.open("rb") as stream:
            seal = stream.readline(200).strip().decode("ascii")
            content = stream.read()
    except (OSError, UnicodeDecodeError):
        return None
    if seal != _seal(key, content):
        return None
    try:
        with without_collection():
            row = json.loads(content)
            return _lazy(row) if lazily else decode(Watchlist, row)
    except (ValueError, TypeError, IndexError, KeyError):
        return None


def _lazy(row: list[Any]) -> Watchlist:
    rows, row[_ENTITIES] = row[_ENTITIES], []
    make = decoder_of(Entity)
    entities = LazyEntities([one[_ID] for one in rows], lambda at: make(rows[at]))
    return replace(decode(Watchlist, row), entities=entities)


def write_cached(path: Path, key: str, watchlist: Watchlist) -> None:
    """Keep a watchlist under a key. A disk that is full or read-only costs time at the next start, nothing else."""
    content = json.dumps(encode(watchlist), ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, _seal(key, content).encode() + b"\n" + content)


def _seal(key: str, content: bytes) -> str:
    return hashlib.sha256(f"{key} {reading_fingerprint()}\n".encode() + content).hexdigest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for part in sorted(folder.iterdir(), key=lambda item: item.name):
        if part.is_dir() and part.name not in ("__pycache__", "editions"):
            yield from _sources(part)
        elif part.name.endswith((".py", ".csv")):
            yield part
