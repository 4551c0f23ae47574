"""Letters that signs stand for: hidden by one (JIN T#I, EM█A), of national sets of seven bits (M}ller), printed twice.

Sources: ISO 646 (signs that national sets replace by letters: German, Swedish, Finnish, Spanish, French). Programs that
read documents find each letter of bold print twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from service.common.lazy_pattern import lazy_pattern

_BLOCKS = "\u2588\u25a0\u2593\u2592\u2591\u25cf\u2022\ufffd"
"""Blocks and dots as a marker leaves them on paper, and the sign for a character that was lost."""
_SIGNS = lazy_pattern(rf"[_*#.?{_BLOCKS}\[\]{{}}|\\-]")
_HIDDEN = lazy_pattern(
    rf"(?<=[A-Za-z])[_*#?{_BLOCKS}](?=[A-Za-z])|(?<=[A-Za-z]{{2}})[_*#{_BLOCKS}](?!\w)|(?<!\w)[{_BLOCKS}](?=[A-Za-z]{{2}})"
)
_LONGEST_WITH_ANY_LETTER = 12
_LETTERS = "aeiounrstlmdkbghyvpzfjcwxq"
_STOP = (
    r"(?:(?<=[A-Za-z][a-z])\.(?=[a-z]{2})|(?<=[A-Z]{2})\.(?=[A-Z]{2})|(?<=[A-Z]{2})\.(?=[A-Z](?![\w.])))"
    r"(?!(?i:com?|ltda?|inc|corp|llc|gmbh|net|org)\b)"
)
"""A full stop inside a word, and not before a legal form: Trading.Co."""
_IN_WORD = lazy_pattern(rf"(?<=[A-Za-z]{{2}})[_*#](?=[A-Za-z]{{2}})|{_STOP}")
_FOR_VOWEL = lazy_pattern(rf"(?<=[A-Za-z])[*#_](?=[A-Za-z])|(?<=[A-Za-z]{{2}})[*#_](?!\w)|{_STOP}")
_CONSONANT = "[bcdfghjklmnpqrstvwz]"
_HYPHEN = lazy_pattern(
    rf"(?<![^\W_]{_CONSONANT})(?<!-{_CONSONANT})(?<={_CONSONANT})-(?=[a-z]{{3}})|(?<=[a-z]{{3}})-(?=[a-z](?![a-z-]))"
    r"|(?<=[a-z]{3})-(?=[lmr][bdfghkmnpstvz]|[nkt]s)",
    re.IGNORECASE,
)
"""A hyphen behind or before a single letter, or before two consonants with which no syllable begins: N-tional, Kor-a,
Instituti-ns."""
_SEVEN_BITS = lazy_pattern(
    r"(?<=[A-Za-z])[\[\]{}|\\](?=[A-Za-z])|(?<=[A-Za-z])[\[{|\\](?!\S)|(?<!\S)[\]}|\\](?=[A-Za-z])"
)
_SEVEN_BIT_LETTERS = (
    {"[": "A", "\\": "O", "]": "U", "{": "a", "|": "o", "}": "u"},
    {"[": "A", "\\": "N", "]": "A", "{": "e", "|": "n", "}": "e"},
)
"""Without their marks: the German, Swedish and Finnish letters, and the Spanish and French ones."""
_BEGINS_TWICE = lazy_pattern(r"\W*(\w)\1\W*(\w)\2")
_TWICE = lazy_pattern(r"(?:([^\W_])\1|[\W_])+")
_PAIR = lazy_pattern(r"([^\W_]|[-'.&])\1")
_LEAST_PAIRS = 6


def begins_twice(text: str) -> bool:
    """Whether the first two letters of a text are printed twice."""
    return _BEGINS_TWICE.match(text) is not None


def may_hide_vowel(text: str) -> bool:
    """Whether a hyphen of a text may stand for a vowel."""
    return "-" in text and _HYPHEN.search(text) is not None


def with_letters(text: str) -> Iterator[tuple[str, str]]:
    """The text with letters in the place of signs, each with what was done to read it, as a sentence; most texts have
    none."""
    if _BEGINS_TWICE.match(text) is not None and _is_printed_twice(text):
        yield _PAIR.sub(r"\1", text), "letters that are printed twice were taken for one each"
    if _SIGNS.search(text) is None:
        return
    joined = _IN_WORD.sub("", text)
    if joined != text:
        yield joined, "signs inside words were left out"
    hidden = _HIDDEN.findall(text)
    if len(hidden) == 1 and len(text.strip()) <= _LONGEST_WITH_ANY_LETTER:
        for letter in _LETTERS:
            yield _HIDDEN.sub(letter, text), "a sign stands for a letter"
    elif hidden and not text.isascii():
        yield _HIDDEN.sub("", text), "signs inside words were left out"
    if len(_FOR_VOWEL.findall(text)) == 1:
        for vowel in "aeiou":
            yield _FOR_VOWEL.sub(vowel, text), "a sign stands for a vowel"
    if len(_HYPHEN.findall(text)) == 1:
        for vowel in "aeiou":
            yield _HYPHEN.sub(vowel, text), "a sign stands for a vowel"
    if _SEVEN_BITS.search(text) is not None:
        for table in _SEVEN_BIT_LETTERS:
            yield _SEVEN_BITS.sub(partial(_letter, table), text), "signs stand for marked letters"


def _is_printed_twice(text: str) -> bool:
    return _TWICE.fullmatch(text) is not None and len(_PAIR.findall(text)) >= _LEAST_PAIRS


def _letter(table: dict[str, str], sign: re.Match[str]) -> str:
    return table[sign[0]]
