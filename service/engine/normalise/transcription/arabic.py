"""Words in Arabic script as sound: Arabic, Persian, Pashto, Urdu and Kurdish letters; short vowels are not written."""

from __future__ import annotations

from functools import lru_cache

from service.engine.normalise.transcription.rules import respellings, transcriber, undouble

_READER = transcriber("arabic")
_ALTERNATIVES = respellings("arabic_alternatives")


@lru_cache(maxsize=32768)
def read(word: str) -> tuple[str, ...]:
    """The readings of a word in Arabic script: without the article first, then as written."""
    found: dict[str, None] = {}
    for rule in _ALTERNATIVES:
        other = rule.apply(word)
        if other != word:
            found[undouble(_READER.read(other))] = None
    found[undouble(_READER.read(word))] = None
    found.pop("", None)
    return tuple(found)
