"""Which word of one name met which of the other: the likeliest pairs without overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.matching.sound.align import Floats, encode, likeness
from service.matching.sound.costs import costs_of
from service.matching.sound.name import SoundName, Unit, as_listed
from service.matching.sound.rarity import class_counts

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
READINGS = 3
READINGS_JOINED = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units that were taken for the same: likeness 0 to 1, and the evidence of their sounds in nats."""

    query: Unit
    listed: Unit
    likeness: float
    nats: float


# Scripts from the one that says least about the sound to the one that says most. Of two names, the one in the script
# that says less is the source of the alignment; the other is taken as if it were romanised.
_LEAST_SAID = ("Arab", "Hebr", "Kana", "Jpan", "Hang", "Hani")


def source_script(query: SoundName, listed: SoundName) -> str:
    """The script whose costs and weights a comparison uses."""
    return listed.script if _turned(query, listed) else query.script


def _turned(query: SoundName, listed: SoundName) -> bool:
    if listed.script == "Latn":
        return False
    return query.script == "Latn" or _said(listed.script) < _said(query.script)


def _said(script: str) -> int:
    return _LEAST_SAID.index(script) if script in _LEAST_SAID else len(_LEAST_SAID)


def pair_names(query: SoundName, listed: Sequence[SoundName]) -> list[tuple[Pair, ...]]:
    """The pairs between `query` and each of `listed`; alignments with Latin names are done in one pass."""
    plain = [name for name in listed if not _turned(query, name)]
    found = iter(_pairs_from(query, [as_listed(name) for name in plain]))
    result = []
    for name in listed:
        if _turned(query, name):
            turned = _pairs_from(name, [as_listed(query)])[0]
            result.append(tuple(Pair(pair.listed, pair.query, pair.likeness, pair.nats) for pair in turned))
        else:
            result.append(next(found))
    return result


def _pairs_from(query: SoundName, listed: Sequence[SoundName]) -> list[tuple[Pair, ...]]:
    targets = [unit for name in listed for unit in name.units]
    if not query.units or not targets:
        return [() for _ in listed]
    met = _meetings(query.script, query.units, targets)
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


def _meetings(
    script: str, units: Sequence[Unit], targets: Sequence[Unit]
) -> dict[int, list[tuple[Unit, float, float]]]:
    """By place among the targets, the units each may be taken for, with likeness and evidence in nats."""
    asked, known = _Readings.of(units), _Readings.of(targets)
    alike, nats = _alike(script, asked, known)
    best = np.maximum.reduceat(np.maximum.reduceat(alike, asked.starts, axis=0), known.starts, axis=1)
    sizes = np.array([unit.words for unit in units])[:, None], np.array([unit.words for unit in targets])[None, :]
    found: dict[int, list[tuple[Unit, float, float]]] = {}
    rows, columns = np.nonzero(best >= np.where(sizes[0] == sizes[1], PAIR_FLOOR, JOIN_FLOOR))
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        block = np.s_[asked.part(row), known.part(column)]
        evidence = float(nats[block].flat[alike[block].argmax()])
        found.setdefault(column, []).append((units[row], min(float(best[row, column]), 1.0), evidence))
    _add_given_names(units, targets, found)
    return found


def _add_given_names(
    units: Sequence[Unit], targets: Sequence[Unit], found: dict[int, list[tuple[Unit, float, float]]]
) -> None:
    """Two forms of one given name meet however they sound."""
    given = [unit for unit in units if unit.given >= 0]
    for column, target in enumerate(targets) if given else ():
        for unit in given:
            if unit.given == target.given:
                met = found.setdefault(column, [])
                value, nats = next(((v, n) for u, v, n in met if u is unit), (SAME_GIVEN_NAME, SAME_GIVEN_NATS))
                met[:] = [item for item in met if item[0] is not unit]
                met.append((unit, max(value, SAME_GIVEN_NAME), max(nats, SAME_GIVEN_NATS)))


@dataclass(frozen=True, slots=True, eq=False)
class _Readings:
    """The readings of some units: which are those of joined words, and where those of each unit begin."""

    texts: list[str]
    joined: NDArray[np.bool_]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, units: Sequence[Unit]) -> _Readings:
        texts: list[str] = []
        joined: list[bool] = []
        starts: list[int] = []
        for unit in units:
            starts.append(len(texts))
            texts += unit.readings[: READINGS_JOINED if unit.words > 1 else READINGS]
            joined += [unit.words > 1] * (len(texts) - starts[-1])
        return cls(texts, np.array(joined), np.array(starts, dtype=np.int64))

    def part(self, unit: int) -> slice:
        """Where the readings of one unit stand."""
        end = self.starts[unit + 1] if unit + 1 < len(self.starts) else len(self.texts)
        return slice(int(self.starts[unit]), int(end))


def _alike(script: str, asked: _Readings, known: _Readings) -> tuple[Floats, Floats]:
    """Likeness and evidence of all readings against all; those that cannot be alike, and joined words against joined
    words, are left at -9."""
    wanted = _may_be_alike(asked.texts, known.texts) & ~(asked.joined[:, None] & known.joined[None, :])
    alike = np.full(wanted.shape, -9.0, dtype=np.float32)
    nats = np.zeros(wanted.shape, dtype=np.float32)
    rows, columns = np.nonzero(wanted)
    if len(rows):
        sources, targets = encode(asked.texts), encode(known.texts)
        alike[rows, columns], nats[rows, columns] = likeness(costs_of(script), sources[:, rows], targets[:, columns])
    return alike, nats


def _may_be_alike(asked: Sequence[str], known: Sequence[str]) -> NDArray[np.bool_]:
    """Readings of which at most half the consonants (two in short words), and no more than three, lack a counterpart.

    Of 9,063 pairs alike by `PAIR_FLOOR` or more, in names that lists publish in two scripts, 0.1 % have fewer.
    """
    left, right = _class_counts(asked), _class_counts(known)
    shared = np.minimum(left[:, None, :], right[None, :, :]).sum(axis=2, dtype=np.uint8)
    most = np.maximum(left.sum(axis=1, dtype=np.uint8)[:, None], right.sum(axis=1, dtype=np.uint8)[None, :])
    return np.asarray(most - shared <= np.clip(most // 2, 2, MISSING_CONSONANTS))


def _class_counts(readings: Sequence[str]) -> NDArray[np.uint8]:
    """How many consonants of each class each reading has, a row a reading."""
    return np.frombuffer(b"".join(map(class_counts, readings)), dtype=np.uint8).reshape(len(readings), -1)


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
