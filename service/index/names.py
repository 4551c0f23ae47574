"""Which listed names can reach a wanted score for an asked name.

Three sources, together complete: names that share enough words with the asked one, names that written as one string
are nearly the same, and names equal to it when folded. "Enough" is a bound derived from the weights (`bounds.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from service.index.bounds import Seen, one_word_may_do, possible
from service.index.packing import UNPACKED
from service.index.postings import NOTHING, Integers, Multimap, Postings
from service.index.vocabulary import Vocabulary
from service.index.whole import WholeNames
from service.matching.align import acronyms
from service.matching.lexicon import Lexicon, lexicon
from service.matching.weights import Weights
from service.normalise.names import Kind, PreparedName

_CACHED_NUMBERS = 8_000_000
"""Numbers of names that the resolved words together may hold, 8 bytes each."""

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The name score to reach: `least` for all names, `favoured_least` for those marked in `favoured`, whose facts
    (an equal birth date) may add what the name lacks."""

    least: float
    weights: Weights
    favoured: NDArray[np.bool_] | None = None
    favoured_least: float = 1.0

    @property
    def lowest(self) -> float:
        return min(self.least, self.favoured_least)


@dataclass(frozen=True, slots=True)
class _Resolved:
    """Listed words that may stand for an asked one, names that have any, and those where it is a distinctive one."""

    units: frozenset[int]
    names: Places
    distinctive: Places


@dataclass(frozen=True, slots=True)
class _Meetings:
    """By listed name: asked words it may have; of those the distinctive ones; listed words beyond one for one.

    `sharing` are the names that have any, some of them more than once. `rivals` are listed words that several asked
    words may stand for, `rivalled` counts by name the asked words that may be met by one of them only.
    """

    words: NDArray[np.uint8]
    distinctive: NDArray[np.uint8]
    extra: NDArray[np.uint8]
    sharing: Places
    rivals: frozenset[int]
    rivalled: NDArray[np.uint8]


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
    _resolved: dict[str, _Resolved] = field(default_factory=dict, repr=False)
    _held: int = field(default=0, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

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

    def tokens(self, number: int) -> list[str]:
        """The core words of a listed name."""
        words = self.vocabulary.words
        return [words[at] for at in self.spelt.of(number).tolist()]

    def candidates(self, query: PreparedName, wanted: Wanted) -> dict[int, bool]:
        """Numbers of all names whose name score can be what is wanted, in order; complete for the scorer.

        With each, whether the whole names may be near enough to tell something.
        """
        if not query.tokens:
            return {}
        met = self._meetings(query)
        found = set(self._by_words(query, met, wanted))
        found.update(self.plain.get(query.plain).tolist(), self.joined.get("".join(query.tokens)).tolist())
        whole: set[int] = set()
        if wanted.lowest <= 1.0 - wanted.weights.whole_base and not query.syllabic:
            whole.update(self.whole.candidates(query).tolist())
            whole.update(self.whole.less_one_word(query, met.sharing, self.tokens))
        return {number: number in whole for number in sorted(found | whole)}

    def forget(self) -> None:
        """Empty the cache of resolved words."""
        with self._lock:
            self._resolved.clear()
            self._held = 0

    def _resolve(self, word: str) -> _Resolved:
        """Names with a word that may stand for the word asked; kept, as the world's words repeat."""
        found = self._resolved.get(word)
        if found is None:
            units = self.vocabulary.resolve(word)
            names = self._names_of(units)
            strong = [
                unit
                for unit, is_strong in zip(
                    units, self.is_distinctive[np.array(units, dtype=np.intp)].tolist(), strict=True
                )
                if is_strong
            ]
            telling = names if len(strong) == len(units) else self._names_of(strong)
            found = _Resolved(frozenset(units), names, telling)
            self._keep(word, found)
        return found

    def _names_of(self, units: Sequence[int]) -> Places:
        names = self.words.of_all(units)
        return (names if len(units) <= 1 else np.unique(names)).astype(np.intp)

    def _keep(self, word: str, found: _Resolved) -> None:
        with self._lock:
            if self._held >= _CACHED_NUMBERS:
                self._resolved.clear()
                self._held = 0
            self._resolved[word] = found
            self._held += len(found.names) + len(found.distinctive) + 50

    def _meetings(self, query: PreparedName) -> _Meetings:
        words, extra = np.zeros(len(self), dtype=np.uint8), np.zeros(len(self), dtype=np.uint8)
        distinctive = words if query.is_person else np.zeros(len(self), dtype=np.uint8)
        resolved = [self._resolve(word) for word in query.tokens]
        joined = self._joined_names(query)
        sharing: list[Places] = []
        for at, (word, known) in enumerate(zip(query.tokens, resolved, strict=True)):
            apart, more = self.groups.of(word)
            if len(apart):
                extra[apart] += more
                joined[at].append(apart)
            names = np.unique(np.concatenate([known.names, *joined[at]])) if joined[at] else known.names
            words[names] += 1
            sharing.append(names)
            if not query.is_person:
                distinctive[names if query.kinds[at] is Kind.NAME else known.distinctive] += 1
        self._meet_acronyms(query, words, extra, distinctive)
        rivals = _rivals(resolved) if query.is_person and not query.syllabic else frozenset()
        rivalled = self._rivalled(resolved, joined, rivals) if rivals else extra
        return _Meetings(words, distinctive, extra, np.concatenate(sharing), rivals, rivalled)

    def _meet_acronyms(
        self,
        query: PreparedName,
        words: NDArray[np.uint8],
        extra: NDArray[np.uint8],
        distinctive: NDArray[np.uint8],
    ) -> None:
        """Count first letters, where a whole word is met besides: alone they are no likeness."""
        found: list[tuple[Integers, np.uint8 | int, NDArray[np.uint8] | int]] = []
        for word in query.tokens:
            names, more = self.acronyms.of(word)
            if len(names):
                besides = words[names] > 0
                found.append((names[besides], 1, more[besides]))
        for text, first, end in acronyms(query):
            number = self.vocabulary.number(text)
            if number is not None:
                names = self.words.of(number)
                found.append((names[words[names] > 0], np.uint8(end - first), 0))
        for names, asked, listed in found:
            words[names] += asked
            extra[names] += listed
            if distinctive is not words:
                distinctive[names] += asked

    def _joined_names(self, query: PreparedName) -> dict[int, list[Integers]]:
        """By asked word, the names that have it written together with its neighbours."""
        joined: dict[int, list[Integers]] = defaultdict(list)
        for text, first, end in query.joins:
            number = self.vocabulary.number(text)
            if number is not None:
                names = self.words.of(number)
                for at in range(first, end):
                    joined[at].append(names)
        return joined

    def _rivalled(
        self, resolved: Sequence[_Resolved], joined: Mapping[int, list[Integers]], rivals: frozenset[int]
    ) -> NDArray[np.uint8]:
        """By name, how many of the asked words that compete for the same listed words it may have.

        Nothing is said of names in which such a word may also be met as part of a longer one.
        """
        counts = np.zeros(len(self), dtype=np.uint8)
        some = [at for at, known in enumerate(resolved) if not rivals.isdisjoint(known.units)]
        for at in some:
            counts[resolved[at].names] += 1
        for at in some:
            for names in joined[at]:
                counts[names] = 0
        return counts

    def _without_rivals(self, some: Places, met: _Meetings) -> NDArray[np.int16]:
        """Asked words that each name may have, where two that mean one listed word cannot both meet it.

        "Mohammad Sadiq Mohammad" has two words for one of "Mohammed Hashan".
        """
        words = met.words[some].astype(np.int16)
        if not met.rivals:
            return words
        for at, number in enumerate(some.tolist()):
            claims = int(met.rivalled[number])
            if claims > 1 and not self.glued[number]:
                places = sum(word in met.rivals for word in self.spelt.of(number).tolist())
                words[at] -= max(0, claims - places)
        return words

    def _by_words(self, query: PreparedName, met: _Meetings, wanted: Wanted) -> Iterable[int]:
        some = self._worth_a_look(query, met, wanted)
        if not len(some):
            return ()
        seen = Seen(
            met=self._without_rivals(some, met),
            more=met.extra[some].astype(np.int16),
            distinctive=met.distinctive[some].astype(np.int16),
            lengths=self.lengths[some],
            names=self.distinctive[some],
            wild=self.initials[some] + np.int16(query.kinds.count(Kind.INITIAL)),
            titled=self.titled[some] | query.title_first,
        )
        keep = possible(query, seen, wanted.least, wanted.weights, self.lexicon)
        if wanted.favoured is not None:
            favoured = wanted.favoured[some]
            if favoured.any():
                keep |= favoured & possible(query, seen, wanted.favoured_least, wanted.weights, self.lexicon)
        found: list[int] = some[keep].tolist()
        return found

    def _worth_a_look(self, query: PreparedName, met: _Meetings, wanted: Wanted) -> Places:
        """Names that share more than one word, or one where one can be enough. Most share one and can be left."""
        if not query.is_person:
            return np.flatnonzero(met.distinctive if Kind.NAME in query.kinds else met.words)
        if one_word_may_do(query, wanted.least, wanted.weights):
            return np.flatnonzero(met.words)
        enough = met.words + met.extra + self.one_is_enough >= 2
        if wanted.favoured is not None:
            enough |= wanted.favoured & (met.words > 0)
        return np.flatnonzero(enough)


@dataclass(eq=False, slots=True)
class Groups:
    """Texts that stand for several words of a name, by the names, and with how many words more than one."""

    names: Multimap
    more: NDArray[np.uint8]

    @classmethod
    def build(cls, rows: Iterable[tuple[int, str, int]]) -> Groups:
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

    def of(self, text: str) -> tuple[Integers, NDArray[np.uint8]]:
        """The names of which several words are this text, and how many words more than one it takes of each."""
        group = self.names.unit(text)
        if group is None:
            return NOTHING, self.more[:0]
        names = self.names.postings.of(group)
        start = self.names.postings.starts[group]
        return names, self.more[start : start + len(names)]


def _rivals(resolved: Sequence[_Resolved]) -> frozenset[int]:
    """All listed words of asked words that have some in common."""
    found: set[int] = set()
    for at, first in enumerate(resolved):
        for second in resolved[at + 1 :]:
            if not first.units.isdisjoint(second.units):
                found |= first.units | second.units
    return frozenset(found)
