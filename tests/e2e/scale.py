"""How much is tried: little in the suite, all of it with SEKISHO_TEST_FULL=1."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Numbers of a run. Times are seconds."""

    kills: int
    outage: float
    screenings: int
    flips: int
    backups: int
    soak: float


SHORT = Scale(kills=2, outage=1.0, screenings=400, flips=50, backups=3, soak=15.0)
FULL = Scale(kills=50, outage=5.0, screenings=10_000, flips=1_000, backups=20, soak=1_800.0)


def scale() -> Scale:
    """The numbers for this run."""
    return FULL if os.environ.get("SEKISHO_TEST_FULL") else SHORT
