"""Which word of one name met which of the other: the likeliest pairs without overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.engine.matching.phonetic.align import Floats, encode, similarity
from service.engine.matching.phonetic.costs import all_costs
from service.engine.matching.phonetic.name import SoundName, Unit, as_listed
from service.engine.matching.phonetic.rarity import SKELETON_CLASSES, class_counts

PAIR_FLOOR = 0.35
"""Least likeness of a pair: a higher floor turns weak but true pairs into contradictions."""
JOIN_FLOOR = 0.6
"""Least likeness at which several words are taken for one."""
SAME_GIVEN_NAME = 0.88
"""Likeness of two forms of one given name that sound apart (Vladimir, Volodymyr)."""
SAME_GIVEN_NATS = 10.0
"""What such a pair tells at least."""
MISSING_CONSONANTS = 3
"""Consonants without a counterpart at most."""
READINGS = 5
READINGS_JOINED = 2


class Pair(NamedTuple):
    """Two units that were taken for the same: likeness 0 to 1, and the evidence of their sounds in nats."""

    query: Unit
    listed: Unit
    similarity: float
    nats: float


Places = NDArray[np.intp]
Compared = tuple[SoundName, Sequence[SoundName]]
"""A name, and those it is compared with."""

# Scripts from the one that says least about the sound to the one that says most. Of two names, the one in the script
# that says less is the source of the alignment; the other is taken as if it were romanised.
_LEAST_SAID = ("Arab", "Hebr", "Kana", "Jpan", "Hang", "Hani")


def source_costs(query: SoundName, listed: SoundName) -> str:
    """The name of the costs and weights that a comparison uses."""
    return listed.costs if is_turned(query, listed) else query.costs


def is_turned(query: SoundName, listed: SoundName) -> bool:
    """Whether the listed name is the source of the alignment, as its script says less about the sound."""
    if listed.script == "Latn":
        return False
    return query.script == "Latn" or _said(listed.script) < _said(query.script)


def _said(script: str) -> int:
    return _LEAST_SAID.index(script) if script in _LEAST_SAID else len(_LEAST_SAID)


def pair_names(asked: Sequence[Compared]) -> list[list[tuple[Pair, ...]]]:
    """The pairs between each query and each of the names beside it; all alignments are done in one pass."""
    jobs: list[Compared] = []
    for query, listed in asked:
        jobs.append((query, [as_listed(name) for name in listed if not is_turned(query, name)]))
        jobs += [(name, [as_listed(query)]) for name in listed if is_turned(query, name)]
    done = iter(_pairs_from(jobs))
    found: list[list[tuple[Pair, ...]]] = []
    for query, listed in asked:
        plain = iter(next(done))
        found.append([turned(next(done)[0]) if is_turned(query, name) else next(plain) for name in listed])
    return found


def turned(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Pairs with their sides exchanged."""
    return tuple(Pair(pair.listed, pair.query, pair.similarity, pair.nats) for pair in pairs)


def _pairs_from(jobs: Sequence[Compared]) -> list[list[tuple[Pair, ...]]]:
    grids = [_Grid.of(query, listed) for query, listed in jobs]
    _align(grids)
    return [_pairs_on(grid, listed) for grid, (_, listed) in zip(grids, jobs, strict=True)]


def _pairs_on(grid: _Grid, listed: Sequence[SoundName]) -> list[tuple[Pair, ...]]:
    met = _word_overlap(grid)
    found, first = [], 0
    for name in listed:
        possible = [
            (value, nats, unit, target)
            for at, target in enumerate(name.units, first)
            for unit, value, nats in met.get(at, ())
        ]
        possible.sort(key=lambda pair: (-pair[0], -pair[1]))
        found.append(_without_overlap(possible))
        first += len(name.units)
    return found


def _word_overlap(grid: _Grid) -> dict[int, list[tuple[Unit, float, float]]]:
    """By place among the listed units, the units each may be taken for, with likeness and evidence in nats."""
    if not grid.alike.size:
        return {}
    asked, known, alike = grid.asked, grid.known, grid.alike
    best = np.maximum.reduceat(np.maximum.reduceat(alike, asked.starts, axis=0), known.starts, axis=1)
    found: dict[int, list[tuple[Unit, float, float]]] = {}
    rows, columns = np.nonzero(best >= np.where(asked.words[:, None] == known.words[None, :], PAIR_FLOOR, JOIN_FLOOR))
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        block = np.s_[asked.part(row), known.part(column)]
        evidence = float(grid.nats[block].flat[alike[block].argmax()])
        found.setdefault(column, []).append((asked.units[row], min(float(best[row, column]), 1.0), evidence))
    _add_given_names(asked.units, known.units, found)
    return found


def _add_given_names(
    units: Sequence[Unit], targets: Sequence[Unit], found: dict[int, list[tuple[Unit, float, float]]]
) -> None:
    """Two forms of one given name, or two words of companies that mean the same, meet however they sound."""
    given = [unit for unit in units if unit.given >= 0 or unit.meanings]
    for column, target in enumerate(targets) if given else ():
        for unit in given:
            same_name = unit.given >= 0 and unit.given == target.given
            if same_name or not unit.meanings.isdisjoint(target.meanings):
                met = found.setdefault(column, [])
                value, nats = next(((v, n) for u, v, n in met if u is unit), (SAME_GIVEN_NAME, SAME_GIVEN_NATS))
                met[:] = [item for item in met if item[0] is not unit]
                met.append((unit, max(value, SAME_GIVEN_NAME), max(nats, SAME_GIVEN_NATS)))


@dataclass(frozen=True, slots=True, eq=False)
class _Readings:
    """The readings of some units: how many consonants of each class each has, which are those of joined words, and
    where those of each unit begin; how many words each unit is made of."""

    units: Sequence[Unit]
    texts: list[str]
    classes: NDArray[np.uint8]
    joined: NDArray[np.bool_]
    starts: NDArray[np.int64]
    words: NDArray[np.int64]

    @classmethod
    def of(cls, units: Sequence[Unit]) -> _Readings:
        lengths = [unit.stop - unit.start for unit in units]
        some = [
            unit.readings[: READINGS if words == 1 else READINGS_JOINED]
            for unit, words in zip(units, lengths, strict=True)
        ]
        texts = list(chain.from_iterable(some))
        words = np.array(lengths, dtype=np.int64)
        sizes = np.array(list(map(len, some)), dtype=np.int64)
        classes = np.frombuffer(b"".join(map(class_counts, texts)), dtype=np.uint8).reshape(-1, len(SKELETON_CLASSES))
        return cls(units, texts, classes, np.repeat(words > 1, sizes), np.cumsum(sizes) - sizes, words)

    def part(self, unit: int) -> slice:
        """Where the readings of one unit stand."""
        end = self.starts[unit + 1] if unit + 1 < len(self.starts) else len(self.texts)
        return slice(int(self.starts[unit]), int(end))


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """Likeness and evidence of all readings of a query against all of some listed names. Those that cannot be alike,
    and joined words against joined words, are left at -9."""

    query: SoundName
    asked: _Readings
    known: _Readings
    alike: Floats
    nats: Floats

    @classmethod
    def of(cls, query: SoundName, listed: Sequence[SoundName]) -> _Grid:
        asked, known = _Readings.of(query.units), _Readings.of([unit for name in listed for unit in name.units])
        shape = (len(asked.texts), len(known.texts))
        return cls(query, asked, known, np.full(shape, -9.0, dtype=np.float32), np.zeros(shape, dtype=np.float32))


def _align(grids: Sequence[_Grid]) -> None:
    """Fill in what readings have in common with those of listed names."""
    wanted = [_Wanted.of(grid) for grid in grids if grid.alike.size]
    if not sum(len(one.rows) for one in wanted):
        return
    sources = encode([text for one in wanted for text in one.grid.asked.texts])
    targets = encode([text for one in wanted for text in one.texts])
    costs, sizes = all_costs(), [len(one.rows) for one in wanted]
    alike, nats = similarity(
        costs,
        sources.take(_numbered([one.rows for one in wanted], [len(one.grid.asked.texts) for one in wanted]), axis=1),
        targets.take(_numbered([one.places for one in wanted], [len(one.texts) for one in wanted]), axis=1),
        np.repeat([costs.start(one.grid.query.costs) for one in wanted], sizes),
    )
    first = 0
    for one in wanted:
        part = slice(first, first + len(one.rows))
        one.grid.alike[one.rows, one.columns], one.grid.nats[one.rows, one.columns] = alike[part], nats[part]
        first += len(one.rows)


def _numbered(places: Sequence[Places], sizes: Sequence[int]) -> Places:
    """Places in several sequences as places in all of them one after the other, which have these sizes."""
    starts = np.cumsum([0, *sizes[:-1]])
    return np.concatenate([some + start for some, start in zip(places, starts.tolist(), strict=True)])


@dataclass(frozen=True, slots=True, eq=False)
class _Wanted:
    """The pairs of a grid that may be alike: their rows and columns; the listed readings among them, and the place of
    each pair's one."""

    grid: _Grid
    rows: Places
    columns: Places
    texts: list[str]
    places: Places

    @classmethod
    def of(cls, grid: _Grid) -> _Wanted:
        may_be = _may_be_alike(grid.asked, grid.known)
        rows, columns = np.nonzero(may_be)
        met = np.flatnonzero(may_be.any(axis=0))
        place = np.zeros(len(grid.known.texts), dtype=np.intp)
        place[met] = np.arange(len(met))
        return cls(grid, rows, columns, [grid.known.texts[at] for at in met.tolist()], place[columns])


def _may_be_alike(asked: _Readings, known: _Readings) -> NDArray[np.bool_]:
    """Readings of which at most half the consonants (two in short words), and no more than three, lack a counterpart.

    Of 9,063 pairs alike by `PAIR_FLOOR` or more, in names that lists publish in two scripts, 0.1 % have fewer.
    """
    left, right = asked.classes, known.classes
    shared = np.minimum(left[:, None, :], right[None, :, :]).sum(axis=2, dtype=np.uint8)
    most = np.maximum(left.sum(axis=1, dtype=np.uint8)[:, None], right.sum(axis=1, dtype=np.uint8)[None, :])
    enough = most - shared <= np.clip(most // 2, 2, MISSING_CONSONANTS)
    return np.asarray(enough & ~(asked.joined[:, None] & known.joined[None, :]))


def _without_overlap(possible: list[tuple[float, float, Unit, Unit]]) -> tuple[Pair, ...]:
    left: set[int] = set()
    right: set[int] = set()
    found = []
    for value, evidence, unit, target in possible:
        ours, theirs = range(unit.start, unit.stop), range(target.start, target.stop)
        if left.isdisjoint(ours) and right.isdisjoint(theirs):
            left.update(ours)
            right.update(theirs)
            found.append(Pair(unit, target, value, evidence))
    return tuple(found)
