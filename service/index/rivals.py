"""Asked words that mean the same listed word: only one of them can meet it.

"Mohammad Sadiq Mohammad" has two words for one of "Mohammed Hashan".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.index.meetings import Together
from service.index.postings import Places, Postings
from service.index.resolved import Resolved


def rivals(meant: Sequence[Resolved]) -> frozenset[int]:
    """All listed words of asked words that have some in common."""
    found: set[int] = set()
    for at, first in enumerate(meant):
        for second in meant[at + 1 :]:
            if not first.units.isdisjoint(second.units):
                found |= first.units | second.units
    return frozenset(found)


def surplus(
    meant: Sequence[Resolved], contested: frozenset[int], together: Together, names: Places, spelt: Postings
) -> NDArray[np.int16]:
    """For each of the names, how many of the asked words that compete must go without one of its words.

    `contested` are their `rivals`. Nothing is said of names in which such a word may also be met as part of a longer
    one.
    """
    claims = np.zeros(len(names), dtype=np.int16)
    some = [at for at, one in enumerate(meant) if not contested.isdisjoint(one.units)]
    for at in some:
        claims += np.isin(names, meant[at].names)
    for at in some:
        for elsewhere in together.get(at, ()):
            claims[np.isin(names, elsewhere)] = 0
    found = np.zeros(len(names), dtype=np.int16)
    for at in np.flatnonzero(claims > 1).tolist():
        places = sum(word in contested for word in spelt.of(int(names[at])).tolist())
        found[at] = max(0, int(claims[at]) - places)
    return found
