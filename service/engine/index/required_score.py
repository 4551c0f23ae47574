"""The name score that a listed name has to reach, given the facts beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.engine.index.postings import Places

Scores = NDArray[np.float64]
Names = NDArray[np.integer[Any]]
Pairs = Callable[[Places, Names], Scores]
"""A number for each pair of the place of a name asked and the number of a listed name."""


@dataclass(frozen=True, slots=True)
class RequiredScores:
    """What pairs of an asked and a listed name have to reach, in letters and by sound.

    Facts that agree let a lower score do; facts that disagree want a higher one, but no higher than `exact` in one
    script, if a name as good as that is shown whatever its facts are.
    """

    threshold: float
    exact: float
    points: Pairs

    def by_letters(self, places: Places, names: Names) -> Scores:
        """The least scores in one script."""
        return np.minimum(self.by_sound(places, names), self.exact)

    def by_sound(self, places: Places, names: Names) -> Scores:
        """The least scores across scripts."""
        return self.threshold - self.points(places, names)

    def of(self, places: Places) -> RequiredScores:
        """The same for names that stand elsewhere: `places` says where each of them has stood."""
        return RequiredScores(self.threshold, self.exact, lambda rows, names: self.points(places[rows], names))

    def of_names(self, entities: NDArray[np.int32]) -> RequiredScores:
        """The needs of names from those of entities; `entities` has the entity of each name."""
        return RequiredScores(self.threshold, self.exact, lambda places, names: self.points(places, entities[names]))


NO_NEEDS = RequiredScores(0.0, 0.0, lambda places, names: np.zeros(len(places)))
"""Any score will do."""
