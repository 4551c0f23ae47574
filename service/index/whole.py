"""Names as one string: which listed names, without their blanks, are at most two letters from the asked one?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from service.index.signature import Integers, SignatureIndex
from service.matching.names import dropped_strings, whole_strings
from service.normalise.names import PreparedName

_MOST = 2
_SHORTEST = 7


class WholeNames:
    """Joined listed names, as they are and, for persons of three words and more, less one word each."""

    def __init__(self, names: Sequence[PreparedName]) -> None:
        joined: list[str] = []
        joined_names: list[int] = []
        dropped: list[str] = []
        dropped_names: list[int] = []
        for number, name in enumerate(names):
            if name.syllabic:
                continue
            string = "".join(name.tokens)
            if len(string) >= _SHORTEST:
                joined.append(string)
                joined_names.append(number)
            for string, _ in dropped_strings(name):
                if len(string) >= _SHORTEST + 1:
                    dropped.append(string)
                    dropped_names.append(number)
        self._joined = SignatureIndex(joined)
        self._joined_names = np.array(joined_names, dtype=np.int32)
        self._dropped = SignatureIndex(dropped)
        self._dropped_names = np.array(dropped_names, dtype=np.int32)

    def candidates(self, query: PreparedName) -> Integers:
        """Numbers of the names that the whole-name comparison may accept; a number may come twice."""
        strings = whole_strings(query)
        if len(strings[0]) < _SHORTEST - _MOST:
            return np.empty(0, dtype=np.int32)
        found = [self._joined_names[self._joined.nearest_of(strings, _MOST)]]
        if query.is_person:
            found.append(self._dropped_names[self._dropped.nearest_of(strings[:1], _MOST)])
            for string, _ in dropped_strings(query):
                if len(string) >= _SHORTEST:
                    found.append(self._joined_names[self._joined.nearest_of([string], _MOST)])
        return np.concatenate(found)
