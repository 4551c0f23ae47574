"""Which entities have a birth date that could speak for an asked one?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.entity import Entity, PartialDate

_LONGEST_RANGE = 30


class BirthIndex:
    """Entities by listed year of birth and by day and month, whatever day the list said so."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._size = len(entities)
        self._years: dict[int, set[int]] = defaultdict(set)
        self._days: dict[tuple[int, int], set[int]] = defaultdict(set)
        for number, entity in enumerate(entities):
            for listed in entity.birth_dates:
                if listed.earliest is None or listed.latest is None:
                    continue
                last = min(listed.latest.year, listed.earliest.year + _LONGEST_RANGE)
                for year in range(listed.earliest.year, last + 1):
                    self._years[year].add(number)
                if listed.earliest.month is not None and listed.earliest.day is not None:
                    self._days[listed.earliest.month, listed.earliest.day].add(number)

    def favoured(self, asked: PartialDate) -> NDArray[np.bool_]:
        """A mark for every entity whose birth date may add points: the same year, or the same day and month."""
        marks = np.zeros(self._size, dtype=bool)
        numbers = set(self._years.get(asked.year, ()))
        if asked.month is not None and asked.day is not None:
            numbers |= self._days.get((asked.month, asked.day), set())
        marks[list(numbers)] = True
        return marks
