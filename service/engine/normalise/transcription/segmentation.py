"""Names without blanks taken apart where that costs least: into words that are known, and what is left between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from service.engine.normalise.company_words import longest_word, meanings_of

Cost = Callable[[int, int], float | None]
"""What the part of a text from one place to another costs; None if it is no part."""
_LONGEST_PART = 32
"""Longer than any word or name. Without it the work grows with the square of the length: 500 signs for 株式会社, which
are 2,000 characters, took six seconds."""
_KNOWN = 1.0
_UNKNOWN, _UNKNOWN_SYLLABLE = 1.2, 0.6
_LEAST_KNOWN = 2


def cheapest_parts(length: int, longest: int, cost: Cost) -> list[tuple[int, int]]:
    """The parts of a text of a length that cost least together, each at most so long."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, length + 1):
        ways = []
        for first in range(max(0, end - longest), end):
            price = cost(first, end)
            if price is not None:
                ways.append((best[first][0] + price, first))
        best.append(min(ways))
    parts: list[tuple[int, int]] = []
    while length:
        parts.append((best[length][1], length))
        length = best[length][1]
    return parts[::-1]


@lru_cache(maxsize=1 << 14)
def known_parts(run: str, script: str, forms: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """A run of Hangul or Han syllables as known words of companies, legal forms, and what is left.

    조선광업개발무역회사 is Korea, mining, development, trading, company.
    """

    longest = max(longest_word(script), max(map(len, forms), default=0))

    def cost(first: int, end: int) -> float:
        word, size = run[first:end], end - first
        if _LEAST_KNOWN <= size <= longest and (word in forms or meanings_of(word, script)):
            return _KNOWN
        return _UNKNOWN + _UNKNOWN_SYLLABLE * size

    return tuple(run[first:end] for first, end in cheapest_parts(len(run), _LONGEST_PART, cost))
