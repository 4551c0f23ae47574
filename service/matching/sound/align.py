"""How alike two readings sound: the best alignment under learned costs, many pairs at once in numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.matching.sound.costs import INDEX, PAD, SIZE, Costs

MAX_CODES = 28
"""Longer readings are cut: two long words written as one still fit."""

Codes = NDArray[np.uint8]
Floats = NDArray[np.float32]

_TO_INDEX = bytes(INDEX.get(chr(i), PAD) for i in range(256))


def encode(readings: Sequence[str]) -> Codes:
    """Readings as columns of code numbers, padded: shape (longest, number of readings)."""
    rows = [reading[:MAX_CODES].encode("ascii").translate(_TO_INDEX) for reading in readings]
    width = max(map(len, rows), default=0)
    flat = b"".join(row.ljust(width, bytes([PAD])) for row in rows)
    return np.ascontiguousarray(np.frombuffer(flat, dtype=np.uint8).reshape(len(rows), width).T)


def self_score(codes: Codes, best: Floats) -> Floats:
    """The sum of `best` over each column, at least a small positive amount."""
    return np.maximum(best[codes].sum(axis=0), 0.5)


def align(costs: Costs, source: Codes, listed: Codes) -> Floats:
    """The log-likelihood ratio (nats) of the best alignment of each column of `source` with that of `listed`.

    Dynamic programme over prefixes, one row a step for all pairs together. A row is kept less the cost of inserting
    the whole listed prefix, which turns insertions into a running maximum.
    """
    pairs = listed.shape[1]
    gain = (costs.sub - costs.insert[None, :]).ravel()
    row = np.zeros((listed.shape[0] + 1, pairs), dtype=np.float32)
    # int32 offsets into the flattened table: one gather a step.
    columns = listed.astype(np.int32)
    for codes in source:
        dropped = row + costs.delete[codes]
        matched = gain[codes.astype(np.int32) * SIZE + columns]
        matched += row[:-1]
        np.maximum(dropped[1:], matched, out=dropped[1:])
        row = np.maximum.accumulate(dropped, axis=0)
    length = (listed != PAD).sum(axis=0)
    return row[length, np.arange(pairs)] + costs.insert[listed].sum(axis=0)


def likeness(costs: Costs, source: Codes, listed: Codes) -> tuple[Floats, Floats]:
    """Of each pair of columns: the likeness (1 for the best possible, may be negative) and the alignment in nats."""
    score = align(costs, source, listed)
    best = np.maximum(self_score(source, costs.self_source), self_score(listed, costs.self_listed))
    return score / best, score
