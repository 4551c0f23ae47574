"""Latin words as sound: one main reading, and others where spelling traditions differ."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.transcription.rules import respellings, table, transcriber, undouble

_READER = transcriber("latin")
_ALTERNATIVES = respellings("latin_alternatives")
# Most words have no other reading: one search says so.
_ANY_ALTERNATIVE = lazy_pattern("|".join(re.sub(r"\\1", "[rsnztd]", rule.pattern.pattern) for rule in _ALTERNATIVES))
_LETTERS = {ord(row["letter"]): row["latin"] for row in table("latin_letters")}
# An apostrophe stays: it has no sound but keeps letters apart (abd'hai is not abdh-ai).
_NOT_LETTER = lazy_pattern(r"[^a-z']")
MAX_READINGS = 4


def fold(word: str) -> str:
    """`word` in the letters a to z: special letters by the spelling of their language, other marks dropped."""
    word = word.lower()
    if not word.isascii():
        word = unicodedata.normalize("NFC", word).translate(_LETTERS)
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
        word = anyascii(word).lower()
    return _NOT_LETTER.sub("", word)


def read_folded(word: str) -> str:
    """The main reading of a word of the letters a to z."""
    return undouble(_READER.read(word))


@lru_cache(maxsize=1 << 15)
def read(word: str) -> tuple[str, ...]:
    """The readings of a Latin word, the likeliest first, at most `MAX_READINGS`."""
    folded = fold(word)
    found = {read_folded(folded): None}
    if _ANY_ALTERNATIVE.search(folded):
        for rule in _ALTERNATIVES:
            other = rule.apply(folded)
            if other != folded:
                found[read_folded(other)] = None
    found.pop("", None)
    return tuple(found)[:MAX_READINGS]
