"""How alike two readings sound: the best alignment under learned costs, many pairs at once in numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.engine.matching.phonetic.costs import INDEX, PAD, SIZE, Costs

MAX_CODES = 28
"""Longer readings are cut: two long words written as one still fit."""

Codes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_TO_INDEX = bytes(INDEX.get(chr(i), PAD) for i in range(256))


def encode(readings: Sequence[str]) -> Codes:
    """Readings as columns of code numbers, padded: shape (longest, number of readings)."""
    rows = [reading[:MAX_CODES].encode("ascii").translate(_TO_INDEX) for reading in readings]
    width = max(map(len, rows), default=0)
    flat = b"".join(row.ljust(width, bytes([PAD])) for row in rows)
    return np.ascontiguousarray(np.frombuffer(flat, dtype=np.uint8).reshape(len(rows), width).T)


def lengths(codes: Codes) -> Ints:
    """How many codes each column has."""
    found: Ints = (codes != PAD).sum(axis=0, dtype=np.int64)
    return found


def self_score(codes: Codes, best: Floats) -> Floats:
    """The sum of `best` over each column, at least a small positive amount."""
    found: Floats = np.maximum(best[codes].sum(axis=0), np.float32(0.5))
    return found


def align(costs: Costs, source: Codes, listed: Codes) -> Floats:
    """The log-likelihood ratio (nats) of the best alignment of each column of `source` with that of `listed`.

    Dynamic programme over prefixes, one row a step for all pairs together. A row is kept less the cost of inserting
    the whole listed prefix, which turns insertions into a running maximum.
    """
    ends = lengths(listed)
    listed = listed[: max(int(ends.max(initial=0)), 1)]
    source = source[: int(lengths(source).max(initial=0))]
    gain = (costs.sub - costs.insert[None, :]).ravel()
    columns = listed.astype(np.intp)
    row = np.zeros((len(listed) + 1, listed.shape[1]), dtype=np.float32)
    matched = np.empty(listed.shape, dtype=np.float32)
    for codes in source:
        # One gather from the flattened table gives the gain of this source code against every listed one.
        np.take(gain, codes.astype(np.intp) * SIZE + columns, out=matched, mode="clip")
        matched += row[:-1]
        row += costs.delete[codes]
        np.maximum(row[1:], matched, out=row[1:])
        # A running maximum down the columns in few steps, each twice as wide; `maximum.accumulate` is far slower.
        step = 1
        while step < len(row):
            np.maximum(row[step:], row[:-step], out=row[step:])
            step *= 2
    score: Floats = row[ends, np.arange(len(ends))] + costs.insert[listed].sum(axis=0)
    return score


def similarity(costs: Costs, source: Codes, listed: Codes) -> tuple[Floats, Floats]:
    """Of each pair of columns: the likeness (1 for the best possible, may be negative) and the alignment in nats."""
    score = align(costs, source, listed)
    best = np.maximum(self_score(source, costs.self_source), self_score(listed, costs.self_listed))
    return (score / best).astype(np.float32), score
