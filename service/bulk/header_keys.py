"""What makes two headers, or two words, of a file the same."""

from __future__ import annotations

import unicodedata

_WITHOUT_ACCENT = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "#": "no"})
_LAST_WITH_ACCENTS = "\u1fff"


def key(header: str) -> str:
    """Letters and digits of a header, without case, width, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKC", header).casefold().replace("n°", "no").translate(_WITHOUT_ACCENT)
    return "".join(filter(str.isalnum, map(_base_letter, plain)))


def _base_letter(letter: str) -> str:
    """A letter without its accents; letters of East Asia keep their marks."""
    return letter if letter.isascii() or letter > _LAST_WITH_ACCENTS else unicodedata.normalize("NFD", letter)[0]
