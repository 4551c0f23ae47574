"""Names as one string: which listed names, without their blanks, are a letter or two from the asked one?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.index.signature import Integers, SignatureIndex, signature
from service.matching.align import letters_apart
from service.matching.names import dropped_letters, dropped_strings, whole_letters, whole_strings
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
        self._names, self._own = names, own
        words = [[len(token) for token in name.tokens] or [0] for name in names]
        self._signatures = np.array([signature(string) for string in own], dtype=np.uint64)
        self._lengths = np.array([len(string) for string in own], dtype=np.int16)
        self._shortest_word = np.array([min(lengths) for lengths in words], dtype=np.int16)
        self._longest_word = np.array([max(lengths) for lengths in words], dtype=np.int16)

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
        """Of the names that share a word with the query, those that are it but for one word and a few letters."""
        if not query.is_person or query.syllabic or not len(sharing):
            return np.empty(0, dtype=np.int32)
        lengths = self._lengths[sharing]
        found = [self._asked_less_one(string, sharing, lengths) for string, _ in dropped_strings(query)]
        found.append(self._listed_less_one("".join(query.tokens), sharing, lengths))
        return np.concatenate(found).astype(np.int32)

    def _asked_less_one(self, asked: str, sharing: NDArray[np.intp], lengths: NDArray[np.int16]) -> NDArray[np.intp]:
        """Listed names that the query is, less one of its words."""
        most = dropped_letters(len(asked))
        if not most:
            return sharing[:0]
        near = sharing[np.abs(lengths - np.int16(len(asked))) <= most]
        near = near[np.bitwise_count(self._signatures[near] ^ np.uint64(signature(asked))) <= 2 * most]
        kept = [at for at in near.tolist() if letters_apart(asked, self._own[at], most) is not None]
        return np.array(kept, dtype=np.intp)

    def _listed_less_one(self, asked: str, sharing: NDArray[np.intp], lengths: NDArray[np.int16]) -> NDArray[np.intp]:
        """Listed names that are the query, less one of theirs: each letter apart gives it one bit more at most."""
        most = dropped_letters(len(asked))
        if not most:
            return sharing[:0]
        near = sharing[lengths > len(asked) - most]
        more = self._lengths[near] - np.int16(len(asked))
        near = near[(more >= self._shortest_word[near] - most) & (more <= self._longest_word[near] + most)]
        surplus = np.bitwise_count(np.uint64(signature(asked)) & ~self._signatures[near])
        kept = [at for at in near[surplus <= most].tolist() if self._is_less_one(asked, at, most)]
        return np.array(kept, dtype=np.intp)

    def _is_less_one(self, asked: str, at: int, most: int) -> bool:
        tokens = self._names[at].tokens
        more = int(self._lengths[at]) - len(asked)
        return any(
            letters_apart(asked, "".join(tokens[:n] + tokens[n + 1 :]), most) is not None
            for n, token in enumerate(tokens)
            if abs(len(token) - more) <= most
        )
