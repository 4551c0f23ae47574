"""Names that are asked together, and what is worked out of them once for all listed names that they meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.engine.index.initials import initials_of
from service.engine.index.max_matching import MaxMatching
from service.engine.index.postings import Places, numbered_anew
from service.engine.index.required_score import RequiredScores
from service.engine.index.word_matches import WordMatches
from service.engine.index.work import PAIRING, NameWork
from service.engine.matching.containment import may_be_contained
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.weights import Weights
from service.engine.normalise.names import Kind, PreparedName


class Initials(NamedTuple):
    """Of the name asked in each of some pairs: how many initials it has, their bits, and those of the initials that may
    stand for its words."""

    number: NDArray[np.int16]
    letters: NDArray[np.uint64]
    fitting: NDArray[np.uint64]


class AskedNames:
    """Names asked together, all persons or none, each of at least a word; what their words mean, what is wanted."""

    def __init__(
        self,
        queries: Sequence[PreparedName],
        resolved: Mapping[str, WordMatches],
        weights: Weights,
        required: RequiredScores,
        work: Sequence[NameWork] | None = None,
    ) -> None:
        self.queries, self.resolved, self.weights, self.required = queries, resolved, weights, required
        self.work = work
        self.persons = queries[0].is_person
        self._words: dict[int, MaxMatching] = {}

    def initials_of(self, rows: Places) -> Initials:
        """The initials of the names in some rows, which rise."""
        different, at = numbered_anew(rows)
        queries = [self.queries[row] for row in different.tolist()]
        number = np.array([query.kinds.count(Kind.INITIAL) for query in queries], dtype=np.int16)
        letters = np.array([initials_of(query) for query in queries], dtype=np.uint64)
        words = [[self.resolved[word].fitting for word in query.tokens] for query in queries]
        fitting = np.array([reduce(or_, some) for some in words], dtype=np.uint64)
        return Initials(number[at], letters[at], fitting[at])

    def may_be_contained(self, rows: Places, lexicon: Lexicon) -> NDArray[np.bool_]:
        """Of the names in some rows, which rise, whether they say enough to be looked for inside longer ones."""
        different, at = numbered_anew(rows)
        return np.array([may_be_contained(self.queries[row], lexicon) for row in different.tolist()], dtype=bool)[at]

    def words(self, row: int) -> MaxMatching | None:
        """The words of one of the names, None if it consists of syllables."""
        query = self.queries[row]
        if query.syllabic:
            return None
        found = self._words.get(row)
        if found is None:
            found = self._words[row] = MaxMatching(query.tokens, [self.resolved[word] for word in query.tokens])
        return found

    def within_limits(self, pairs: Places, rows: Places) -> Places:
        """The pairs of those rows that may still take the work for theirs."""
        if self.work is None:
            return pairs
        numbers = np.bincount(rows[pairs], minlength=len(self.work)).tolist()
        may = [not number or one.add(PAIRING * number) for one, number in zip(self.work, numbers, strict=True)]
        return pairs if all(may) else pairs[np.array(may)[rows[pairs]]]
