"""A watchlist as read, kept beside its files so that the next start need not parse them again.

The first line is a seal over the rest, the second the watchlist with the ids of its entities and the sizes of their
lines, and each further line is one entity. It is only a copy: what does not fit the files, this program's readers or
its own hash is read anew.
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
from itertools import accumulate
from pathlib import Path
from typing import Any

from service.common.files import write_atomically
from service.common.gc_tuning import without_collection
from service.engine.model.entity import Entity
from service.engine.model.lazy_entities import LazyEntities
from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.codec import decode, decoder_of, encode, shape_of

_ENTITIES = [field.name for field in fields(Watchlist)].index("entities")
_LIST, _IDS, _SIZES = "watchlist", "ids", "sizes"


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
            return _lazy(content) if lazily else _whole(content)
    except (ValueError, TypeError, IndexError, KeyError):
        return None


def _whole(content: bytes) -> Watchlist:
    head, *lines = content.split(b"\n")
    row = json.loads(head)[_LIST]
    row[_ENTITIES] = json.loads(b"[" + b",".join(lines) + b"]")
    return decode(Watchlist, row)


def _lazy(content: bytes) -> Watchlist:
    """Of the entities only the ids and places are read: one question looks at a few of fifty thousand."""
    end = content.index(b"\n")
    head = json.loads(content[:end])
    ends = list(accumulate((size + 1 for size in head[_SIZES]), initial=end))
    if ends[-1] != len(content) or len(ends) != len(head[_IDS]) + 1:
        raise ValueError("the lines are not as long as they were")
    make = decoder_of(Entity)
    entities = LazyEntities(head[_IDS], lambda at: make(json.loads(content[ends[at] + 1 : ends[at + 1]])))
    return replace(decode(Watchlist, head[_LIST]), entities=entities)


def write_cached(path: Path, key: str, watchlist: Watchlist) -> None:
    """Keep a watchlist under a key. A disk that is full or read-only costs time at the next start, nothing else."""
    lines = [_line(encode(entity)) for entity in watchlist.entities]
    ids, sizes = [entity.id for entity in watchlist.entities], [len(line) for line in lines]
    head = {_LIST: encode(replace(watchlist, entities=())), _IDS: ids, _SIZES: sizes}
    content = b"\n".join([_line(head), *lines])
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, _seal(key, content).encode() + b"\n" + content)


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _seal(key: str, content: bytes) -> str:
    return hashlib.sha256(f"{key} {reading_fingerprint()}\n".encode() + content).hexdigest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for part in sorted(folder.iterdir(), key=lambda item: item.name):
        if part.is_dir() and part.name not in ("__pycache__", "editions"):
            yield from _sources(part)
        elif part.name.endswith((".py", ".csv")):
            yield part
