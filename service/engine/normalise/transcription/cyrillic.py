"""Cyrillic words as sound: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Kazakh, Tajik letters."""

from __future__ import annotations

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.transcription.rules import transcriber, undouble

_READER = transcriber("cyrillic")


def read(word: str) -> tuple[str, ...]:
    """The reading of a Cyrillic word. What г, х, й become in Latin is left to the learned costs."""
    return (undouble(_READER.read(word.lower())),)


_ADJECTIVE = lazy_pattern("(ий|ій|и|і)?сь?к(?:ое|ая|ий|ой|ие|е|а|і|о)$")


def read_stem(word: str) -> tuple[str, ...]:
    """The reading of the place or name an adjective of a company name is made of: Феодосийское is of Феодосия."""
    stem = _ADJECTIVE.sub(lambda found: "ия" if found[1] else "", word)
    return read(stem) if stem != word else ()
