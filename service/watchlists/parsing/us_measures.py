"""What being on each list of the United States means, from `us_measures.csv`: a block is not a reject, and a licence
requirement for exports is neither. The words are those of OFAC's lists and sanctions types and of the Consolidated
Screening List's column `source`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from service.common.bundled_tables import bundled_rows
from service.watchlists.parsing.text import unique


def measures_of(words: Iterable[str]) -> tuple[str, ...]:
    """The measures that names of lists and sanctions types stand for, without repeats; none for unknown words."""
    return unique(measure for text in words for measure in _measures(text))


@cache
def _measures(text: str) -> tuple[str, ...]:
    plain = text.casefold()
    return next((found for key, found in _table() if key in plain), ())


@cache
def _table() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = bundled_rows(__package__, "us_measures.csv")
    return tuple((row["words"].casefold(), tuple(row["measures"].split())) for row in rows)
