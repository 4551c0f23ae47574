"""For some asked names at once: how many of their words may each listed name have?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain, pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.common.cooperative import Steps
from service.engine.index.postings import Integers, Places, Postings, distinct, run_starts
from service.engine.index.vocabulary import Vocabulary
from service.engine.index.word_matches import WordMatches
from service.engine.matching.alignment import acronyms
from service.engine.normalise.abbreviations import short_for
from service.engine.normalise.names import Kind, PreparedName

_NAMES_A_STEP = 8_000
"""Names of words that are put down between two pauses, which takes some 3 ms."""

_NAMES_TOGETHER = 50_000
"""Names of words from which on those of further names asked are put in order in another step. Those of sixteen names of
many common words are half a million, which takes 20 ms."""

_TELLS_NOTHING: NDArray[np.bool_] = np.empty(0, dtype=np.bool_)

Counts = NDArray[np.int16]
JoinedWords = Mapping[int, Sequence[Integers]]
_NONE_JOINED: JoinedWords = {}


@dataclass(frozen=True, slots=True)
class ListedWords:
    """What the meetings are looked up in: words of the vocabulary, and their names."""

    vocabulary: Vocabulary
    words: Postings
    size: int


@dataclass(frozen=True, slots=True)
class WordOverlap:
    """Pairs of an asked name (its row) and a listed one that have any word in common, each once, in order.

    For each pair: asked words that the listed name may have; of those the distinctive ones, and those that met a
    distinctive listed word; listed words beyond one for one; and whether any word of either may stand for several of
    the other.
    """

    rows: Places
    names: Places
    words: Counts
    distinctive: Counts
    named: Counts
    extra: Counts
    grouped: NDArray[np.bool_]


_NO_PLACES: Places = np.empty(0, dtype=np.intp)
_NO_COUNTS: Counts = np.empty(0, dtype=np.int16)
_NO_OVERLAP = WordOverlap(
    _NO_PLACES, _NO_PLACES, _NO_COUNTS, _NO_COUNTS, _NO_COUNTS, _NO_COUNTS, np.empty(0, dtype=np.bool_)
)

_ARRAYS = attrgetter(*(one.name for one in fields(WordOverlap)))


def word_overlap(
    queries: Sequence[PreparedName], resolved: Mapping[str, WordMatches], listed: ListedWords
) -> Steps[WordOverlap]:
    """The meetings of names of one kind, persons or not, each of at least a word. `resolved` has all their words.
    Pauses now and then: a common word has thousands of names."""
    together = [_together(query, resolved, listed) for query in queries]
    found: list[WordOverlap] = []
    first, parts, gathered, looked_at = 0, list[_Part](), 0, 0
    for row, query in enumerate(queries):
        for part in _parts(row, query, resolved, together[row]):
            parts.append(part)
            looked_at += len(part.names)
            gathered += len(part.names)
            if looked_at >= _NAMES_A_STEP:
                looked_at = 0
                yield
        if gathered >= _NAMES_TOGETHER or row == len(queries) - 1:
            found.append(_met(range(first, row + 1), parts, queries, together, resolved, listed))
            first, parts, gathered = row + 1, [], 0
            yield
    return found[0] if len(found) == 1 else WordOverlap(*map(np.concatenate, zip(*map(_ARRAYS, found), strict=True)))


def _met(
    asked: range,
    parts: Sequence[_Part],
    queries: Sequence[PreparedName],
    together: Sequence[JoinedWords],
    resolved: Mapping[str, WordMatches],
    listed: ListedWords,
) -> WordOverlap:
    """The meetings of the names in some rows that follow one another, of which `parts` are all the parts."""
    if not any(len(part.names) for part in parts):
        return _NO_OVERLAP
    met = _counted(parts, listed.size, persons=queries[0].is_person)
    ends = np.searchsorted(met.rows, np.arange(asked.start, asked.stop + 1)).tolist()
    for row, (start, end) in zip(asked, pairwise(ends), strict=True):
        if start == end:
            continue
        own = slice(start, end)
        for some in chain.from_iterable(together[row].values()):
            met.grouped[own][_places(met.names[own], some)[0]] = True
        others = _others(queries[row], resolved, listed)
        if others:
            _add_others(queries[row], others, met, own)
    return met


def _counted(parts: Sequence[_Part], listed: int, *, persons: bool) -> WordOverlap:
    """The meetings word by word of names asked with so many listed ones: how many parts of a name have each of them,
    and how many of those tell."""
    cells = np.repeat(np.array([part.row for part in parts]), [len(part.names) for part in parts]) * listed
    cells += np.concatenate([part.names for part in parts])
    order = np.argsort(cells, kind="stable")
    cells = cells[order]
    starts = run_starts(cells)
    words = np.diff(np.append(starts, len(cells))).astype(np.int16)
    rows, names = np.divmod(cells[starts], listed)
    distinctive = named = words
    if not persons:
        tells = np.concatenate([part.tells for part in parts]).astype(np.int16)
        names_it = np.concatenate([part.names_it for part in parts]).astype(np.int16)
        distinctive, named = np.add.reduceat(tells[order], starts), np.add.reduceat(names_it[order], starts)
    extra = np.zeros(len(starts), dtype=np.int16)
    return WordOverlap(rows, names, words, distinctive, named, extra, np.zeros(len(starts), dtype=np.bool_))


class _Part(NamedTuple):
    """The names that may have one word of an asked name, each once; whether that tells; and whether the listed word is
    a distinctive one."""

    row: int
    names: Integers
    tells: NDArray[np.bool_]
    names_it: NDArray[np.bool_]


def _parts(
    row: int, query: PreparedName, resolved: Mapping[str, WordMatches], elsewhere: JoinedWords
) -> Iterator[_Part]:
    for at, word in enumerate(query.tokens):
        known = resolved[word]
        names, distinctive = known.names, known.distinctive
        if at in elsewhere:
            names = distinct(np.concatenate([names, *elsewhere[at]]))
            distinctive = np.concatenate([distinctive, *elsewhere[at]])
        if query.is_person:
            yield _Part(row, names, _TELLS_NOTHING, _TELLS_NOTHING)
            continue
        named = _flagged(names, distinctive)
        if query.kinds[at] is Kind.NAME and not short_for(word):
            yield _Part(row, names, np.ones(len(names), dtype=np.bool_), named)
        else:
            yield _Part(row, names, _flagged(names, known.distinctive), named)


def _flagged(names: Integers, some: Integers) -> NDArray[np.bool_]:
    """Which of the names, which are in order, are among some of them."""
    flags = np.zeros(len(names), dtype=np.bool_)
    flags[np.searchsorted(names, some)] = True
    return flags


def _together(query: PreparedName, resolved: Mapping[str, WordMatches], listed: ListedWords) -> JoinedWords:
    """By asked word, the names that have it written together with its neighbours, or as several words. Most have
    none."""
    several = [(at, at + 1, group.names) for at, word in enumerate(query.tokens) if (group := resolved[word].several)]
    for text, first, end in query.joins:
        number = listed.vocabulary.number(text)
        if number is not None:
            several.append((first, end, listed.words.of(number)))
    if not several:
        return _NONE_JOINED
    found = defaultdict[int, list[Integers]](list)
    for first, end, names in several:
        for at in range(first, end):
            found[at].append(names)
    return found


class _Other(NamedTuple):
    """Names that are met by several words at once: how many asked words those are, and how many listed ones they stand
    for beyond one for one."""

    names: Integers
    asked: int
    more: NDArray[np.uint8] | None


def _others(query: PreparedName, resolved: Mapping[str, WordMatches], listed: ListedWords) -> list[_Other]:
    """Words that stand for several listed ones, and first letters. Most names have none."""
    found = []
    for word in query.tokens:
        known = resolved[word]
        if known.several is not None:
            found.append(_Other(known.several.names, 0, known.several.more))
        if known.acronym is not None:
            found.append(_Other(known.acronym.names, 1, known.acronym.more))
    for text, first, end in acronyms(query):
        number = listed.vocabulary.number(text)
        if number is not None:
            found.append(_Other(listed.words.of(number), end - first, None))
    return found


def _add_others(query: PreparedName, others: Sequence[_Other], met: WordOverlap, own: slice) -> None:
    """Count words that stand for several listed ones, and first letters where a whole word is met besides: alone they
    are no likeness. `own` are the pairs of the query."""
    names = met.names[own]
    found = [(one, *_places(names, one.names)) for one in others]
    for one, at, known in found:
        met.words[own][at] += one.asked
        if one.more is not None:
            met.extra[own][at] += one.more[known].astype(np.int16)
        met.grouped[own][at] = True
        if not query.is_person:
            met.distinctive[own][at] += one.asked
            met.named[own][at] += one.asked


def _places(names: Places, some: Integers) -> tuple[Places, NDArray[np.bool_]]:
    """The places among names in order of those of some others that are there; which of the others those are."""
    if not len(names):
        return names, np.zeros(len(some), dtype=np.bool_)
    at = np.minimum(np.searchsorted(names, some), len(names) - 1)
    known = names[at] == some
    return at[known], known
