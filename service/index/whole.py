"""Names as one string: which listed names, without their blanks, are at most two letters from the asked one?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from service.index.signature import Integers, SignatureIndex
from service.matching.names import dropped_strings, whole_letters, whole_strings
from service.normalise.names import PreparedName

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
            for string in {"".join(name.tokens), name.joined}:
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
        if len(strings[0]) < _SHORTEST - 2:
            return np.empty(0, dtype=np.int32)
        found = [self._near(strings)]
        if query.joined != strings[0]:
            found.append(self._near([query.joined]))
        if query.is_person:
            most = max(1, whole_letters(len(strings[0])))
            found.append(self._dropped_names[self._dropped.nearest_of(strings[:1], most)])
            found += [self._near([string]) for string, _ in dropped_strings(query) if len(string) >= _SHORTEST]
        return np.concatenate(found)

    def _near(self, strings: list[str]) -> Integers:
        most = max(1, whole_letters(len(strings[0])))
        return self._joined_names[self._joined.nearest_of(strings, most)]
