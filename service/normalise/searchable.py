"""Which names cannot be searched at all, and why. Asking for them is an error, never a "clear"."""

from __future__ import annotations

import unicodedata

from service.entity import EntityType
from service.normalise.names import split_words
from service.normalise.text import fold
from service.normalise.words import phrase_key, word_tables


def unsearchable_reason(name: str, kind: EntityType) -> str | None:
    """Why no list can be searched for the name, or None if it can. A name of one letter or digit is too little."""
    if any(unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") for character in name):
        return "it contains control characters or code points that are no characters"
    if not name.strip():
        return "it is empty"
    words = split_words(fold(name))
    if not words:
        return "it has no letters or digits"
    if len("".join(words)) < 2 and fold(name).isascii():
        return "it is a single letter or digit"
    tables = word_tables()
    if phrase_key(name) in tables.legal_forms or tuple(words) in tables.legal_forms:
        return f"it is only a legal form ({name.strip()})"
    if kind is EntityType.PERSON and all(word in tables.titles or word in tables.particles for word in words):
        titles = [word for word in words if word in tables.titles and not tables.titles[word].first_only]
        if titles:
            return f"it is only a title ({name.strip()})"
    return None
