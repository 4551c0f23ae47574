"""Greek words as sound. An accent or dialytika on the first letter keeps a pair of vowels apart (Μαΐου, Κάιρο)."""

from __future__ import annotations

import unicodedata

from service.engine.normalise.transcription.rules import transcriber, undouble

_READER = transcriber("greek")


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
