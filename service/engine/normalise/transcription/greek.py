"""Greek words as sound, and in Latin letters.

An accent or dialytika on the first letter keeps a pair of vowels apart (Μαΐου, Κάιρο). Source of the Latin letters:
ELOT 743 (ISO 843, type 2), with the pairs that stand for one sound of a foreign name (μπ for b, γκ for g).
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial

from service.engine.normalise.transcription.rules import transcriber, undouble

_READER = transcriber("greek")
_PAIRS = {"ου": "u", "μπ": "b", "τζ": "j", "γγ": "ng", "αυ": "av", "ευ": "ev", "αι": "ai", "ει": "i", "οι": "i"}
_SINGLE = dict(zip("αβγδεζηθικλμνξοπρσςτυφψω", (*"avgdezi", "th", *"iklmnxoprsstyf", "ps", "o"), strict=True))
_FOREIGN = ({"χ": "ch", "γκ": "ng", "ντ": "nt"}, {"χ": "h", "γκ": "g", "ντ": "d"})
"""Letters of which each may stand for two sounds of a foreign name, as pairs of readings."""
_LETTERS = re.compile("|".join((*_PAIRS, "γκ", "ντ", *_SINGLE, "χ")))


def read(word: str) -> tuple[str, ...]:
    """The reading of a Greek word in modern pronunciation."""
    letters: list[str] = []
    for c in unicodedata.normalize("NFD", word.lower()):
        if c == "\u0308" and letters:
            letters.insert(-1, "'")  # an apostrophe has no sound and breaks the pair
        elif c == "\u0301" and len(letters) and letters[-1] in "αεο":
            letters.append("'")
        elif not unicodedata.combining(c):
            letters.append(c)
    text = "".join(letters)
    # Tonos on omicron alone: ού is written on the upsilon, so ό stays apart from what follows.
    return (undouble(_READER.read(text)),)


def in_latin(word: str) -> tuple[str, ...]:
    """A Greek word in Latin letters, once or twice; what is no Greek letter stays."""
    plain = "".join(one for one in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(one))
    tables = [_PAIRS | _SINGLE | foreign for foreign in _FOREIGN]
    return tuple(dict.fromkeys(_LETTERS.sub(partial(_letter, table), plain) for table in tables))


def _letter(table: dict[str, str], found: re.Match[str]) -> str:
    return table[found[0]]
