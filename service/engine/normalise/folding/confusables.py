"""Letters of other alphabets that are taken for Latin ones: Unicode Technical Standard #39, as a table."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from service.common.bundled_tables import bundled_rows


@lru_cache(maxsize=1)
def latin_look_alikes() -> dict[str, str]:
    """Which Latin letter a letter is taken for, by `confusables.csv`; case kept."""
    return {row["letter"]: row["latin"] for row in bundled_rows(__package__, "confusables.csv")}


@lru_cache(maxsize=8192)
def _as_latin(character: str) -> str | None:
    """What a character looks like in Latin writing; None for a letter that looks like no Latin one."""
    if character.isascii() or not character.isalpha():
        return character
    found = latin_look_alikes().get(character)
    if found is None:
        base = unicodedata.normalize("NFD", character)[0]
        found = latin_look_alikes().get(base)
    if found is None and character.upper() != character:
        # Small Cherokee letters are capitals in a smaller size. Of others a small letter has a shape of its own.
        capital = character.upper() if unicodedata.name(character, "").startswith("CHEROKEE") else ""
        found = latin_look_alikes().get(capital)
    if found is None and unicodedata.name(character, "").startswith("LATIN"):
        return character
    return found


def as_latin(text: str) -> str | None:
    """A text as it looks to a reader of Latin letters, if every letter of it looks like one and at least one is not.

    None otherwise: for a text in Latin letters as well as for one with a letter that looks like no Latin one.
    """
    if text.isascii():
        return None
    seen = [_as_latin(character) for character in text]
    if None in seen:
        return None
    latin = "".join(one for one in seen if one is not None)
    return latin if latin != text else None


def look_alikes_as_latin(text: str) -> str:
    """A text with every letter that looks like a Latin one written as that one; the others as they are."""
    return text if text.isascii() else "".join(_as_latin(character) or character for character in text)
