"""Names of which a sign between two letters hides a third one: "ZELM-RSON", "Petro.hemical Works".

A hyphen and a full stop stand between words as well, so that only those signs are taken for letters that make a listed
word so; the words of the whole have to be those of a listed name. A block, empty brackets, two blanks or two signs may
hide two letters of one word, as the hole of a file does: "ZEL()RSON". Not handled: letters hidden at either end of a
word, more in one word, and other scripts than Latin (`normalise/replaced_letters.py` reads some signs as letters before
a name is searched, and so with slips besides).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import product
from math import prod
from string import ascii_lowercase

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.sorted_words import continued_in_latin, is_among
from service.engine.normalise.text import fold

_HIDING = r"[-._*#?\u2022\u2588\u25a0\u25cf\u2591-\u2593\ufffd]"
_HIDDEN = lazy_pattern(rf"(?<=[^\W\d_]){_HIDING}(?=[^\W\d_])")
_PAIR = lazy_pattern(rf"([a-z]+){_HIDING}(?=([a-z]+))")
_STANDS_FOR_ONE = "*"
_HOLE = lazy_pattern(
    r"(?<=[^\W\d_])(?:[\u2588\u25a0\u25cf\u25cb\u25ef\u2591-\u2593\ufffd]|\(\)|\[\]| {2,3}|[*#?_.]{2})(?=[^\W\d_])"
)
_SIGNS = frozenset("-._*#?()[]\u2022\u2588\u25a0\u25cf\u25cb\u25ef\u2591\u2592\u2593\ufffd")
"""All signs of these patterns but blanks."""
_LEAST_BESIDE_HOLE = 6
_WORD = lazy_pattern(r"[a-z0-9*]+")
_LETTERS_FOR_EACH = 5
"""So many letters must be seen for each one hidden."""
_MOST_PIECES, _MOST_WAYS = 6, 50
_LONGEST_IN_PIECES = 2


def may_hide_letters(text: str) -> bool:
    """Whether a text has any sign that may hide letters, or blanks that may, wherever it stands. Most have none, which
    is sooner seen than where one would have to stand."""
    return not _SIGNS.isdisjoint(text) or "  " in text


def with_hidden_letters(text: str, known: Container[str]) -> Iterator[str]:
    """The words of a text in the order of the alphabet, as `words_key` writes listed names, with letters in the place
    of signs where that makes words of `known`. Nothing for most texts."""
    if _HIDDEN.search(text) is None or not _may_hide_letters(text.lower(), known):
        return
    folded = fold(_HIDDEN.sub(_STANDS_FOR_ONE, text))
    if not folded.isascii():
        return
    seen, ways = sum(map(str.isalpha, folded)), []
    for word in _WORD.findall(folded):
        found = [*_ways(word.strip(_STANDS_FOR_ONE).split(_STANDS_FOR_ONE), known)]
        if not found:
            return
        ways.append(found)
    if prod(map(len, ways)) > _MOST_WAYS:
        return
    for way in product(*ways):
        words = [word for some in way for word in some]
        hidden = sum(map(len, words)) - sum(map(str.isalnum, folded))
        if hidden and seen >= hidden * _LETTERS_FOR_EACH:
            yield " ".join(sorted(words))


def with_two_hidden(text: str, known: Sequence[str]) -> Iterator[str]:
    """The same with two letters in the place of one sign or two, where that makes one of `known`, which are in order.
    Nothing for most texts."""
    holes = [*_HOLE.finditer(text)]
    if len(holes) != 1 or (not text.isascii() and not _HOLE.sub("", text).isascii()):
        return
    words = fold(_HOLE.sub(_STANDS_FOR_ONE, text))
    before, after = (_WORD.findall(side) for side in words.split(_STANDS_FOR_ONE, 1))
    if not before or not after or sum(map(len, (*before, *after))) < _LEAST_BESIDE_HOLE:
        return
    rest = [*before[:-1], *after[1:]]
    if all(is_among(word, known) for word in rest):
        yield from (" ".join(sorted([*rest, word])) for word in _around(before[-1], after[0], known))


def _around(first: str, last: str, known: Sequence[str]) -> Iterator[str]:
    """The known words with two letters between their beginning and their end."""
    length = len(first) + len(last) + 2
    for word in continued_in_latin(first, known):
        if len(word) == length and word.endswith(last):
            yield word


def _may_hide_letters(small: str, known: Container[str]) -> bool:
    """Whether any sign of a text in small letters stands for a letter of a known word. In most names with a hyphen it
    does not, which is quicker to see than what all of their words may be."""
    return any(_filled(pair, known) for pair in _PAIR.findall(small))


def _ways(pieces: Sequence[str], known: Container[str]) -> Iterator[list[str]]:
    """The known words that pieces make, each sign between two of them a letter or the end of a word."""
    if len(pieces) > _MOST_PIECES:
        return
    for end in range(1, len(pieces) + 1):
        for word in _filled(pieces[:end], known):
            if end == len(pieces):
                yield [word]
            else:
                yield from ([word, *rest] for rest in _ways(pieces[end:], known))


def _filled(pieces: Sequence[str], known: Container[str]) -> list[str]:
    """The known words that are one piece, or two with a letter between them."""
    if len(pieces) > _LONGEST_IN_PIECES:
        return []
    first, last = pieces[0], pieces[1:]
    words = [first + letter + last[0] for letter in ascii_lowercase] if last else [first]
    return [word for word in words if word in known]
