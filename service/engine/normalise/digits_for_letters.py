"""Digits that stand for letters: in words of bodies and ships (Rosob0ron), and in persons' names as chats write them.

Not handled: a digit for a letter in a person's name otherwise, which is one letter wrong there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from service.common.lazy_pattern import lazy_pattern

DIGITS_AS_LETTERS = str.maketrans("0123456789", "OIZEASGTBG")
DIGITS_WITH_L = str.maketrans("0123456789", "OLZEASGTBG")
"""1 once as I, once as L."""
_CHAT_DIGIT = lazy_pattern(r"[2-9](?=['A-Za-z])|(?<=[A-Za-z])[2-9]")
_ARABIC_CHAT_DIGITS = tuple(
    str.maketrans({"2": "", "3": "", "5": "kh", "6": "t", "7": "h", "8": eight, "9": nine})
    for eight, nine in (("q", "s"), ("gh", "q"))
)
_RUSSIAN_CHAT_DIGITS = tuple(
    str.maketrans({"0": "o", "3": "z", "4": "ch", "6": six, "8": "v", "9": "ya"}) for six in ("sh", "b")
)
"""Digits for the Arabic letters that they look like, in names typed as in chats: 7asan, 5aled, 3abdallah. For Russian
letters that they look like or that their names begin with: Savi4 6evchenko."""
_WORD_WITH_DIGITS = lazy_pattern(r"(?=[^\s,;()/]*[A-Za-z])(?=[^\s,;()/]*\d)[A-Za-z0-9'’.-]+")


def with_letters_for_digits(text: str) -> Iterator[tuple[str, str]]:
    """A body's or ship's name with letters for the digits in its words, and for all its digits (J1N 741)."""
    if _WORD_WITH_DIGITS.search(text) is None:
        return
    for table in (DIGITS_AS_LETTERS, DIGITS_WITH_L):
        for meant in (_WORD_WITH_DIGITS.sub(partial(_translated, table), text), text.translate(table)):
            yield meant, "digits stand for letters"


def with_letters_of_chats(text: str) -> Iterator[tuple[str, str]]:
    """A person's name with Arabic and Russian letters for its digits."""
    if _CHAT_DIGIT.search(text) is None:
        return
    for table in _ARABIC_CHAT_DIGITS:
        yield text.translate(table), "digits stand for Arabic letters, as in chats"
    for table in _RUSSIAN_CHAT_DIGITS:
        yield text.translate(table), "digits stand for Russian letters, as in chats"


def _translated(table: dict[int, int], word: re.Match[str]) -> str:
    return word[0].translate(table)
