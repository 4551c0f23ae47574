"""Why a match is what somebody says: the codes of `reason_codes.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("reason_codes.csv")


@lru_cache(maxsize=1)
def reason_codes() -> Mapping[str, str]:
    """The codes and what each means."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["meaning"] for row in csv.DictReader(file)}
