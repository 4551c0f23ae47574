"""What one sound becoming another in Latin spelling tells: log-likelihood ratios learned from lists.

`tables/costs.csv` was learned from names that official lists publish in two scripts (`scripts/learn_sound_costs.py`).
A substitution is worth log p(listed | source) / q(listed) nats: high for a rare sound that agrees, negative for a
disagreement. Sounds of the source without a counterpart, and Latin letters without one, cost their own amounts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from service.common.bundled_tables import bundled_rows
from service.engine.normalise.transcription.rules import CODES

SIZE = len(CODES) + 1
"""Number of codes; the last one is padding."""
PAD = len(CODES)
WORST = -6.0
"""Cap of a disagreement, nats: what was never seen in training."""
INDEX = {code: i for i, code in enumerate(CODES)}

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Costs:
    """Log-likelihood ratios of one source script, nats: `sub[source, listed]`, `delete[source]`, `insert[listed]`.

    `self_source` and `self_listed` are what a code brings on average where names agree: a short vowel that Arabic does
    not write brings nothing, a rare consonant much. A perfect agreement is measured against their sums.
    """

    sub: Floats
    delete: Floats
    insert: Floats
    self_source: Floats
    self_listed: Floats

    @classmethod
    def of(cls, rows: Sequence[dict[str, str]]) -> Costs:
        """Costs from rows with op (sub, del, ins), source, listed, llr."""
        sub = np.full((SIZE, SIZE), WORST, dtype=np.float32)
        delete = np.full(SIZE, WORST, dtype=np.float32)
        insert = np.full(SIZE, WORST, dtype=np.float32)
        for row in rows:
            value = max(float(row["llr"]), WORST)
            if row["op"] == "sub":
                sub[INDEX[row["source"]], INDEX[row["listed"]]] = value
            elif row["op"] == "del":
                delete[INDEX[row["source"]]] = value
            else:
                insert[INDEX[row["listed"]]] = value
        sub[PAD, :] = sub[:, PAD] = -1e6
        delete[PAD] = insert[PAD] = 0.0
        return cls(sub, delete, insert, _expected(rows, "source"), _expected(rows, "listed"))


def _expected(rows: Sequence[dict[str, str]], side: str) -> Floats:
    total = np.zeros(SIZE)
    weights = np.full(SIZE, 1e-9)
    for row in rows:
        if row[side] and float(row["llr"]) > WORST:
            i = INDEX[row[side]]
            total[i] += float(row["weight"]) * float(row["llr"])
            weights[i] += float(row["weight"])
    mean: Floats = (total / weights).astype(np.float32)
    return mean


# Scripts without costs of their own borrow those of a script that writes sounds the same way.
_BORROWED = {"Jpan": "Hani", "Jpan.body": "Kana", "Latn": "Cyrl", "Syrc": "Arab", "Thaa": "Arab"}
_DEFAULT = "Cyrl"


@lru_cache(maxsize=1)
def _all() -> dict[str, Costs]:
    rows: dict[str, list[dict[str, str]]] = {}
    for row in bundled_rows(__package__, "tables", "costs.csv"):
        rows.setdefault(row["script"], []).append(row)
    return {script: Costs.of(found) for script, found in rows.items()}


def costs_of(script: str) -> Costs:
    """The costs for names written in `script` (ISO 15924)."""
    return _all()[_lender(script)]


def _lender(script: str) -> str:
    """The script whose costs are used for another."""
    return script if script in _all() else _BORROWED.get(script, _DEFAULT)


@dataclass(frozen=True, eq=False)
class CostStack:
    """The costs of several scripts one below the other, so that pairs of any of them are aligned in one go.

    The rows of the script with number n begin at n * `SIZE`; a source code plus that is its row. `gain` is what a
    substitution is worth less the insertion that it saves. `starts` are the rows of the scripts by their names.
    """

    gain: Floats
    delete: Floats
    insert: Floats
    self_source: Floats
    self_listed: Floats
    starts: dict[str, int]

    @classmethod
    def of(cls, costs: Mapping[str, Costs]) -> CostStack:
        """The stack of some scripts."""
        some = list(costs.values())
        return cls(
            np.concatenate([(one.sub - one.insert[None, :]).ravel() for one in some]),
            np.concatenate([one.delete for one in some]),
            np.concatenate([one.insert for one in some]),
            np.concatenate([one.self_source for one in some]),
            np.concatenate([one.self_listed for one in some]),
            {script: number * SIZE for number, script in enumerate(costs)},
        )

    def start(self, script: str) -> int:
        """The first row of the costs for names written in `script`."""
        found = self.starts.get(script)
        return self.starts[_lender(script)] if found is None else found


@lru_cache(maxsize=1)
def all_costs() -> CostStack:
    """The costs of all scripts."""
    return CostStack.of(_all())
