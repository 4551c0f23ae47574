"""Which listed names can reach a wanted score for an asked name.

Three sources, together complete: names that share enough words with the asked one, names that written as one string
are nearly the same, and names equal to it when folded. "Enough" is a bound derived from the weights: two names of
which both sides keep a word that met nothing lose at least the price of one contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from service.index.signature import Integers
from service.index.vocabulary import Vocabulary
from service.index.whole import WholeNames
from service.matching.align import acronyms
from service.matching.lexicon import Lexicon
from service.matching.weights import Weights
from service.normalise.names import Kind, PreparedName

_CACHE_LIMIT = 200_000


@dataclass(frozen=True, slots=True)
class Postings:
    """For each unit (word or group of words) the names that have it: `names[starts[n]:starts[n + 1]]`."""

    starts: NDArray[np.int64]
    names: Integers

    def of(self, units: Integers) -> Integers:
        """Names that have any of the units, each once."""
        if len(units) == 0:
            return self.names[:0]
        if len(units) == 1:
            unit = units[0]
            return self.names[self.starts[unit] : self.starts[unit + 1]]
        return np.unique(np.concatenate([self.names[self.starts[unit] : self.starts[unit + 1]] for unit in units]))


def _postings(lists: Sequence[list[int]]) -> Postings:
    starts = np.zeros(len(lists) + 1, dtype=np.int64)
    np.cumsum([len(names) for names in lists], out=starts[1:])
    flat = np.fromiter((name for names in lists for name in names), dtype=np.int32, count=int(starts[-1]))
    return Postings(starts, flat)


def _group(pairs: list[tuple[int, int]]) -> tuple[Integers, NDArray[np.uint8]]:
    """Names that have a group of words written apart, each once, with how many words more than one it has."""
    most: dict[int, int] = {}
    for name, more in pairs:
        most[name] = max(more, most.get(name, 0))
    return np.array(list(most), dtype=np.int32), np.array(list(most.values()), dtype=np.uint8)


class NameIndex:
    """All listed names of one kind (persons, or everything else), numbered from 0 in the order given."""

    def __init__(self, names: Sequence[PreparedName], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        words: dict[str, list[int]] = defaultdict(list)
        groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._plain: dict[str, list[int]] = defaultdict(list)
        self._joined: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(names):
            for word in dict.fromkeys(name.tokens):
                words[word].append(number)
            for text, first, end in (*name.joins, *acronyms(name)):
                if end - first > 1:
                    groups[text].append((number, end - first - 1))
                elif words[text][-1:] != [number]:
                    words[text].append(number)
            self._plain[name.plain].append(number)
            self._joined["".join(name.tokens)].append(number)
        self._vocabulary = Vocabulary(list(words), lexicon)
        self._postings = _postings(list(words.values()))
        self._groups = {text: _group(pairs) for text, pairs in groups.items()}
        kinds = {word: kind for name in names for word, kind in zip(name.tokens, name.kinds, strict=True)}
        distinctive = (kinds.get(word, Kind.NAME) is Kind.NAME for word in words)
        self._is_distinctive = np.fromiter(distinctive, dtype=bool, count=len(words))
        self._lengths = np.array([len(set(name.tokens)) for name in names], dtype=np.int16)
        self._initials = np.array([name.kinds.count(Kind.INITIAL) for name in names], dtype=np.int16)
        self._titled = np.array([name.title_first for name in names], dtype=bool)
        self._distinctive = np.array([name.kinds.count(Kind.NAME) for name in names], dtype=np.int16)
        one = [len(set(name.tokens)) <= 1 or name.title_first or Kind.INITIAL in name.kinds for name in names]
        self._one_is_enough = np.array(one, dtype=np.uint8)
        self._whole = WholeNames(names)
        self._resolved: dict[str, _Resolved] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._lengths)

    def _resolve(self, word: str) -> _Resolved:
        """Names with a word that may stand for the word asked; kept, as the world's words repeat."""
        found = self._resolved.get(word)
        if found is None:
            units = self._vocabulary.resolve(word)
            found = _Resolved(self._postings.of(units), self._postings.of(units[self._is_distinctive[units]]))
            with self._lock:
                if len(self._resolved) >= _CACHE_LIMIT:
                    self._resolved.clear()
                self._resolved[word] = found
        return found

    def candidates(self, query: PreparedName, wanted: Wanted) -> Integers:
        """Numbers of all names whose name score can be what is wanted. Distinct; complete for the scorer."""
        if not query.tokens:
            return np.empty(0, dtype=np.int32)
        met = self._meetings(query)
        same = self._plain.get(query.plain, []) + self._joined.get("".join(query.tokens), [])
        found = [self._by_words(query, met, wanted), np.array(same, dtype=np.int32)]
        if wanted.lowest <= 1.0 - wanted.weights.whole_base and not query.syllabic:
            found += [self._whole.candidates(query), self._whole.less_one_word(query, np.flatnonzero(met.words))]
        return np.unique(np.concatenate(found))

    def _meetings(self, query: PreparedName) -> _Meetings:
        """For each name how many asked words it may have, and how many more listed words those may stand for."""
        met = _Meetings(*(np.zeros(len(self), dtype=np.uint8) for _ in range(3)))
        joined = self._joined_names(query)
        for at, word in enumerate(query.tokens):
            resolved = self._resolve(word)
            parts = [resolved.names, *joined.get(at, ())]
            group = self._groups.get(word)
            if group is not None:
                parts.append(group[0])
                met.extra[group[0]] += group[1]
            names = parts[0] if len(parts) == 1 else np.unique(np.concatenate(parts))
            met.words[names] += 1
            if query.kinds[at] is Kind.NAME:
                met.distinctive[names] += 1
            elif not query.is_person:
                met.distinctive[resolved.distinctive] += 1
        return met

    def _joined_names(self, query: PreparedName) -> dict[int, list[Integers]]:
        """By asked word, the names that have it written together with its neighbours, or as a first letter."""
        joined: dict[int, list[Integers]] = defaultdict(list)
        for text, first, end in (*query.joins, *acronyms(query)):
            number = self._vocabulary.number(text)
            if number is not None:
                names = self._postings.of(np.array([number], dtype=np.int32))
                for at in range(first, end):
                    joined[at].append(names)
        return joined

    def _by_words(self, query: PreparedName, met: _Meetings, wanted: Wanted) -> Integers:
        some = self._worth_a_look(query, met, wanted)
        seen = _Seen(
            query,
            met=met.words[some].astype(np.int16),
            more=met.extra[some].astype(np.int16),
            distinctive=met.distinctive[some].astype(np.int16),
            lengths=self._lengths[some],
            names=self._distinctive[some],
            wild=self._initials[some] + np.int16(query.kinds.count(Kind.INITIAL)),
            titled=self._titled[some] | query.title_first,
        )
        keep = seen.possible(wanted.least, wanted.weights, self._lexicon)
        if wanted.favoured is not None:
            favoured = wanted.favoured[some]
            if favoured.any():
                keep |= favoured & seen.possible(wanted.favoured_least, wanted.weights, self._lexicon)
        return some[keep].astype(np.int32)

    def _worth_a_look(self, query: PreparedName, met: _Meetings, wanted: Wanted) -> NDArray[np.intp]:
        """Names that share more than one word, or one where one can be enough. Most share one and can be left."""
        if not query.is_person:
            return np.flatnonzero(met.distinctive if Kind.NAME in query.kinds else met.words)
        one_is_enough = (
            query.syllabic
            or query.title_first
            or len(query.tokens) == 1
            or Kind.INITIAL in query.kinds
            or wanted.least <= 1.0 - wanted.weights.one_word_only
        )
        if one_is_enough:
            return np.flatnonzero(met.words)
        enough = met.words + met.extra + self._one_is_enough >= 2
        if wanted.favoured is not None:
            enough |= wanted.favoured & (met.words > 0)
        return np.flatnonzero(enough)


@dataclass(frozen=True, slots=True)
class _Meetings:
    """By listed name: asked words it may have; of those the distinctive ones; listed words beyond one for one."""

    words: NDArray[np.uint8]
    distinctive: NDArray[np.uint8]
    extra: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Resolved:
    """Names with a word that may stand for an asked word, and those of them where that listed word is distinctive."""

    names: Integers
    distinctive: Integers


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
class _Seen:
    """What the postings tell of each name met: upper bounds on the words that can be paired."""

    query: PreparedName
    met: NDArray[np.int16]
    more: NDArray[np.int16]
    distinctive: NDArray[np.int16]
    lengths: NDArray[np.int16]
    names: NDArray[np.int16]
    wild: NDArray[np.int16]
    titled: NDArray[np.bool_]

    def possible(self, least: float, weights: Weights, lexicon: Lexicon) -> NDArray[np.bool_]:
        """Which names the scorer may still give `least` or more, by the words that stay without a partner."""
        left_asked = len(self.query.tokens) - self.met - self.wild
        left_listed = self.lengths - self.met - self.more - self.wild
        if not self.query.is_person and not self.query.syllabic:
            return self._possible_bodies(least, weights)
        keep = np.minimum(left_asked, left_listed) <= _contradictions_allowed(self.query, least, weights)
        if self.query.syllabic:
            return np.asarray(keep)
        keep &= self._enough_words(least, weights)
        return np.asarray(keep & self._enough_evidence(left_asked, left_listed, least, weights, lexicon))

    def _possible_bodies(self, least: float, weights: Weights) -> NDArray[np.bool_]:
        """Distinctive words left over on both sides contradict; left over on one side each has its price."""
        asked = self.query.kinds.count(Kind.NAME)
        left_asked = np.maximum(asked - self.distinctive - self.wild, 0)
        left_listed = np.maximum(self.names - self.met - self.more - self.wild, 0)
        price = weights.name_against_name * (np.minimum(left_asked, left_listed) > 0)
        price = price + weights.extra_name * np.abs(left_asked - left_listed)
        agrees = (self.distinctive > 0) | ((asked == 0) & (self.names == 0))
        price = price + weights.nothing_distinctive * ~agrees
        return np.asarray(price <= 1.0 - least + 1e-9)

    def _enough_words(self, least: float, weights: Weights) -> NDArray[np.bool_]:
        """One word in common is too little where either name has more, unless a title says who is meant."""
        paired = self.met + self.more + self.wild
        single = (paired <= 1) & ((self.lengths > 1) | (len(self.query.tokens) > 1))
        price = np.where(self.titled, weights.title_and_surname, weights.one_word_only)
        return np.asarray(~single | (1.0 - price >= least))

    def _enough_evidence(
        self,
        left_asked: NDArray[np.int16],
        left_listed: NDArray[np.int16],
        least: float,
        weights: Weights,
        lexicon: Lexicon,
    ) -> NDArray[np.bool_]:
        """Omissions and common words together may cost too much, whatever else agrees."""
        told = sum(lexicon.rarity(word) for word in self.query.tokens)
        span = weights.evidence_enough - weights.evidence_little
        shortfall = min(1.0, max(0.0, (weights.evidence_enough - told) / span))
        missing = np.maximum(left_asked, left_listed)
        cheapest = min(weights.missing_word, weights.missing_patronymic)
        price = cheapest * np.clip(missing, 0, 3) + weights.low_evidence * shortfall * (missing > 0)
        return np.asarray(price <= 1.0 - least + 1e-9)


def _contradictions_allowed(query: PreparedName, least: float, weights: Weights) -> int:
    """How many words may contradict: words one letter apart count as met, so the cheapest is an initial."""
    cheapest = weights.syllable if query.syllabic else min(weights.initial_contradiction, weights.contradiction)
    return int((1.0 - least) / cheapest + 1e-9)
