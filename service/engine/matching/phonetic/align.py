"""How alike two readings sound: the best alignment under learned costs, many pairs at once in numpy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from service.engine.matching.phonetic.costs import INDEX, PAD, SIZE, CostStack

MAX_CODES = 28
"""Longer readings are cut: two long words written as one still fit."""
_FEW = 100
"""Pairs up to which calls cost more than what they do."""
_BLOCK = 4096
"""Pairs aligned at a time: what is worked on stays in a core's own cache."""

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


def self_score(codes: Codes | Ints, best: Floats) -> Floats:
    """The sum of `best` over each column, at least a small positive amount."""
    found: Floats = np.maximum(best[codes].sum(axis=0), np.float32(0.5))
    return found


def align(costs: CostStack, source: Codes, listed: Codes, starts: Ints) -> Floats:
    """The log-likelihood ratio (nats) of the best alignment of each column of `source` with that of `listed`.

    `starts` has the first row of the costs for each pair.
    """
    if len(starts) <= _BLOCK:
        return _align(costs, source, listed, starts)
    score = np.empty(len(starts), dtype=np.float32)
    # Pairs of like lengths stand together, so that hardly any is worked on beyond its end.
    order = np.argsort(lengths(listed) * (MAX_CODES + 1) + lengths(source), kind="stable")
    for first in range(0, len(order), _BLOCK):
        some = order[first : first + _BLOCK]
        score[some] = _align(costs, source.take(some, axis=1), listed.take(some, axis=1), starts[some])
    return score


def _align(costs: CostStack, source: Codes, listed: Codes, starts: Ints) -> Floats:
    """The same for pairs of which there are not too many.

    Dynamic programme over prefixes, one row a step for all pairs together. A row is kept less the cost of inserting
    the whole listed prefix, which turns insertions into a running maximum.
    """
    ends = lengths(listed)
    columns = listed[: max(int(ends.max(initial=0)), 1)].astype(np.intp)
    rows = source[: int(lengths(source).max(initial=0))] + starts
    row = np.zeros((len(columns) + 1, len(ends)), dtype=np.float32)
    few = len(ends) <= _FEW
    raised = np.maximum.accumulate if few else _running_maximum
    for gain, lost in zip(_gains(costs, rows * SIZE, columns, at_once=few), costs.delete[rows], strict=True):
        gain += row[:-1]
        row += lost
        np.maximum(row[1:], gain, out=row[1:])
        raised(row, out=row)
    score: Floats = row[ends, np.arange(len(ends))] + costs.insert[columns + starts].sum(axis=0)
    return score


def _gains(costs: CostStack, rows: Ints, columns: Ints, *, at_once: bool) -> Iterable[Floats]:
    """For each source code of the pairs what it is worth against every listed code, by gathers from the flat table."""
    if at_once:
        found: Floats = costs.gain[rows[:, None] + columns]
        return found
    return (costs.gain.take(codes + columns) for codes in rows)


def _running_maximum(row: Floats, out: Floats) -> None:
    """The running maximum down the columns, in few steps, each twice as wide: with many columns far faster than
    `maximum.accumulate`."""
    step = 1
    while step < len(row):
        np.maximum(row[step:], row[:-step], out=out[step:])
        step *= 2


def similarity(costs: CostStack, source: Codes, listed: Codes, starts: Ints) -> tuple[Floats, Floats]:
    """Of each pair of columns: the likeness (1 for the best possible, may be negative) and the alignment in nats."""
    score = align(costs, source, listed, starts)
    best = np.maximum(self_score(source + starts, costs.self_source), self_score(listed + starts, costs.self_listed))
    return (score / best).astype(np.float32), score
