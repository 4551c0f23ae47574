"""Names of which a program that reads print has taken one letter for another throughout: IRRNIRN BRNK, Cornrnerce.

Every one of the letters is read so, so that the name has none of them left. That explains all wrong letters at once,
however many a word has: up to three pairs of `tables/look_alike_letters.csv` may be at work in a name, each twice
in the mean. `i` and `l` may be exchanged for one another. Single misread letters are found by `misread_words.py`.

Not handled: letters some of which are read rightly, digits for letters (`normalise/disguise.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import NamedTuple

from service.engine.matching.lexicon import Lexicon
from service.engine.matching.misread_words import KnownWords, tells_enough
from service.engine.normalise.word_splitting import ascii_words
from service.engine.normalise.words import read_table

_MOST_PAIRS, _TIMES = 3, 2
"""So many pairs, and so many letters of each in the mean."""
_MOST_WAYS = 200
_EXCHANGED = str.maketrans("il", "li")


class _Pair(NamedTuple):
    """Letters as they are read, and what they may be."""

    read: str
    letters: str


class _Found(NamedTuple):
    """A known word that a word may be, and the pairs by which, once for each place."""

    word: str
    pairs: tuple[_Pair, ...]


@lru_cache(maxsize=1)
def _pairs() -> tuple[_Pair, ...]:
    rows = [
        (row["letters"].lower(), row["read"].lower())
        for row in read_table("look_alike_letters.csv")
        if row["case"] == "throughout"
    ]
    found = [_Pair(read, letters) for one in rows for read, letters in (one, one[::-1])]
    return tuple(dict.fromkeys(found))


def read_throughout(text: str, known: KnownWords, lexicon: Lexicon) -> Iterator[str]:
    """The words of a text in the order of the alphabet, letters that were read as others throughout put right, as
    `words_key` writes listed names. Nothing for most texts."""
    words = ascii_words(text)
    if all(word in known.words or lexicon.is_known(word) for word in words) or not tells_enough(words):
        return
    new = "".join(word for word in words if word not in known.words)
    both = new.count("i") + new.count("l") if "i" in new and "l" in new else 0
    for exchanged in (0, both) if both else (0,):
        own = [word.translate(_EXCHANGED) if exchanged and word not in known.words else word for word in words]
        together = " ".join(own)
        pairs = [pair for pair in _pairs() if pair.read in together and pair.letters not in together]
        ways = []
        for word in own:
            ways.append(_known_of(word, pairs, known))
            if not ways[-1]:
                break
        else:
            if prod(map(len, ways)) <= _MOST_WAYS:
                yield from _explained(ways, exchanged)


def _explained(ways: Sequence[Sequence[_Found]], exchanged: int) -> Iterator[str]:
    for way in product(*ways):
        used = [pair for one in way for pair in one.pairs]
        pairs = set(used)
        if len(pairs) > _MOST_PAIRS or len({pair.letters for pair in pairs}) < len(pairs):
            continue  # a letter that is read in two ways is no program's mistake
        told = len(used) + exchanged
        if told >= _TIMES * (len(pairs) + (exchanged > 0)):
            yield " ".join(sorted(one.word for one in way))


def may_be_read_throughout(word: str, known: KnownWords, lexicon: Lexicon) -> bool:
    """Whether a word of a person's name that is no listed one looks like a listed one, letters that are taken for one
    another in print being the same."""
    return not lexicon.is_known(word) and known.looks_like_one(word)


def _known_of(word: str, pairs: Sequence[_Pair], known: KnownWords) -> Sequence[_Found]:
    """The known words that a word is, or may be with letters put right by some pairs."""
    if word in known.words:
        return [_Found(word, ())]
    applied = [pair for pair in pairs if pair.read in word]
    return [*_continued(word, 0, "", (), applied, known.in_order)] if applied else []


def _continued(
    word: str, at: int, begun: str, used: tuple[_Pair, ...], pairs: Sequence[_Pair], known: Sequence[str]
) -> Iterator[_Found]:
    """The known words that begin with what was read up to a place, and go on with what the rest may be."""
    place = bisect_left(known, begun)
    if place == len(known) or not known[place].startswith(begun):
        return
    if at == len(word):
        if known[place] == begun:
            yield _Found(begun, used)
        return
    yield from _continued(word, at + 1, begun + word[at], used, pairs, known)
    for pair in pairs:
        if word.startswith(pair.read, at) and (pair in used or len(set(used)) < _MOST_PAIRS):
            end = at + len(pair.read)
            yield from _continued(word, end, begun + pair.letters, (*used, pair), pairs, known)
