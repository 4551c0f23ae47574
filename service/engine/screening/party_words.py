"""What a word says a party is, or which gender: one table for the fields of requests and the cells of files."""

from __future__ import annotations

import unicodedata
from functools import cache

from service.common.bundled_tables import bundled_rows
from service.engine.model.entity import EntityType

_GENDERS = frozenset(("male", "female"))


def type_of(words: str) -> EntityType | None:
    """What kind of party a word stands for; None if it is not known."""
    meant = _table().get(_key(words))
    return None if meant is None or meant in _GENDERS else EntityType(meant)


def gender_of(words: str) -> str | None:
    """`male` or `female`; None if the word is not known."""
    meant = _table().get(_key(words))
    return meant if meant in _GENDERS else None


@cache
def _table() -> dict[str, str]:
    rows = bundled_rows(__package__, "party_words.csv")
    return {_key(word): row["means"] for row in rows for word in row["words"].split("|")}


def _key(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in plain if letter.isalnum())
