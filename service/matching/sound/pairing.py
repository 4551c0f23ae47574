"""Which word of one name met which of the other: the likeliest pairs without overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.matching.sound.align import consonants, encode, lengths, likeness
from service.matching.sound.costs import costs_of
from service.matching.sound.name import SoundName, Unit, as_listed

PAIR_FLOOR = 0.35
"""Least likeness of a pair: a higher floor turns weak but true pairs into contradictions."""
JOIN_FLOOR = 0.6
"""Least likeness at which several words are taken for one."""
SAME_GIVEN_NAME = 0.88
"""Likeness of two forms of one given name that sound apart (Vladimir, Volodymyr)."""
READINGS = 3
READINGS_JOINED = 2
SHORT = 10


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
    asked = _readings([query])
    known = _readings(listed)
    if not asked or not known:
        return [() for _ in listed]
    alike, nats = _all_pairs(query.script, asked, known)
    row = {reading: i for i, reading in enumerate(asked)}
    column = {reading: i for i, reading in enumerate(known)}
    rows = [[row[reading] for reading in unit.readings if reading in row] for unit in query.units]
    return [_pairs_of(query, name, rows, column, alike, nats) for name in listed]


def _readings(names: Sequence[SoundName]) -> dict[str, bool]:
    """The readings of all units, and whether each is only one of joined words."""
    found: dict[str, bool] = {}
    for name in names:
        for unit in name.units:
            joined = unit.words > 1
            for reading in unit.readings[: READINGS_JOINED if joined else READINGS]:
                found[reading] = found.get(reading, True) and joined
    return found


def _all_pairs(
    script: str, asked: dict[str, bool], known: dict[str, bool]
) -> tuple[list[list[float]], list[list[float]]]:
    """Likeness and evidence of all readings against all; those that cannot be alike, and joined words against joined
    words, are left at -9. The flags say which readings are joined words."""
    sources, targets = encode(list(asked)), encode(list(known))
    ours, theirs = consonants(sources), consonants(targets)
    apart = np.abs(ours[:, None] - theirs[None, :])
    wanted = apart <= 1 + np.maximum(ours[:, None], theirs[None, :]) // 2
    wanted &= ~(np.array(list(asked.values()))[:, None] & np.array(list(known.values()))[None, :])
    alike = np.full(wanted.shape, -9.0, dtype=np.float32)
    nats = np.zeros(wanted.shape, dtype=np.float32)
    short = lengths(sources)[:, None] + lengths(targets)[None, :] <= 2 * SHORT
    for part in (wanted & short, wanted & ~short):
        rows, columns = np.nonzero(part)
        if len(rows):
            alike[rows, columns], nats[rows, columns] = likeness(
                costs_of(script), sources[:, rows], targets[:, columns]
            )
    return alike.tolist(), nats.tolist()


def _pairs_of(
    query: SoundName,
    listed: SoundName,
    rows: list[list[int]],
    column: dict[str, int],
    alike: list[list[float]],
    nats: list[list[float]],
) -> tuple[Pair, ...]:
    possible: list[tuple[float, float, Unit, Unit]] = []
    for target in listed.units:
        columns = [column[reading] for reading in target.readings if reading in column]
        for unit, unit_rows in zip(query.units, rows, strict=True):
            if unit.words > 1 and target.words > 1:
                continue
            value, at_row, at_column = max((alike[r][c], r, c) for r in unit_rows for c in columns)
            same = unit.given >= 0 and unit.given == target.given
            if same and value < SAME_GIVEN_NAME:
                value = SAME_GIVEN_NAME
            if value >= (PAIR_FLOOR if unit.words == target.words else JOIN_FLOOR):
                evidence = max(nats[at_row][at_column], 10.0 if same else 0.0)
                possible.append((min(value, 1.0), evidence, unit, target))
    possible.sort(key=lambda pair: (-pair[0], -pair[1]))
    return _without_overlap(possible)


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
