"""Cyrillic words as sound: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Kazakh, Tajik letters."""

from __future__ import annotations

from service.normalise.readings.rules import reader, undouble

_READER = reader("cyrillic")


def read(word: str) -> tuple[str, ...]:
    """The reading of a Cyrillic word. What г, х, й become in Latin is left to the learned costs."""
    return (undouble(_READER.read(word.lower())),)
