"""Hebrew words as sound; most vowels are not written."""

from __future__ import annotations

from service.engine.normalise.transcription.rules import transcriber, undouble

_READER = transcriber("hebrew")


def read(word: str) -> tuple[str, ...]:
    """The reading of a Hebrew word."""
    return (undouble(_READER.read(word)),)
