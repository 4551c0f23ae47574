"""Which listed names can reach a wanted score for asked names.

Three sources, together complete: names that share enough words with the asked one, names that written as one string
are nearly the same, and names equal to it when folded. "Enough" is a bound derived from the weights (`bounds.py`).
Many names are asked at once, as most of the time goes into calls and not into what they do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from service.index.bounds import Room, Seen, Wanted, one_word_may_do, possible
from service.index.groups import Groups
from service.index.meetings import Listed, Meetings, meetings
from service.index.packing import UNPACKED
from service.index.postings import Multimap, Places, Postings
from service.index.resolved import Resolved, ResolvedWords
from service.index.rivals import rivals, surplus
from service.index.vocabulary import Vocabulary
from service.index.whole import Spelt, WholeNames
from service.matching.align import acronyms
from service.matching.lexicon import Lexicon, lexicon
from service.matching.weights import Weights
from service.normalise.names import Kind, PreparedName

Candidates = dict[int, bool]
"""Numbers of listed names; with each, whether the whole names may be near enough to tell something."""

Favour = Callable[[Places, Places], NDArray[np.bool_]]
"""For pairs of the place of a name asked and the number of a listed name: which of them the facts may favour."""


@dataclass(eq=False, slots=True)
class NameIndex:
    """All listed names of one kind (persons, or everything else), numbered from 0 in the order given.

    `words` are the names of each word of the vocabulary, `spelt` the words of each name in order. `groups` and
    `acronyms` are the names of which several words together, or their first letters, are a text. `plain` and `joined`
    are names by their folded text and by their core without blanks. The arrays behind have an entry for each name
    (`glued`: a particle may have been written together with its word), and `is_distinctive` one for each word.
    """

    vocabulary: Vocabulary
    words: Postings
    spelt: Postings
    groups: Groups
    acronyms: Groups
    plain: Multimap
    joined: Multimap
    whole: WholeNames
    is_distinctive: NDArray[np.bool_]
    lengths: NDArray[np.int16]
    initials: NDArray[np.int16]
    distinctive: NDArray[np.int16]
    titled: NDArray[np.bool_]
    glued: NDArray[np.bool_]
    one_is_enough: NDArray[np.uint8]
    lexicon: Lexicon = field(default_factory=lexicon, metadata=UNPACKED)
    _resolved: ResolvedWords = field(init=False, repr=False)
    _listed: Listed = field(init=False, repr=False)
    _spelt: Spelt = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._resolved = ResolvedWords(self.vocabulary, self.words, self.is_distinctive)
        self._listed = Listed(self.vocabulary, self.words, self.groups, self.acronyms, len(self))
        self._spelt = Spelt.of(self.spelt, self.vocabulary.words)

    @classmethod
    def build(cls, names: Sequence[PreparedName], lexicon: Lexicon) -> NameIndex:
        words: dict[str, list[int]] = defaultdict(list)
        groups: list[tuple[int, str, int]] = []
        short: list[tuple[int, str, int]] = []
        plain: dict[str, list[int]] = defaultdict(list)
        joined: dict[str, list[int]] = defaultdict(list)
        glued = np.zeros(len(names), dtype=bool)
        for number, name in enumerate(names):
            for word in dict.fromkeys(name.tokens):
                words[word].append(number)
            for text, first, end in name.joins:
                if end - first > 1:
                    groups.append((number, text, end - first))
                else:
                    glued[number] = True
                    if words[text][-1:] != [number]:
                        words[text].append(number)
            short += [(number, text, end - first) for text, first, end in acronyms(name)]
            plain[name.plain].append(number)
            joined["".join(name.tokens)].append(number)
        numbers = dict(zip(words, range(len(words)), strict=True))
        kinds = {word: kind for name in names for word, kind in zip(name.tokens, name.kinds, strict=True)}
        distinctive = (kinds.get(word, Kind.NAME) is Kind.NAME for word in words)
        different = [len(set(name.tokens)) for name in names]
        one = [
            length <= 1 or name.title_first or Kind.INITIAL in name.kinds
            for name, length in zip(names, different, strict=True)
        ]
        return cls(
            vocabulary=Vocabulary.build(list(words), lexicon),
            words=Postings.build(list(words.values())),
            spelt=Postings.build([[numbers[token] for token in name.tokens] for name in names]),
            groups=Groups.build(groups),
            acronyms=Groups.build(short),
            plain=Multimap.build(plain),
            joined=Multimap.build(joined),
            whole=WholeNames.build(names),
            is_distinctive=np.fromiter(distinctive, dtype=bool, count=len(words)),
            lengths=np.array(different, dtype=np.int16),
            initials=np.array([name.kinds.count(Kind.INITIAL) for name in names], dtype=np.int16),
            distinctive=np.array([name.kinds.count(Kind.NAME) for name in names], dtype=np.int16),
            titled=np.array([name.title_first for name in names], dtype=bool),
            glued=glued,
            one_is_enough=np.array(one, dtype=np.uint8),
            lexicon=lexicon,
        )

    def __len__(self) -> int:
        return len(self.lengths)

    def candidates(self, asked: Sequence[Wanted], weights: Weights, favour: Favour | None = None) -> list[Candidates]:
        """For each name asked, all names whose name score can be what is wanted, in order; complete for the scorer."""
        resolved = self._resolved.of(word for one in asked for word in one.query.tokens)
        found: list[Candidates] = [{} for _ in asked]
        live = [place for place, one in enumerate(asked) if one.query.tokens]
        if live:
            some = _Asked([asked[place] for place in live], resolved, weights, _moved(favour, live))
            for place, candidates in zip(live, self._candidates(some), strict=True):
                found[place] = candidates
        return found

    def forget(self) -> None:
        """Empty the cache of resolved words."""
        self._resolved.forget()

    def _candidates(self, asked: _Asked) -> list[Candidates]:
        met = meetings(asked.queries, asked.resolved, self._listed)
        found = [self._equal(query) for query in asked.queries]
        for row, name in _rows(*self._by_words(asked, met)):
            found[row].add(name)
        whole = self._as_a_whole(asked, met)
        return [
            {number: number in near for number in sorted(by_words | near)}
            for by_words, near in zip(found, whole, strict=True)
        ]

    def _equal(self, query: PreparedName) -> set[int]:
        return {*self.plain.get(query.plain).tolist(), *self.joined.get("".join(query.tokens)).tolist()}

    def _as_a_whole(self, asked: _Asked, met: Meetings) -> list[set[int]]:
        """For each name asked, the names that written as one string are near it."""
        found: list[set[int]] = [set() for _ in asked.wanted]
        least = 1.0 - asked.weights.whole_base
        rows = [row for row, one in enumerate(asked.wanted) if min(one.least) <= least and not one.query.syllabic]
        near, names = self.whole.near([asked.queries[row] for row in rows])
        for at, name in _rows(near, names):
            found[rows[at]].add(name)
        if len(met.rows):
            looked_at = frozenset(rows)
            for row, name in self.whole.less_one_word(asked.queries, met.rows, met.names, self._spelt):
                if row in looked_at:
                    found[row].add(name)
        return found

    def _by_words(self, asked: _Asked, met: Meetings) -> tuple[Places, Places]:
        """Pairs of the place of a name asked and a listed name that may be paired with it word by word."""
        if not len(met.rows):
            return met.rows, met.names
        worth = np.flatnonzero(self._worth_a_look(asked, met))
        rows, names = met.rows[worth], met.names[worth]
        seen = self._seen(asked, met, worth, rows, names)
        room = Room.of([(one.query, one.least.usual) for one in asked.wanted], rows, asked.weights, self.lexicon)
        keep = possible(seen, room, asked.weights, persons=asked.persons)
        if asked.favour is not None:
            room = Room.of([(one.query, one.least.favoured) for one in asked.wanted], rows, asked.weights, self.lexicon)
            keep |= asked.favour(rows, names) & possible(seen, room, asked.weights, persons=asked.persons)
        return rows[keep], names[keep]

    def _worth_a_look(self, asked: _Asked, met: Meetings) -> NDArray[np.bool_]:
        """Which pairs share more than one word, or one where one can be enough. Most share one and can be left."""
        if not asked.persons:
            without = np.array([Kind.NAME not in query.kinds for query in asked.queries])
            return np.asarray((met.distinctive > 0) | without[met.rows])
        loose = np.array([one_word_may_do(one, asked.weights) for one in asked.wanted])
        worth = (met.words + met.extra + self.one_is_enough[met.names] >= 2) | loose[met.rows]
        return np.asarray(worth if asked.favour is None else worth | asked.favour(met.rows, met.names))

    def _seen(self, asked: _Asked, met: Meetings, worth: Places, rows: Places, names: Places) -> Seen:
        words = met.words[worth]
        return Seen(
            met=words - self._surplus(asked, met, rows, names) if asked.persons else words,
            more=met.extra[worth],
            distinctive=met.distinctive[worth],
            lengths=self.lengths[names],
            names=self.distinctive[names],
            initials=self.initials[names],
            titled=self.titled[names],
        )

    def _surplus(self, asked: _Asked, met: Meetings, rows: Places, names: Places) -> NDArray[np.int16]:
        """Asked words of each pair that cannot meet a word, because another asked word means the same one."""
        found = np.zeros(len(rows), dtype=np.int16)
        for row, query in enumerate(asked.queries):
            meant = [asked.resolved[word] for word in query.tokens]
            contested = frozenset() if query.syllabic else rivals(meant)
            if contested:
                first, end = np.searchsorted(rows, (row, row + 1)).tolist()
                some = names[first:end]
                fewer = surplus(meant, contested, met.together[row], some, self.spelt)
                found[first:end] = np.where(self.glued[some], 0, fewer)
        return found


class _Asked:
    """Names asked together, all persons or none, each of at least a word; what their words mean."""

    def __init__(
        self, wanted: Sequence[Wanted], resolved: Mapping[str, Resolved], weights: Weights, favour: Favour | None
    ) -> None:
        self.wanted, self.resolved, self.weights, self.favour = wanted, resolved, weights, favour
        self.queries = [one.query for one in wanted]
        self.persons = self.queries[0].is_person


def _moved(favour: Favour | None, places: Sequence[int]) -> Favour | None:
    """The same for some of the names, numbered anew."""
    if favour is None:
        return None
    numbers = np.array(places, dtype=np.intp)
    return lambda rows, names: favour(numbers[rows], names)


def _rows(rows: Places, names: NDArray[np.integer]) -> zip[tuple[int, int]]:
    return zip(rows.tolist(), names.tolist(), strict=True)
