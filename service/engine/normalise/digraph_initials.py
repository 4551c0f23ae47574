"""Initials of two letters and more in a person's name: Zelmarson K.Yu., Zh. Zelmarson.

Not handled: initials written together without a sign between them (Zelmarson KYu), and a single one of two letters
without a full stop (Zelmarson Yu), which may as well be a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, product

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.words import read_table

_WORD = lazy_pattern(r"([^\W\d_]+)(\.?)")
_LEAST_OF_WORD = 3
"""Letters of the shortest word that initials may stand beside."""
_MOST_WAYS = 4
_LENGTHS = (4, 3, 2)
"""Letters of a digraph or longer, the longest first."""


def with_single_letters(folded: str) -> tuple[str, ...]:
    """A folded name with each initial of several letters as one letter: in as many ways as its letters are begun in
    other spellings (kh as k and h). Empty if it has none.

    A full stop behind the letters makes them an initial, as does another initial beside them: "zelmarson k yu".
    """
    words = [(found[1], bool(found[2]), found.span(1)) for found in _WORD.finditer(folded)]
    if not any(len(word) >= _LEAST_OF_WORD and word not in _digraphs() for word, _, _ in words):
        return ()
    initials = {
        at: _digraphs()[word]
        for at, (word, dotted, _) in enumerate(words)
        if word in _digraphs() and (dotted or _is_beside_initial(words, at))
    }
    if not initials:
        return ()
    places = [words[at][2] for at in initials]
    ways = islice(product(*initials.values()), _MOST_WAYS)
    return tuple(_written(folded, zip(places, way, strict=True)) for way in ways)


def is_digraph(word: str) -> bool:
    """Whether a folded word may be an initial of several letters, beside another."""
    return word in _digraphs()


def initials_of_digraph(word: str) -> Sequence[str]:
    """The letters that a word begins with in other spellings: k and h of khasan. Empty for most words."""
    table = _digraphs()
    return next((table[word[:length]] for length in _LENGTHS if word[:length] in table), ())


_Words = Sequence[tuple[str, bool, tuple[int, int]]]
"""The words of a name: letters, whether a full stop follows, and where they stand."""


def _is_beside_initial(words: _Words, at: int) -> bool:
    beside = [words[other][0] for other in (at - 1, at + 1) if 0 <= other < len(words)]
    return any(len(word) == 1 or word in _digraphs() for word in beside)


def _written(folded: str, letters: Iterable[tuple[tuple[int, int], str]]) -> str:
    """A text with letters in place of what stands from one place to another."""
    text, end = "", 0
    for (first, last), letter in letters:
        text += f"{folded[end:first]}{letter}"
        end = last
    return text + folded[end:]


@lru_cache(maxsize=1)
def _digraphs() -> dict[str, Sequence[str]]:
    return {row["letters"]: row["initials"].split() for row in read_table("digraph_initials.csv")}
