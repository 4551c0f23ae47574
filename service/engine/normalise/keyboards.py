"""What the keys of an American keyboard give in other layouts (`tables/keyboards.csv`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from service.engine.normalise.words import read_table

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_WITH_SHIFT = str.maketrans("[];',./`", '{}:"<>?~')
_NOTHING = "-"

Key = tuple[str, str]
"""What a key gives, and what it gives on an American keyboard, in small letters and without shift."""


def layouts() -> Iterator[tuple[str, tuple[Key, ...]]]:
    """All layouts by their names. Keys that give nothing a name is written with are left out."""
    for row in read_table("keyboards.csv"):
        pairs = zip(row["keys"].split(), _KEYS, strict=True)
        yield row["layout"], tuple(pair for pair in pairs if pair[0] != _NOTHING)


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, tuple[Key, ...]]:
    return dict(layouts())


def keys_of(layout: str) -> tuple[Key, ...]:
    """The keys of a layout. Raises KeyError for one that is not in the table."""
    return _by_name()[layout]


def with_shift(text: str) -> str:
    """What keys give with shift on an American keyboard."""
    return text.upper().translate(_WITH_SHIFT)
