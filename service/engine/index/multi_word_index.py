"""Several words of a listed name that may be asked as one: written together, or by their first letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.engine.index.postings import Integers, Multimap


class MultiWordMatch(NamedTuple):
    """Names, and how many words more than one a text takes of each."""

    names: Integers
    more: NDArray[np.uint8]


@dataclass(eq=False, slots=True)
class MultiWordIndex:
    """Texts that stand for several words of a name, by the names, and with how many words more than one."""

    names: Multimap
    more: NDArray[np.uint8]

    @classmethod
    def build(cls, rows: Iterable[tuple[int, str, int]]) -> MultiWordIndex:
        """The groups of rows with name, text and number of words, name after name."""
        names: dict[str, list[int]] = defaultdict(list)
        more: dict[str, list[int]] = defaultdict(list)
        for name, text, words in rows:
            known = names[text]
            if known[-1:] == [name]:
                more[text][-1] = max(words - 1, more[text][-1])
            else:
                known.append(name)
                more[text].append(words - 1)
        return cls(
            Multimap.build(names), np.array([count for counts in more.values() for count in counts], dtype=np.uint8)
        )

    def of(self, text: str) -> MultiWordMatch | None:
        """The names of which several words are this text, None if there are none."""
        group = self.names.unit(text)
        if group is None:
            return None
        names = self.names.postings.of(group)
        start = self.names.postings.starts[group]
        return MultiWordMatch(names, self.more[start : start + len(names)])
