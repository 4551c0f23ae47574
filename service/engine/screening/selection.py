"""Which of many hits are shown."""

from __future__ import annotations

from collections.abc import Sequence

from service.engine.matching.model import Match
from service.engine.model.decision import Decision

Decided = tuple[Match, Decision]
"""A match, and what it alone asks for."""


def select_hits(found: Sequence[Decided], *, decision: Decision, limit: int) -> list[Decided]:
    """Of matches, best first, those to show, in the same order: the best of each watchlist, the best that asks for the
    decision, and then as many of the best as still fit into the limit.

    A man whom seven lists name would otherwise fill the limit with five of them, and the others would seem not to have
    him.
    """
    if len(found) <= limit:
        return list(found)
    kept: set[int] = set()
    lists: set[str] = set()
    decided = False
    for at, (match, asks_for) in enumerate(found):
        if match.entity.watchlist not in lists or (asks_for is decision and not decided):
            kept.add(at)
        lists.add(match.entity.watchlist)
        decided = decided or asks_for is decision
    for at in range(len(found)):
        if len(kept) >= limit:
            break
        kept.add(at)
    return [found[at] for at in sorted(kept)]
