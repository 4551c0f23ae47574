"""Which names that share words with one asked may be paired with it word by word, and still reach what they need.

"Enough" words in common are a bound derived from the weights of the scorer (`score_bounds.py`): nearly all pairs share
one common word and are left at the first look.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.common.cooperative import Steps
from service.engine.index.asked_names import AskedNames, Initials
from service.engine.index.name_index import NameIndex
from service.engine.index.parts_in_turn import in_parts, slices
from service.engine.index.postings import Places, true_places
from service.engine.index.required_score import Scores
from service.engine.index.score_bounds import (
    MayBeInside,
    OverlapBounds,
    ScoreBudget,
    contains,
    distinctive_words,
    one_word_may_do,
    possible,
)
from service.engine.index.word_overlap import WordOverlap
from service.engine.normalise.names import PreparedName

_WORD_PAIRS_A_STEP = 600
"""How many words of names asked, times those of listed names, are paired before somebody else may have a turn: some 60
names of three words. Counted by names alone, those of twenty words and initials took 18 ms."""


@dataclass(frozen=True, slots=True)
class WordPairing:
    """Listed names, and the names asked that are paired with them."""

    index: NameIndex
    asked: AskedNames

    def pairs(self, met: WordOverlap, least: Scores) -> Steps[Places]:
        """Which pairs may be paired word by word."""
        alone = np.array(
            [*map(one_word_may_do if self.asked.persons else _has_no_distinctive_word, self.asked.queries)]
        )
        places = []
        for one in slices(len(least)):
            places.append(one.start + true_places(self._worth_a_look(met, least, one, alone)))
            yield
        worth = np.concatenate(places)
        found = []
        for some in in_parts(worth):
            found.append((yield from self._worth_pairing(met, least, some)))
            yield
        return np.concatenate(found)

    def _worth_pairing(self, met: WordOverlap, least: Scores, worth: Places) -> Steps[Places]:
        """Which of the pairs that are worth a look may be paired word by word."""
        if not len(worth):
            return worth
        rows, names = met.rows[worth], met.names[worth]
        seen = self._seen(met, worth, rows, names)
        budget = ScoreBudget.of(self.asked.queries, rows, least[worth], self.asked.weights, self.index.lexicon)
        may_be = MayBeInside(self.asked.may_be_contained(rows, self.index.lexicon), self.index.may_be_contained[names])
        inside = contains(seen, budget.tokens, may_be, least[worth], self.asked.weights)
        keep = true_places(possible(seen, budget, self.asked.weights, persons=self.asked.persons) | inside)
        if len(keep):
            seen, budget = seen.part(keep), budget.part(keep)
            fewer = yield from self._fewer_pairs(seen, met.grouped[worth[keep]], rows[keep], names[keep])
            if fewer.any():
                seen = seen.without(fewer)
                inside = contains(seen, budget.tokens, may_be.part(keep), least[worth[keep]], self.asked.weights)
                keep = keep[possible(seen, budget, self.asked.weights, persons=self.asked.persons) | inside]
        return worth[keep]

    def _worth_a_look(
        self, met: WordOverlap, least: Scores, some: slice, alone: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Which of some pairs share more than one word, or one where one can be enough, as it can for those names asked
        that `alone` says. Most share one and can be left."""
        names, needed = met.names[some], least[some]
        words, may = met.words[some] + met.extra[some], alone[met.rows[some]]
        if not self.asked.persons:
            low = needed <= 1.0 - self.asked.weights.nothing_distinctive
            inside = self.index.may_be_contained[names] & (words >= self.index.lengths[names])
            return np.asarray((met.distinctive[some] > 0) | may | low | inside)
        low = needed <= 1.0 - min(self.asked.weights.one_word_only, self.asked.weights.contradiction)
        return np.asarray((words + self.index.one_is_enough[names] >= 2) | may | low)

    def _seen(self, met: WordOverlap, worth: Places, rows: Places, names: Places) -> OverlapBounds:
        own = self.asked.initials_of(rows)
        initials = self._standing(own, names)
        return OverlapBounds(
            met=met.words[worth],
            more=met.extra[worth],
            distinctive=met.distinctive[worth],
            named=met.named[worth],
            lengths=self.index.lengths[names],
            names=self.index.distinctive[names],
            initials=initials,
            idle=self.index.initials[names] + own.number - initials,
            titled=self.index.titled[names].astype(np.int16),
            single=self.index.is_single[names].astype(np.int16),
        )

    def _standing(self, own: Initials, names: Places) -> NDArray[np.int16]:
        """Initials of either name of each pair, if any of them may stand for a word of the other."""
        fits = (self.index.initial_letters[names] & own.fitting) != 0
        fitted = (own.letters & self.index.fitting[names]) != 0
        return np.asarray(self.index.initials[names] * fits + own.number * fitted)

    def _fewer_pairs(
        self, seen: OverlapBounds, grouped: NDArray[np.bool_], rows: Places, names: Places
    ) -> Steps[NDArray[np.int16]]:
        """How many of the words and initials seen in each pair cannot be paired after all, because others mean the same
        words. Nothing is said of pairs in which a word may stand for several."""
        found = np.zeros(len(rows), dtype=np.int16)
        hoped = seen.met + seen.initials
        told = self.asked.within_limits(true_places(~grouped & (hoped > 1)), rows)
        paired = 0
        pairs = zip(told.tolist(), rows[told].tolist(), names[told].tolist(), strict=True)
        for at, row, name in pairs:
            if paired >= _WORD_PAIRS_A_STEP:
                paired = 0
                yield
            words = self.asked.words(row)
            if words is not None:
                units = [*self.index.spelt.of(name).tolist(), *self.index.glued.of(name).tolist()]
                found[at] = max(0, int(hoped[at]) - words.most_pairs(units, self.index.vocabulary.words))
                paired += len(words) * len(units)
        return found


def _has_no_distinctive_word(query: PreparedName) -> bool:
    return not distinctive_words(query)
