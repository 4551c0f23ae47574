"""Which names cannot be searched at all, and why. Asking for them is an error, never a "clear"."""

from __future__ import annotations

import unicodedata

from service.entity import EntityType
from service.normalise.names import split_words
from service.normalise.text import fold
from service.normalise.words import WordTables, phrase_key, word_tables


def unsearchable_reason(name: str, kind: EntityType) -> str | None:
    """Why no list can be searched for the name, or None if it can. A name of one letter or digit is too little."""
    if not name.isprintable() and any(unicodedata.category(one) in ("Cc", "Cs", "Co", "Cn") for one in name):
        return "it contains control characters or code points that are no characters"
    if not name.strip():
        return "it is empty"
    words = split_words(fold(name))
    if not words:
        return "it has no letters or digits"
    if len("".join(words)) < 2 and fold(name).isascii():
        return "it is a single letter or digit"
    tables = word_tables()
    if phrase_key(name) in tables.legal_forms or all(
        (w,) in tables.legal_forms or w in tables.stop_words for w in words
    ):
        return f"it is only a legal form or words that join others ({name.strip()})"
    if " ".join(words) in tables.placeholders:
        return f"it stands for a name that is not given ({name.strip()})"
    if kind in (EntityType.PERSON, EntityType.UNKNOWN) and all(_accompanies(word, tables) for word in words):
        return f"it is only a title or a particle ({name.strip()})"
    return None


def _accompanies(word: str, tables: WordTables) -> bool:
    """Whether a word only stands beside names and is none itself."""
    title = tables.titles.get(word)
    return word in tables.particles or (title is not None and not title.first_only)
