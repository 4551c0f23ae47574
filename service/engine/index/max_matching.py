"""How many words of two names can be paired, each with one partner at most.

"Mohammad Sadiq Mohammad" has two words for one of "Mohammed Hashan": together they pair one. An initial that may stand
for a word takes it from the others too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from service.engine.index.word_matches import WordMatches
from service.engine.matching.alignment import initial_fits


class MaxMatching:
    """The words of a name asked, with what each may mean."""

    __slots__ = ("_initials", "_meant", "_tokens")

    def __init__(self, tokens: Sequence[str], meant: Sequence[WordMatches]) -> None:
        self._tokens = list(enumerate(tokens))
        self._meant = [(at, known.units) for at, known in enumerate(meant)]
        self._initials = [(at, token) for at, token in self._tokens if len(token) == 1]

    def __len__(self) -> int:
        return len(self._tokens)

    def most_pairs(self, units: Iterable[int], texts: Sequence[str]) -> int:
        """How many of the words can be paired with words of a listed name: their numbers, and the text of every number
        there is."""
        partners = []
        for unit in units:
            found = [at for at, known in self._meant if unit in known]
            text = texts[unit]
            if len(text) == 1:
                found += [at for at, token in self._tokens if initial_fits(text, token)]
            for at, initial in self._initials:
                if initial_fits(initial, text):
                    found.append(at)
            if found:
                partners.append(found)
        return _most_pairs(partners)


def _most_pairs(partners: Sequence[Sequence[int]]) -> int:
    """The size of the largest matching: each listed word looks for a free partner, or for one whose own can move."""
    if len(partners) < 2:
        return len(partners)
    taken: dict[int, int] = {}
    return sum(_finds_partner(place, partners, taken, set()) for place in range(len(partners)))


def _finds_partner(place: int, partners: Sequence[Sequence[int]], taken: dict[int, int], tried: set[int]) -> bool:
    """Whether a listed word gets a partner, which is then taken by it."""
    for partner in partners[place]:
        if partner not in tried:
            tried.add(partner)
            if partner not in taken or _finds_partner(taken[partner], partners, taken, tried):
                taken[partner] = place
                return True
    return False
