"""Katakana and hiragana as sound: what a foreign name in kana may have been."""

from __future__ import annotations

from functools import lru_cache

from service.engine.normalise.transcription.rules import respellings, transcriber, undouble

_READER = transcriber("kana")
_ALTERNATIVES = respellings("kana_alternatives")
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
MAX_READINGS = 4


@lru_cache(maxsize=32768)
def read(word: str) -> tuple[str, ...]:
    """The readings of a word in kana, the plain one first, at most `MAX_READINGS`."""
    word = word.translate(_HIRAGANA_TO_KATAKANA)
    found = {undouble(_READER.read(word)): None}
    for rule in _ALTERNATIVES:
        other = rule.apply(word)
        if other != word:
            found[undouble(_READER.read(other))] = None
    found.pop("", None)
    return tuple(found)[:MAX_READINGS]
