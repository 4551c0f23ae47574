"""Columns of a file that nobody knows, and which of them say something in a row: its answer does not cover these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from service.bulk.columns import Layout

_PATTERNS = 10_000


class UnreadColumns:
    """The columns of a layout that are not looked at. Columns of the caller's own references are none of them: they
    say so themselves."""

    def __init__(self, layout: Layout, names: Sequence[str]) -> None:
        """`names` are those of the columns in a batch, in the layout's order."""
        known = {place for places in layout.positions.values() for place in places}
        self._places = [place for place in range(len(layout.headers)) if place not in known]
        self._headers = [layout.headers[place] for place in self._places]
        self._names = [names[place] for place in self._places]
        self._of_pattern = lru_cache(maxsize=_PATTERNS)(self._headers_of)

    @property
    def headers(self) -> tuple[str, ...]:
        """All their headers."""
        return tuple(self._headers)

    def filled(self, batch: pa.RecordBatch) -> Iterator[tuple[str, ...]]:
        """For each row of a batch the headers of those that hold something in it."""
        if not self._places:
            return iter([()] * batch.num_rows)
        bits = np.packbits([_filled(batch.column(name)) for name in self._names], axis=0)
        return map(self._of_pattern, map(bytes, bits.T))

    def _headers_of(self, pattern: bytes) -> tuple[str, ...]:
        filled = np.unpackbits(np.frombuffer(pattern, np.uint8), count=len(self._places))
        return tuple(header for header, is_filled in zip(self._headers, filled, strict=True) if is_filled)


def _filled(column: pa.Array) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    has_text = pc.not_equal(pc.utf8_trim_whitespace(column.cast(pa.string())), "")
    return np.asarray(pc.fill_null(has_text, False).to_numpy(zero_copy_only=False), np.bool_)
