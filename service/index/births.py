"""Which entities have a birth date that could speak for an asked one?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.entity import Entity, PartialDate
from service.index.postings import Multimap

_LONGEST_RANGE = 30


@dataclass(eq=False, slots=True)
class BirthIndex:
    """Entities by listed year of birth and by month and day, whatever day the list said so.

    `entities` says how many there are: an array of one number, so that it can be packed.
    """

    dates: Multimap
    entities: NDArray[np.int64]

    @classmethod
    def build(cls, entities: Sequence[Entity]) -> BirthIndex:
        found: dict[str, dict[int, None]] = defaultdict(dict)
        for number, entity in enumerate(entities):
            for listed in entity.birth_dates:
                if listed.earliest is None or listed.latest is None:
                    continue
                last = min(listed.latest.year, listed.earliest.year + _LONGEST_RANGE)
                for year in range(listed.earliest.year, last + 1):
                    found[str(year)][number] = None
                if listed.earliest.month is not None and listed.earliest.day is not None:
                    found[_month_and_day(listed.earliest)][number] = None
        return cls(Multimap.build({key: list(numbers) for key, numbers in found.items()}), np.array([len(entities)]))

    def mark(self, asked: PartialDate, marks: NDArray[np.bool_]) -> None:
        """Set a mark for every entity whose birth date may add points: the same year, or the same day and month."""
        marks[self.dates.get(str(asked.year))] = True
        if asked.month is not None and asked.day is not None:
            marks[self.dates.get(_month_and_day(asked))] = True


def _month_and_day(date: PartialDate) -> str:
    return f"{date.month}-{date.day}"
