"""A number one behind a ship's name, written I, 1 or ONE. Other numbers in words are read wherever they stand."""

from __future__ import annotations

_OTHERWISE = {"one": "1", "i": "ONE", "1": "ONE"}
_ENDINGS = (" one", " i", " 1")


def ends_in_one(text: str) -> bool:
    """Whether a text ends in a number one behind another word."""
    return text.lower().endswith(_ENDINGS)


def with_one_otherwise(text: str) -> str | None:
    """A name with 1 at its end for ONE, or the reverse; None for other names."""
    name, _, last = text.rstrip().rpartition(" ")
    other = _OTHERWISE.get(last.lower()) if name else None
    return None if other is None else f"{name} {other}"
