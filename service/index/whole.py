"""Names as one string: which listed names, without their blanks, are a letter or two from the asked one?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.index.signature import Integers, SignatureIndex, signature
from service.matching.names import dropped_strings, whole_letters, whole_strings
from service.normalise.names import PreparedName

_SHORTEST = 7


class WholeNames:
    """Listed names joined to one string, found by themselves or, less one word, among names that share a word."""

    def __init__(self, names: Sequence[PreparedName]) -> None:
        joined: list[str] = []
        joined_names: list[int] = []
        for number, name in enumerate(names):
            for string in {"".join(name.tokens), name.joined}:
                if len(string) >= _SHORTEST and not name.syllabic:
                    joined.append(string)
                    joined_names.append(number)
        self._joined = SignatureIndex(joined)
        self._joined_names = np.array(joined_names, dtype=np.int32)
        own = ["".join(name.tokens) for name in names]
        words = [[len(token) for token in name.tokens] or [0] for name in names]
        self._signatures = np.array([signature(string) for string in own], dtype=np.uint64)
        self._lengths = np.array([len(string) for string in own], dtype=np.int16)
        self._shortest_word = np.array([min(lengths) for lengths in words], dtype=np.int16)
        self._longest_word = np.array([max(lengths) for lengths in words], dtype=np.int16)
        self._words = np.array([len(name.tokens) for name in names], dtype=np.int16)

    def candidates(self, query: PreparedName) -> Integers:
        """Numbers of the names that the comparison of whole names may accept; a number may come twice."""
        strings = whole_strings(query)
        if len(strings[0]) < _SHORTEST - 2:
            return np.empty(0, dtype=np.int32)
        near = self._near(strings)
        return near if query.joined == strings[0] else np.concatenate([near, self._near([query.joined])])

    def _near(self, strings: list[str]) -> Integers:
        most = max(1, whole_letters(len(strings[0])))
        return self._joined_names[self._joined.nearest_of(strings, most)]

    def less_one_word(self, query: PreparedName, sharing: NDArray[np.intp]) -> Integers:
        """Of the names that share a word with the query, those that may be it but for one word and a few letters."""
        if not query.is_person or query.syllabic or not len(sharing):
            return np.empty(0, dtype=np.int32)
        signatures, lengths = self._signatures[sharing], self._lengths[sharing]
        keep = np.zeros(len(sharing), dtype=bool)
        for string, _ in dropped_strings(query):
            most = max(1, whole_letters(len(string)))
            if len(string) >= _SHORTEST:
                apart = np.bitwise_count(signatures ^ np.uint64(signature(string)))
                keep |= (np.abs(lengths - len(string)) <= most) & (apart <= 2 * most)
        keep |= self._listed_less_one("".join(query.tokens), sharing, signatures, lengths)
        return sharing[keep].astype(np.int32)

    def _listed_less_one(
        self,
        asked: str,
        sharing: NDArray[np.intp],
        signatures: NDArray[np.uint64],
        lengths: NDArray[np.int16],
    ) -> NDArray[np.bool_]:
        """Listed names of which the asked one lacks a word: each letter apart gives it one bit more at most."""
        most = max(1, whole_letters(len(asked)))
        more = lengths - len(asked)
        fits = (more >= self._shortest_word[sharing] - most) & (more <= self._longest_word[sharing] + most)
        surplus = np.bitwise_count(np.uint64(signature(asked)) & ~signatures)
        return np.asarray(fits & (surplus <= most) & (self._words[sharing] >= 3))
