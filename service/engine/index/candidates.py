"""Which listed names can reach a wanted score for asked names.

Three sources, together complete: names that share enough words with the asked one (`word_pairing.py`), names that
written as one string are nearly the same (`whole_name_index.py`), and names equal to it when folded. Many names are
asked at once, as most of the time goes into calls and not into what they do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from service.common.cooperative import Steps, run_to_completion
from service.engine.index.asked_names import AskedNames
from service.engine.index.name_index import NameIndex
from service.engine.index.parts_in_turn import in_parts, slices
from service.engine.index.postings import Integers, Places, true_places
from service.engine.index.required_score import RequiredScores, Scores
from service.engine.index.word_overlap import WordOverlap, word_overlap
from service.engine.index.word_pairing import WordPairing
from service.engine.index.work import NameWork
from service.engine.matching.acronyms import first_letters, lone_acronym
from service.engine.matching.weights import Weights
from service.engine.normalise.names import PreparedName

_LEAST_TOGETHER, _MOST_TOGETHER = 64, 256
_PAIRS_TOGETHER = 1_000_000
"""Names of which the words are looked up together, the more the fewer are listed: their pairs should fit into a
processor's cache."""

_WORDS_A_STEP = 32
"""Words that are looked up between two pauses; all words, if hundreds of names are asked together."""

_A_STEP = 2_000
"""Candidates that are put down between two pauses."""

_STRINGS_A_STEP = 2_000
"""Pairs of names of which the letters without one word are compared between two pauses: 8,000 took up to 28 ms."""


class Candidate(NamedTuple):
    """The number of a listed name, the score it has to reach, and whether the whole names may be near enough to tell
    something."""

    name: int
    least: float
    whole: bool


def candidates(
    index: NameIndex, asked: Sequence[PreparedName], weights: Weights, required: RequiredScores
) -> list[list[Candidate]]:
    """For each name asked, all names whose name score can be what they need, first those equal to it when folded, each
    part in order; complete for the scorer."""
    return run_to_completion(candidates_in_steps(index, asked, weights, required))


def candidates_in_steps(
    index: NameIndex,
    asked: Sequence[PreparedName],
    weights: Weights,
    required: RequiredScores,
    work: Sequence[NameWork] | None = None,
) -> Steps[list[list[Candidate]]]:
    """The same, pausing now and then: a name of many common words shares words with most of a list. A name that takes
    more `work` than it may has no complete candidates."""
    words = (word for query in asked for word in query.tokens)
    resolved = yield from index.matcher.of(words, _WORDS_A_STEP if len(asked) < _MOST_TOGETHER else sys.maxsize)
    found: list[list[Candidate]] = [[] for _ in asked]
    live = [place for place, query in enumerate(asked) if query.tokens]
    near = _near(index, [asked[place] for place in live])
    step = min(max(_PAIRS_TOGETHER // max(len(index), 1), _LEAST_TOGETHER), _MOST_TOGETHER)
    for start in range(0, len(live), step):
        places = live[start : start + step]
        queries = [asked[place] for place in places]
        own_work = None if work is None else [work[place] for place in places]
        some = AskedNames(queries, resolved, weights, required.of(np.array(places, dtype=np.intp)), own_work)
        first, end = np.searchsorted(near[0], (start, start + step)).tolist()
        yield
        own = [found[place] for place in places]
        yield from _Candidates(index, some).put_down(near[0][first:end] - start, near[1][first:end], own)
    return found


def _near(index: NameIndex, queries: Sequence[PreparedName]) -> tuple[Places, Places]:
    """Pairs of the row of a name asked and a name that, written as one string, is near it, in order of rows."""
    told = np.array([row for row, query in enumerate(queries) if not query.syllabic], dtype=np.intp)
    places, names = index.whole.near([queries[row] for row in told.tolist()])
    if not len(names):
        return places, names.astype(np.intp)
    order = np.argsort(places, kind="stable")
    return told[places[order]], names[order].astype(np.intp)


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Listed names, and the names asked that are looked for among them."""

    index: NameIndex
    asked: AskedNames

    def put_down(self, near: Places, near_names: Places, found: Sequence[list[Candidate]]) -> Steps[None]:
        """Put the candidates of each name asked behind those that were `found` for it: first those that are equal when
        folded, then the others, both in order. `near` are rows of names asked with names that are near as a whole."""
        met = yield from word_overlap(self.asked.queries, self.asked.resolved, self.index.listed_words)
        yield
        needed, whole = dict[int, float](), dict[int, float]()
        if len(met.rows) or len(near):  # one name alone meets nothing, nine times in ten
            needed, whole = yield from self._alike(met, near, near_names)
        equal = self._equal()
        yield
        needed |= whole | equal

        def put(cell: int) -> None:
            row, name = divmod(cell, len(self.index))
            found[row].append(Candidate(name, needed[cell], cell in whole))

        for cell in sorted(equal):
            put(cell)
        cells = np.sort(np.fromiter(needed, dtype=np.intp, count=len(needed)), kind="stable")
        for start in range(0, len(cells), _A_STEP):
            yield
            for cell in cells[start : start + _A_STEP].tolist():
                if cell not in equal:
                    put(cell)

    def _alike(
        self, met: WordOverlap, near: Places, near_names: Places
    ) -> Steps[tuple[dict[int, float], dict[int, float]]]:
        """Cells of names that share enough words with one asked, and of those that are near one as a whole; and what
        they need."""
        least = yield from self._least(met)
        by_words = yield from WordPairing(self.index, self.asked).pairs(met, least)
        yield
        less = yield from self._less_one_word(met, least)
        yield
        whole = self._by_cell(met.rows[less], met.names[less], least[less])
        whole |= self._as_a_whole(near, near_names)
        needed: dict[int, float] = {}
        for some in in_parts(by_words):
            needed |= self._by_cell(met.rows[some], met.names[some], least[some])
            yield
        return needed, whole

    def _by_cell(self, rows: Places, names: Places, least: Scores) -> dict[int, float]:
        """What pairs of the row of a name asked and the number of a name need, by the pair as one number, its cell."""
        return dict(zip((rows * len(self.index) + names).tolist(), least.tolist(), strict=True))

    def _equal(self) -> dict[int, float]:
        """Cells of names that are equal to one asked when folded, and what they need."""
        found = [
            (row, name)
            for row, query in enumerate(self.asked.queries)
            for some in (
                self.index.plain.get(query.plain),
                *map(self.index.joined.get, {"".join(query.tokens), query.solid, query.given_first}),
                *self._by_first_letters(query),
            )
            for name in some.tolist()
        ]
        if not found:
            return {}
        rows, names = np.array(found, dtype=np.intp).T
        return self._by_cell(rows, names, self.asked.required.by_letters(rows, names))

    def _by_first_letters(self, query: PreparedName) -> Iterator[Integers]:
        """The names whose words an asked acronym is made of, and the acronyms made of the asked words."""
        short, letters = lone_acronym(query, self.index.lexicon), first_letters(query)
        group = None if short is None else self.index.acronyms.of(short)
        if group is not None:
            yield group.names
        yield from map(self.index.joined.get, letters)

    def _as_a_whole(self, near: Places, near_names: Places) -> dict[int, float]:
        """Cells of the names near as a whole that need no more than that can give, and what they need."""
        if not len(near):
            return {}
        least = self.asked.required.by_letters(near, near_names)
        low = least <= 1.0 - self.asked.weights.whole_base
        return self._by_cell(near[low], near_names[low], least[low])

    def _less_one_word(self, met: WordOverlap, least: Scores) -> Steps[Places]:
        """Which pairs are near when written as one string, but for one word."""
        queries, spelt, weights = self.asked.queries, self.index.name_words, self.asked.weights
        low = true_places(least <= 1.0 - weights.whole_base - weights.whole_dropped)
        found = []
        for some in in_parts(low, _STRINGS_A_STEP):
            found.append(some[self.index.whole.less_one_word(queries, met.rows[some], met.names[some], spelt)])
            yield
        return np.concatenate(found)

    def _least(self, met: WordOverlap) -> Steps[Scores]:
        """What the pairs need."""
        found = []
        for some in slices(len(met.rows)):
            found.append(self.asked.required.by_letters(met.rows[some], met.names[some]))
            yield
        return np.concatenate(found)
