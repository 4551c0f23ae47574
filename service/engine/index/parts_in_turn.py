"""Arrays of pairs in parts that are looked at one after the other, so that others may have a turn between."""

from __future__ import annotations

from collections.abc import Iterator

from service.engine.index.postings import Places

_PAIRS_A_STEP = 65_536
"""Pairs that share a word of which is looked at between two pauses what they need, and whether it can be enough."""

_ARRAY_A_STEP = 8_000
"""Pairs of names that are looked at by arrays between two pauses, which takes some 3 ms. A name of many common words
shares one with tens of thousands."""


def slices(length: int, size: int | None = None) -> Iterator[slice]:
    """Parts of an array of all pairs that share a word, at least one: names of common words make a million."""
    size = size or _PAIRS_A_STEP
    for start in range(0, max(length, 1), size):
        yield slice(start, start + size)


def in_parts(places: Places, size: int | None = None) -> Iterator[Places]:
    """Parts of some places that are looked at in one step each; one if there is none."""
    return (places[some] for some in slices(len(places), size or _ARRAY_A_STEP))
