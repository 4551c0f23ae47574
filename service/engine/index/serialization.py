"""Indexes as plain arrays: built once, saved in one file, mapped into memory by every process that searches.

What is packed are dataclasses of arrays, lists of strings and further such dataclasses. Fields whose names begin with
an underscore, and those marked `UNPACKED`, are made anew.

File format: a line of JSON (`MAGIC`, the SHA-256 of everything behind that line, and for each array its name, type,
shape and place), then the arrays, each beginning at a multiple of 64 bytes.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from service.common.files import replacing

MAGIC = "sekisho index 1"
UNPACKED: Mapping[str, Any] = types.MappingProxyType({"packed": False})
"""Metadata of a field that is not saved."""

_ALIGNED = 64
_BETWEEN = "\0"
_T = TypeVar("_T")

Arrays = dict[str, NDArray[Any]]


class DamagedIndexError(ValueError):
    """A file that is not, or no longer, a whole index."""


def pack(item: object, path: str = "") -> Arrays:
    """The arrays of a dataclass, by the path of its fields. Raises ValueError for a string with a NUL in it."""
    found: Arrays = {}
    for field in _packed(type(item)):
        value, name = getattr(item, field.name), f"{path}{field.name}"
        if is_dataclass(value):
            found |= pack(value, f"{name}.")
        elif isinstance(value, np.ndarray):
            found[name] = value
        else:
            found[name] = np.frombuffer(_joined(value), dtype=np.uint8)
    return found


def unpack(kind: type[_T], arrays: Mapping[str, NDArray[Any]], path: str = "", **others: object) -> _T:
    """The dataclass of these arrays; `others` are given to it as they are."""
    hints = _hints(typing.cast(Any, kind))
    values: dict[str, Any] = {}
    for field in _packed(kind):
        hint, name = hints[field.name], f"{path}{field.name}"
        if is_dataclass(hint):
            values[field.name] = unpack(typing.cast(type[Any], hint), arrays, f"{name}.")
        elif hint == list[str]:
            values[field.name] = _split(arrays[name])
        else:
            values[field.name] = arrays[name]
    return kind(**values, **others)


def save(path: Path, arrays: Arrays) -> None:
    """Write a file that is there in whole or not at all."""
    places, at = {}, 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, array.shape, at)
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    digest = hashlib.sha256()
    for block in _blocks(arrays):
        digest.update(block)
    header = json.dumps({"format": MAGIC, "sha256": digest.hexdigest(), "size": at, "arrays": places}).encode()
    header = header.ljust(-(-(len(header) + 1) // _ALIGNED) * _ALIGNED - 1) + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as stream:
        stream.write(header)
        for block in _blocks(arrays):
            stream.write(block)


def load(path: Path) -> Arrays:
    """The arrays of a file, read-only and shared with other processes. Raises DamagedIndexError or OSError."""
    with path.open("rb") as stream:
        header = stream.readline(1 << 20)
        try:
            said = json.loads(header)
            whole = said["format"] == MAGIC and path.stat().st_size == len(header) + said["size"]
        except (ValueError, KeyError, TypeError):
            whole = False
        if not whole:
            raise DamagedIndexError(f"{path.name} is no index of this version, or cut short")
        mapped = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))[len(header) :]
    if hashlib.sha256(mapped).hexdigest() != said["sha256"]:
        raise DamagedIndexError(f"{path.name} has been changed since it was written")
    return {name: _array(mapped, *place) for name, place in said["arrays"].items()}


def _array(mapped: memoryview, kind: str, shape: list[int], at: int) -> NDArray[Any]:
    dtype = np.dtype(kind)
    count = int(np.prod(shape))
    return np.frombuffer(mapped[at : at + count * dtype.itemsize], dtype=dtype).reshape(shape)


def _blocks(arrays: Arrays) -> Iterator[bytes | memoryview]:
    for array in arrays.values():
        yield np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
        yield bytes(-array.nbytes % _ALIGNED)


def _joined(strings: list[str]) -> bytes:
    """Each string with a NUL behind it, so that a list without strings is told from one with an empty one."""
    if any(_BETWEEN in string for string in strings):
        raise ValueError("a string with a NUL cannot be saved in an index")
    return "".join(string + _BETWEEN for string in strings).encode("utf-8", "surrogatepass")


def _split(blob: NDArray[np.uint8]) -> list[str]:
    return blob.tobytes().decode("utf-8", "surrogatepass").split(_BETWEEN)[:-1]


def _packed(kind: Any) -> tuple[Field[Any], ...]:
    return tuple(
        field for field in fields(kind) if field.metadata.get("packed", True) and not field.name.startswith("_")
    )


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)
