"""Why a match is what somebody says: the codes of `reason_codes.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from service.common.bundled_tables import bundled_rows


@lru_cache(maxsize=1)
def reason_codes() -> Mapping[str, str]:
    """The codes and what each means."""
    return {row["code"]: row["meaning"] for row in bundled_rows(__package__, "reason_codes.csv")}
