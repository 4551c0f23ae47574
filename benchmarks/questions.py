"""Questions for a measurement: names that look real and differ, in the shape of the HTTP contract."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.inputs import read_rows
from service.engine.normalise.scripts import script_of

_LISTED_EVERY = 50
"""One name in so many is that of a listed person, as it may be spelt."""


def bodies(bench: Path, number: int, parties: int, *, seed: int = 7) -> list[bytes]:
    """Bodies of screenings with so many parties each: a customer's name, type and day of birth. No name comes twice
    but for those of listed persons."""
    parts = _parties(bench, random.Random(seed))
    return [_body(at, [next(parts) for _ in range(parties)]) for at in range(number)]


def _body(number: int, parties: Sequence[dict[str, Any]]) -> bytes:
    numbered = [{"id": f"p-{at}", **party} for at, party in enumerate(parties, 1)]
    return json.dumps({"reference": f"TRD-{number:07d}", "parties": numbered}, ensure_ascii=False).encode()


def _parties(bench: Path, chance: random.Random) -> Iterator[dict[str, Any]]:
    rows = [row for name in ("us", "global") for row in read_rows(bench / f"negatives_{name}.csv")]
    listed = [row["query"] for row in read_rows(bench / "japan_variants.csv") if row["type"] == "individual"]
    days = [row["date_of_birth"] for row in rows]
    fresh = _fresh_names([row["full_name"] for row in rows], chance)
    while True:
        for _ in range(_LISTED_EVERY - 1):
            yield {"type": "person", "name": next(fresh), "birth_date": chance.choice(days)}
        yield {"type": "person", "name": chance.choice(listed), "birth_date": chance.choice(days)}


def _fresh_names(names: Sequence[str], chance: random.Random) -> Iterator[str]:
    """The first words of one name with the last word of another in the same script, each only once."""
    by_script: dict[str, list[list[str]]] = defaultdict(list)
    for name in names:
        by_script[script_of(name)].append(name.split())
    pools = list(by_script.values())
    sizes = [len(pool) for pool in pools]
    seen: set[str] = set()
    while True:
        pool = chance.choices(pools, sizes)[0]
        name = " ".join([*chance.choice(pool)[:-1], chance.choice(pool)[-1]])
        if name not in seen:
            seen.add(name)
            yield name
