"""Which listed names can reach a wanted score for asked names.

Three sources, together complete: names that share enough words with the asked one, names that written as one string
are nearly the same, and names equal to it when folded. "Enough" is a bound derived from the weights (`bounds.py`).
Many names are asked at once, as most of the time goes into calls and not into what they do.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.common.cooperative import Steps, run_to_completion
from service.engine.index.initials import fitting, initials_of
from service.engine.index.max_matching import MaxMatching
from service.engine.index.multi_word_index import MultiWordIndex
from service.engine.index.postings import Integers, Multimap, Places, Postings, numbered_anew, true_places
from service.engine.index.required_score import RequiredScores, Scores
from service.engine.index.score_bounds import (
    MayBeInside,
    OverlapBounds,
    ScoreBudget,
    contains,
    distinctive_words,
    one_word_may_do,
    possible,
)
from service.engine.index.serialization import UNPACKED
from service.engine.index.vocabulary import Vocabulary
from service.engine.index.whole_name_index import NameWords, WholeNameIndex
from service.engine.index.word_matches import WordMatcher, WordMatches
from service.engine.index.word_overlap import ListedWords, WordOverlap, word_overlap
from service.engine.index.work import PAIRING, NameWork
from service.engine.matching.acronyms import first_letters, lone_acronym
from service.engine.matching.alignment import acronyms
from service.engine.matching.containment import may_be_contained
from service.engine.matching.lexicon import Lexicon, lexicon
from service.engine.matching.weights import Weights
from service.engine.normalise.names import Kind, PreparedName


class Candidate(NamedTuple):
    """The number of a listed name, the score it has to reach, and whether the whole names may be near enough to tell
    something."""

    name: int
    least: float
    whole: bool


_LEAST_TOGETHER, _MOST_TOGETHER = 64, 256
_PAIRS_TOGETHER = 1_000_000
"""Names of which the words are looked up together, the more the fewer are listed: their pairs should fit into a
processor's cache."""

_WORDS_A_STEP = 32
"""Words that are looked up between two pauses; all words, if hundreds of names are asked together."""

_A_STEP = 2_000
"""Candidates that are put down between two pauses."""

_PAIRS_A_STEP = 65_536
"""Pairs that share a word of which is looked at between two pauses what they need, and whether it can be enough."""

_ARRAY_A_STEP = 8_000
"""Pairs of names that are looked at by arrays between two pauses, which takes some 3 ms. A name of many common words
shares one with tens of thousands."""

_STRINGS_A_STEP = 2_000
"""Pairs of names of which the letters without one word are compared between two pauses: 8,000 took up to 28 ms."""

_WORD_PAIRS_A_STEP = 600
"""How many words of names asked, times those of listed names, are paired before somebody else may have a turn: some 60
names of three words. Counted by names alone, those of twenty words and initials took 18 ms."""


@dataclass(eq=False, slots=True)
class NameIndex:
    """All listed names of one kind (persons, or everything else), numbered from 0 in the order given.

    `words` are the names of each word of the vocabulary, `spelt` the words of each name in order. `groups` and
    `acronyms` are the names of which several words together, or their first letters, are a text. `plain` and `joined`
    are names by their folded text, and by that and their core without blanks. `glued` are the words of each name that a
    particle makes if it is written together with its word. The arrays behind have an entry for each name
    (`initial_letters` and `fitting`: bits of its initials, and of those that may stand for its words), and
    `is_distinctive` one for each word.
    """

    vocabulary: Vocabulary
    words: Postings
    spelt: Postings
    glued: Postings
    groups: MultiWordIndex
    acronyms: MultiWordIndex
    plain: Multimap
    joined: Multimap
    whole: WholeNameIndex
    is_distinctive: NDArray[np.bool_]
    lengths: NDArray[np.int16]
    initials: NDArray[np.int16]
    initial_letters: NDArray[np.uint64]
    fitting: NDArray[np.uint64]
    distinctive: NDArray[np.int16]
    titled: NDArray[np.bool_]
    one_is_enough: NDArray[np.uint8]
    may_be_contained: NDArray[np.bool_]
    lexicon: Lexicon = field(default_factory=lexicon, metadata=UNPACKED)
    _resolved: WordMatcher = field(init=False, repr=False)
    _listed: ListedWords = field(init=False, repr=False)
    _spelt: NameWords = field(init=False, repr=False)
    _is_single: NDArray[np.bool_] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._is_single = np.diff(self.spelt.starts) == 1
        self._resolved = WordMatcher(self.vocabulary, self.words, self.groups, self.acronyms, self.is_distinctive)
        self._listed = ListedWords(self.vocabulary, self.words, len(self))
        self._spelt = NameWords.of(self.spelt, self.vocabulary.words)

    @classmethod
    def build(cls, names: Sequence[PreparedName], lexicon: Lexicon) -> NameIndex:
        words: dict[str, list[int]] = defaultdict(list)
        groups: list[tuple[int, str, int]] = []
        short: list[tuple[int, str, int]] = []
        plain: dict[str, list[int]] = defaultdict(list)
        joined: dict[str, list[int]] = defaultdict(list)
        glued: list[list[str]] = [[] for _ in names]
        for number, name in enumerate(names):
            for word in dict.fromkeys(name.tokens):
                words[word].append(number)
            for text, first, end in name.joins:
                if end - first > 1:
                    groups.append((number, text, end - first))
                else:
                    glued[number].append(text)
                    if words[text][-1:] != [number]:
                        words[text].append(number)
            short += [(number, text, end - first) for text, first, end in acronyms(name)]
            short += [(number, text, len(name.tokens)) for text in first_letters(name)]
            plain[name.plain].append(number)
            for whole in dict.fromkeys(("".join(name.tokens), name.solid, name.given_first, name.given_first_joined)):
                joined[whole].append(number)
        numbers = dict(zip(words, range(len(words)), strict=True))
        kinds = {word: kind for name in names for word, kind in zip(name.tokens, name.kinds, strict=True)}
        glued_words = {text for texts in glued for text in texts}
        distinctive = (kinds.get(word, Kind.NAME) is Kind.NAME or word in glued_words for word in words)
        different = [len(set(name.tokens)) for name in names]
        one = [
            length <= 1 or name.title_first or Kind.INITIAL in name.kinds
            for name, length in zip(names, different, strict=True)
        ]
        return cls(
            vocabulary=Vocabulary.build(list(words), lexicon),
            words=Postings.build(list(words.values())),
            spelt=Postings.build([[numbers[token] for token in name.tokens] for name in names]),
            glued=Postings.build([[numbers[text] for text in texts] for texts in glued]),
            groups=MultiWordIndex.build(groups),
            acronyms=MultiWordIndex.build(short),
            plain=Multimap.build(plain),
            joined=Multimap.build(joined),
            whole=WholeNameIndex.build(names),
            is_distinctive=np.fromiter(distinctive, dtype=bool, count=len(words)),
            lengths=np.array(different, dtype=np.int16),
            initials=np.array([name.kinds.count(Kind.INITIAL) for name in names], dtype=np.int16),
            initial_letters=np.array([initials_of(name) for name in names], dtype=np.uint64),
            fitting=np.array([fitting(name.tokens) for name in names], dtype=np.uint64),
            distinctive=np.array([_distinctive(name, kinds) for name in names], dtype=np.int16),
            titled=np.array([name.title_first for name in names], dtype=bool),
            one_is_enough=np.array(one, dtype=np.uint8),
            may_be_contained=np.array([may_be_contained(name, lexicon) for name in names], dtype=bool),
            lexicon=lexicon,
        )

    def __len__(self) -> int:
        return len(self.lengths)

    def candidates(
        self, asked: Sequence[PreparedName], weights: Weights, required: RequiredScores
    ) -> list[list[Candidate]]:
        """For each name asked, all names whose name score can be what they need, first those equal to it when folded,
        each part in order; complete for the scorer."""
        return run_to_completion(self.candidates_in_steps(asked, weights, required))

    def candidates_in_steps(
        self,
        asked: Sequence[PreparedName],
        weights: Weights,
        required: RequiredScores,
        work: Sequence[NameWork] | None = None,
    ) -> Steps[list[list[Candidate]]]:
        """The same, pausing now and then: a name of many common words shares words with most of a list. A name that
        takes more `work` than it may has no complete candidates."""
        words = (word for query in asked for word in query.tokens)
        resolved = yield from self._resolved.of(words, _WORDS_A_STEP if len(asked) < _MOST_TOGETHER else sys.maxsize)
        found: list[list[Candidate]] = [[] for _ in asked]
        live = [place for place, query in enumerate(asked) if query.tokens]
        near = self._near([asked[place] for place in live])
        step = min(max(_PAIRS_TOGETHER // max(len(self), 1), _LEAST_TOGETHER), _MOST_TOGETHER)
        for start in range(0, len(live), step):
            places = live[start : start + step]
            queries = [asked[place] for place in places]
            some = _Asked(queries, resolved, weights, required.of(np.array(places, dtype=np.intp)))
            some.work = None if work is None else [work[place] for place in places]
            first, end = np.searchsorted(near[0], (start, start + step)).tolist()
            yield
            own = [found[place] for place in places]
            yield from self._candidates(some, near[0][first:end] - start, near[1][first:end], own)
        return found

    def _near(self, queries: Sequence[PreparedName]) -> tuple[Places, Places]:
        """Pairs of the row of a name asked and a name that, written as one string, is near it, in order of rows."""
        told = np.array([row for row, query in enumerate(queries) if not query.syllabic], dtype=np.intp)
        places, names = self.whole.near([queries[row] for row in told.tolist()])
        if not len(names):
            return places, names.astype(np.intp)
        order = np.argsort(places, kind="stable")
        return told[places[order]], names[order].astype(np.intp)

    def forget(self) -> None:
        """Empty the cache of resolved words."""
        self._resolved.forget()

    def _candidates(
        self, asked: _Asked, near: Places, near_names: Places, found: Sequence[list[Candidate]]
    ) -> Steps[None]:
        """Put the candidates of each name asked behind those that were `found` for it: first those that are equal when
        folded, then the others, both in order. `near` are rows of names asked with names that are near as a whole."""
        met = yield from word_overlap(asked.queries, asked.resolved, self._listed)
        yield
        needed, whole = dict[int, float](), dict[int, float]()
        if len(met.rows) or len(near):  # one name alone meets nothing, nine times in ten
            needed, whole = yield from self._alike(asked, met, near, near_names)
        equal = self._equal(asked)
        yield
        needed |= whole | equal
        listed = len(self)
        for cell in sorted(equal):
            row, name = divmod(cell, listed)
            found[row].append(Candidate(name, needed[cell], cell in whole))
        cells = np.sort(np.fromiter(needed, dtype=np.intp, count=len(needed)), kind="stable")
        for start in range(0, len(cells), _A_STEP):
            yield
            for cell in cells[start : start + _A_STEP].tolist():
                if cell not in equal:
                    row, name = divmod(cell, listed)
                    found[row].append(Candidate(name, needed[cell], cell in whole))

    def _alike(
        self, asked: _Asked, met: WordOverlap, near: Places, near_names: Places
    ) -> Steps[tuple[dict[int, float], dict[int, float]]]:
        """Cells of names that share enough words with one asked, and of those that are near one as a whole; and what
        they need."""
        least = yield from self._least(asked, met)
        by_words = yield from self._by_words(asked, met, least)
        yield
        less = yield from self._less_one_word(asked, met, least)
        yield
        whole = self._by_cell(met.rows[less], met.names[less], least[less])
        whole |= self._as_a_whole(asked, near, near_names)
        needed: dict[int, float] = {}
        for some in _in_parts(by_words):
            needed |= self._by_cell(met.rows[some], met.names[some], least[some])
            yield
        return needed, whole

    def _by_cell(self, rows: Places, names: Places, least: Scores) -> dict[int, float]:
        """What pairs of the row of a name asked and the number of a name need, by the pair as one number, its cell."""
        return dict(zip((rows * len(self) + names).tolist(), least.tolist(), strict=True))

    def _equal(self, asked: _Asked) -> dict[int, float]:
        """Cells of names that are equal to one asked when folded, and what they need."""
        found = [
            (row, name)
            for row, query in enumerate(asked.queries)
            for some in (
                self.plain.get(query.plain),
                *map(self.joined.get, {"".join(query.tokens), query.solid, query.given_first}),
                *self._by_first_letters(query),
            )
            for name in some.tolist()
        ]
        if not found:
            return {}
        rows, names = np.array(found, dtype=np.intp).T
        return self._by_cell(rows, names, asked.required.by_letters(rows, names))

    def _by_first_letters(self, query: PreparedName) -> Iterator[Integers]:
        """The names whose words an asked acronym is made of, and the acronyms made of the asked words."""
        short, letters = lone_acronym(query, self.lexicon), first_letters(query)
        group = None if short is None else self.acronyms.of(short)
        if group is not None:
            yield group.names
        yield from map(self.joined.get, letters)

    def _as_a_whole(self, asked: _Asked, near: Places, near_names: Places) -> dict[int, float]:
        """Cells of the names near as a whole that need no more than that can give, and what they need."""
        if not len(near):
            return {}
        least = asked.required.by_letters(near, near_names)
        low = least <= 1.0 - asked.weights.whole_base
        return self._by_cell(near[low], near_names[low], least[low])

    def _less_one_word(self, asked: _Asked, met: WordOverlap, least: Scores) -> Steps[Places]:
        """Which pairs are near when written as one string, but for one word."""
        low = true_places(least <= 1.0 - asked.weights.whole_base - asked.weights.whole_dropped)
        found = []
        for some in _in_parts(low, _STRINGS_A_STEP):
            found.append(some[self.whole.less_one_word(asked.queries, met.rows[some], met.names[some], self._spelt)])
            yield
        return np.concatenate(found)

    def _by_words(self, asked: _Asked, met: WordOverlap, least: Scores) -> Steps[Places]:
        """Which pairs may be paired word by word."""
        alone = np.array([*map(one_word_may_do if asked.persons else _has_no_distinctive_word, asked.queries)])
        places = []
        for one in _slices(len(least)):
            places.append(one.start + true_places(self._worth_a_look(asked, met, least, one, alone)))
            yield
        worth = np.concatenate(places)
        found = []
        for some in _in_parts(worth):
            found.append((yield from self._worth_pairing(asked, met, least, some)))
            yield
        return np.concatenate(found)

    def _worth_pairing(self, asked: _Asked, met: WordOverlap, least: Scores, worth: Places) -> Steps[Places]:
        """Which of the pairs that are worth a look may be paired word by word."""
        if not len(worth):
            return worth
        rows, names = met.rows[worth], met.names[worth]
        seen = self._seen(asked, met, worth, rows, names)
        budget = ScoreBudget.of(asked.queries, rows, least[worth], asked.weights, self.lexicon)
        may_be = MayBeInside(asked.may_be_contained(rows, self.lexicon), self.may_be_contained[names])
        inside = contains(seen, budget.tokens, may_be, least[worth], asked.weights)
        keep = true_places(possible(seen, budget, asked.weights, persons=asked.persons) | inside)
        if len(keep):
            seen, budget = seen.part(keep), budget.part(keep)
            fewer = yield from self._fewer_pairs(asked, seen, met.grouped[worth[keep]], rows[keep], names[keep])
            if fewer.any():
                seen = seen.without(fewer)
                inside = contains(seen, budget.tokens, may_be.part(keep), least[worth[keep]], asked.weights)
                keep = keep[possible(seen, budget, asked.weights, persons=asked.persons) | inside]
        return worth[keep]

    def _least(self, asked: _Asked, met: WordOverlap) -> Steps[Scores]:
        """What the pairs need."""
        found = []
        for some in _slices(len(met.rows)):
            found.append(asked.required.by_letters(met.rows[some], met.names[some]))
            yield
        return np.concatenate(found)

    def _worth_a_look(
        self, asked: _Asked, met: WordOverlap, least: Scores, some: slice, alone: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Which of some pairs share more than one word, or one where one can be enough, as it can for those names asked
        that `alone` says. Most share one and can be left."""
        names, needed = met.names[some], least[some]
        words, may = met.words[some] + met.extra[some], alone[met.rows[some]]
        if not asked.persons:
            low = needed <= 1.0 - asked.weights.nothing_distinctive
            inside = self.may_be_contained[names] & (words >= self.lengths[names])
            return np.asarray((met.distinctive[some] > 0) | may | low | inside)
        low = needed <= 1.0 - min(asked.weights.one_word_only, asked.weights.contradiction)
        return np.asarray((words + self.one_is_enough[names] >= 2) | may | low)

    def _seen(self, asked: _Asked, met: WordOverlap, worth: Places, rows: Places, names: Places) -> OverlapBounds:
        own = asked.initials_of(rows)
        initials = self._standing(own, names)
        return OverlapBounds(
            met=met.words[worth],
            more=met.extra[worth],
            distinctive=met.distinctive[worth],
            named=met.named[worth],
            lengths=self.lengths[names],
            names=self.distinctive[names],
            initials=initials,
            idle=self.initials[names] + own.number - initials,
            titled=self.titled[names].astype(np.int16),
            single=self._is_single[names].astype(np.int16),
        )

    def _standing(self, own: _Initials, names: Places) -> NDArray[np.int16]:
        """Initials of either name of each pair, if any of them may stand for a word of the other."""
        fits = (self.initial_letters[names] & own.fitting) != 0
        fitted = (own.letters & self.fitting[names]) != 0
        return np.asarray(self.initials[names] * fits + own.number * fitted)

    def _fewer_pairs(
        self, asked: _Asked, seen: OverlapBounds, grouped: NDArray[np.bool_], rows: Places, names: Places
    ) -> Steps[NDArray[np.int16]]:
        """How many of the words and initials seen in each pair cannot be paired after all, because others mean the same
        words. Nothing is said of pairs in which a word may stand for several."""
        found = np.zeros(len(rows), dtype=np.int16)
        hoped = seen.met + seen.initials
        told = _within_limits(true_places(~grouped & (hoped > 1)), rows, asked.work)
        paired = 0
        pairs = zip(told.tolist(), rows[told].tolist(), names[told].tolist(), strict=True)
        for at, row, name in pairs:
            if paired >= _WORD_PAIRS_A_STEP:
                paired = 0
                yield
            words = asked.words(row)
            if words is not None:
                units = [*self.spelt.of(name).tolist(), *self.glued.of(name).tolist()]
                found[at] = max(0, int(hoped[at]) - words.most_pairs(units, self.vocabulary.words))
                paired += len(words) * len(units)
        return found


def _distinctive(name: PreparedName, kinds: Mapping[str, Kind]) -> int:
    """How many different words of a listed name are distinctive, there and in the index: "Company Ltd" consists of
    words that are none elsewhere."""
    words = {word for word, kind in zip(name.tokens, name.kinds, strict=True) if kind is Kind.NAME}
    return sum(kinds[word] is Kind.NAME for word in words)


def _has_no_distinctive_word(query: PreparedName) -> bool:
    return not distinctive_words(query)


def _slices(length: int, size: int = _PAIRS_A_STEP) -> Iterator[slice]:
    """Parts of an array of all pairs that share a word, at least one: names of common words make a million."""
    for start in range(0, max(length, 1), size):
        yield slice(start, start + size)


def _in_parts(places: Places, size: int = _ARRAY_A_STEP) -> Iterator[Places]:
    """Parts of some places that are looked at in one step each; one if there is none."""
    return (places[some] for some in _slices(len(places), size))


def _within_limits(pairs: Places, rows: Places, work: Sequence[NameWork] | None) -> Places:
    """The pairs of those rows that may still take the work for theirs."""
    if work is None:
        return pairs
    numbers = np.bincount(rows[pairs], minlength=len(work)).tolist()
    may = [not number or one.add(PAIRING * number) for one, number in zip(work, numbers, strict=True)]
    return pairs if all(may) else pairs[np.array(may)[rows[pairs]]]


class _Initials(NamedTuple):
    """Of the name asked in each of some pairs: how many initials it has, their bits, and those of the initials that may
    stand for its words."""

    number: NDArray[np.int16]
    letters: NDArray[np.uint64]
    fitting: NDArray[np.uint64]


class _Asked:
    """Names asked together, all persons or none, each of at least a word; what their words mean, what is wanted."""

    def __init__(
        self,
        queries: Sequence[PreparedName],
        resolved: Mapping[str, WordMatches],
        weights: Weights,
        required: RequiredScores,
    ) -> None:
        self.queries, self.resolved, self.weights, self.required = queries, resolved, weights, required
        self.persons = queries[0].is_person
        self.work: Sequence[NameWork] | None = None
        self._words: dict[int, MaxMatching] = {}

    def initials_of(self, rows: Places) -> _Initials:
        """The initials of the names in some rows, which rise."""
        different, at = numbered_anew(rows)
        queries = [self.queries[row] for row in different.tolist()]
        number = np.array([query.kinds.count(Kind.INITIAL) for query in queries], dtype=np.int16)
        letters = np.array([initials_of(query) for query in queries], dtype=np.uint64)
        words = [[self.resolved[word].fitting for word in query.tokens] for query in queries]
        fitting = np.array([reduce(or_, some) for some in words], dtype=np.uint64)
        return _Initials(number[at], letters[at], fitting[at])

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
