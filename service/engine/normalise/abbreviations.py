"""Common words of bodies' names as forms and ledgers shorten them: TRDG, ENGRG, DEV, TRANSP, NATL.

Besides those of `tables/spellings.csv` a word counts as short for a common one (`tables/generic_words.csv`) if it is
its beginning, or its beginning followed by consonants of the rest in their order, up to the last one. Only common words
are shortened so: of a word that names a body the letters left out would tell.
"""

from __future__ import annotations

from functools import lru_cache

from service.engine.normalise.words import word_tables

_SHORTEST = 3
_LONGEST = 9
_LEAST_LEFT_OUT = 2
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=32)
def _common_words(letter: str) -> tuple[list[tuple[str, int, int]], frozenset[str]]:
    """The common words with this first letter, with their rows and letters (`_letters`), and the beginnings of all of
    them."""
    rows = word_tables().generic_words
    words = [word for word in rows if word[0] == letter and word.isascii() and word.isalpha()]
    long = [(word, rows[word], _letters(word)) for word in words if len(word) >= _SHORTEST + _LEAST_LEFT_OUT]
    return long, frozenset(word[:end] for word in words for end in range(1, len(word) + 1))


@lru_cache(maxsize=1 << 15)
def short_for(word: str) -> frozenset[int]:
    """The rows of the common words for which a folded word may be short; none for most words."""
    tables = word_tables()
    if not (_SHORTEST <= len(word) <= _LONGEST and word.isascii() and word.isalpha()) or word in tables.generic_words:
        return frozenset()
    common, beginnings = _common_words(word[0])
    end = 1
    while end < len(word) and word[: end + 1] in beginnings:
        end += 1
    if not _VOWELS.isdisjoint(word[end:]):
        return frozenset()  # as with nearly all words: a vowel behind what is a beginning of a common word
    letters = _letters(word)
    return frozenset([row for long, row, own in common if not letters & ~own and _shortens(word, long)])


def _letters(word: str) -> int:
    """The letters of a word as bits, whatever their order and number."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def is_short_for(word: str, other: str) -> bool:
    """Whether one folded word may be short for another, which is a common one."""
    row = word_tables().generic_words.get(other)
    return row is not None and row in short_for(word)


def _shortens(short: str, long: str) -> bool:
    if len(short) > len(long) - _LEAST_LEFT_OUT:
        return False
    same = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    rest = short[same:]
    if not rest:
        return True
    left = [letter for letter in long[same:] if letter not in _VOWELS]
    return (
        _VOWELS.isdisjoint(rest)
        and _in_order(rest, left)
        and (rest[-1] == left[-1] or rest == "".join(left)[: len(rest)])
    )


def _in_order(letters: str, among: list[str]) -> bool:
    rest = iter(among)
    return all(letter in rest for letter in letters)
