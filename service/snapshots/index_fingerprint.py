"""What decides how an index is built."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import anyascii
import numpy as np

from service.engine.snapshot import tables_sha256

_PARTS = ("service.engine.normalise", "service.engine.matching", "service.engine.index")


@cache
def index_fingerprint() -> str:
    """A hash over everything that decides what an index and the tables for it are made of: programs, tables of names
    (whose hash every snapshot has: they are read once), and the versions of numpy, of Unicode and of the transcription
    that letters without a table have."""
    versions = (np.__version__, unicodedata.unidata_version, anyascii.__version__, tables_sha256())
    digest = hashlib.sha256(" ".join(versions).encode())
    for part in _PARTS:
        for file in _sources(resources.files(part)):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for part in sorted(folder.iterdir(), key=lambda item: item.name):
        if part.is_dir() and part.name != "__pycache__":
            yield from _sources(part)
        elif part.name.endswith((".py", ".toml")):
            yield part
