"""For some asked names at once: how many of their words may each listed name have?

A row for each asked name and a column for each listed one, so few rows at a time that they stay in a processor's cache.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.index.groups import Groups
from service.index.postings import Integers, Places, Postings
from service.index.resolved import Resolved
from service.index.vocabulary import Vocabulary
from service.matching.align import acronyms
from service.normalise.names import Kind, PreparedName

Counts = NDArray[np.uint8]
Together = dict[int, list[Integers]]


@dataclass(frozen=True, slots=True)
class Listed:
    """What the meetings are looked up in: words of the vocabulary, their names, words taken together."""

    vocabulary: Vocabulary
    words: Postings
    groups: Groups
    acronyms: Groups
    size: int


@dataclass(frozen=True, slots=True)
class Meetings:
    """By asked and listed name: asked words it may have; of those the distinctive ones; listed words beyond one for
    one. The last two are None where they are like `words`, respectively nothing.

    `rows` and `names` are the pairs that have any word in common, some of them more than once. `together` are for each
    asked name, by word, the names in which that word may be part of a longer one or stand for several.
    """

    words: Counts
    distinctive: Counts | None
    extra: Counts | None
    rows: Places
    names: Places
    together: Sequence[Together]


def meetings(queries: Sequence[PreparedName], resolved: Mapping[str, Resolved], listed: Listed) -> Meetings:
    """The meetings of names of one kind, persons or not, each of at least a word. `resolved` has all their words."""
    shape = (len(queries), listed.size)
    words = np.zeros(shape, dtype=np.uint8)
    distinctive = None if queries[0].is_person else np.zeros(shape, dtype=np.uint8)
    together = [_together(query, listed) for query in queries]
    sharing: list[tuple[Places, Places]] = []
    for at in range(max(len(query.tokens) for query in queries)):
        some = [(row, query) for row, query in enumerate(queries) if at < len(query.tokens)]
        known = [(row, [resolved[query.tokens[at]].names, *together[row].get(at, ())]) for row, query in some]
        sharing.append(_count(words, known))
        if distinctive is not None:
            _count(distinctive, [_telling(row, parts, queries[row], at, resolved) for row, parts in known])
    found = [_others(query, listed, words[row]) for row, query in enumerate(queries)]
    extra = np.zeros(shape, dtype=np.uint8) if any(found) else None
    for row, others in enumerate(found):
        for names, asked, more in others:
            for counts, number in ((words, asked), (distinctive, asked), (extra, more)):
                if counts is not None:
                    counts[row, names] += number
    pairs = [np.concatenate(parts) for parts in zip(*sharing, strict=True)]
    return Meetings(words, distinctive, extra, pairs[0], pairs[1], together)


def _count(counts: Counts, found: Sequence[tuple[int, list[Places]]]) -> tuple[Places, Places]:
    """Add one for each of the names in each row, however often they come; gives rows and names."""
    parts = [(row, part) for row, several in found for part in several]
    names = np.concatenate([part for _, part in parts], dtype=np.intp)
    rows = np.repeat(np.array([row for row, _ in parts], dtype=np.intp), [len(part) for _, part in parts])
    # Numpy reads all cells before it writes any, so that one that comes twice is counted once.
    counts.reshape(-1)[rows * counts.shape[1] + names] += 1
    return rows, names


def _telling(
    row: int, parts: list[Places], query: PreparedName, at: int, resolved: Mapping[str, Resolved]
) -> tuple[int, list[Places]]:
    """Of the names that have a word those where it tells: all, if the asked word is a distinctive one."""
    return row, parts if query.kinds[at] is Kind.NAME else [resolved[query.tokens[at]].distinctive]


def _together(query: PreparedName, listed: Listed) -> Together:
    """By asked word, the names that have it written together with its neighbours, or as several words."""
    found: Together = defaultdict(list)
    for text, first, end in query.joins:
        number = listed.vocabulary.number(text)
        if number is not None:
            for at in range(first, end):
                found[at].append(listed.words.of(number))
    for at, word in enumerate(query.tokens):
        names, _ = listed.groups.of(word)
        if len(names):
            found[at].append(names)
    return found


def _others(query: PreparedName, listed: Listed, met: Counts) -> list[tuple[Integers, int, Counts | int]]:
    """Names with what is to be added: to the words asked and met, and to the listed words beyond one for one.

    Words that stand for several listed ones are counted as met already. First letters are counted where a whole word
    is met besides: alone they are no likeness.
    """
    found: list[tuple[Integers, int, Counts | int]] = []
    for word in query.tokens:
        names, more = listed.groups.of(word)
        if len(names):
            found.append((names, 0, more))
        names, more = listed.acronyms.of(word)
        if len(names):
            besides = met[names] > 0
            found.append((names[besides], 1, more[besides]))
    for text, first, end in acronyms(query):
        number = listed.vocabulary.number(text)
        if number is not None:
            names = listed.words.of(number)
            found.append((names[met[names] > 0], end - first, 0))
    return found
