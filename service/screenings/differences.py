"""What differs between an answer on record and the same question asked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

MOST_DIFFERENCES = 200

_MISSING = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """One place (an RFC 6901 JSON pointer) where the two answers are not the same. None stands for "not there"."""

    pointer: str
    recorded: Any
    replayed: Any


def differences(recorded: Any, replayed: Any) -> tuple[Difference, ...]:
    """Where two JSON values differ, the first 200 places, in the order of the recorded one."""
    return tuple(islice(_walk("", recorded, replayed), MOST_DIFFERENCES))


def _walk(pointer: str, left: Any, right: Any) -> Iterator[Difference]:
    if isinstance(left, dict) and isinstance(right, dict):
        for key in [*left, *(key for key in right if key not in left)]:
            step = key.replace("~", "~0").replace("/", "~1")
            yield from _walk(f"{pointer}/{step}", left.get(key, _MISSING), right.get(key, _MISSING))
    elif isinstance(left, list) and isinstance(right, list):
        for position in range(max(len(left), len(right))):
            yield from _walk(f"{pointer}/{position}", _at(left, position), _at(right, position))
    elif type(left) is not type(right) or left != right:
        yield Difference(pointer, None if left is _MISSING else left, None if right is _MISSING else right)


def _at(items: list[Any], position: int) -> Any:
    return items[position] if position < len(items) else _MISSING
