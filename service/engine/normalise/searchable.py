"""Which names cannot be searched at all, and why. Asking for them is an error, never a "clear"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from service.common.kept_tables import kept_table
from service.engine.model.entity import EntityType
from service.engine.normalise.disguise import readings
from service.engine.normalise.error_values import is_error_value
from service.engine.normalise.names import split_words
from service.engine.normalise.ordinary_names import ordinary_words
from service.engine.normalise.text import fold
from service.engine.normalise.words import WordTables, phrase_key, word_tables

_LOST = re.compile("[?\ufffd]")
_SHORTENS = re.compile(r"[.\-]")
"""With these among its letters a word may be a legal form that is listed without them."""


_MOST_WORDS = 60
"""The longest name that is published has 52: one of the UN, with its other spellings in brackets."""

_MOST_INITIAL_PAIRS = 100
"""Initials times other words of a person's name. An initial may stand for most words of a list, so that a name of ten
initials and thirty common words takes seconds of a processor; with these two limits it is well below three."""


def unsearchable_reason(name: str, kind: EntityType) -> str | None:
    """Why no list can be searched for the name, or None if it can. A name of one letter or digit is too little."""
    ordinary = ordinary_words(name)
    if ordinary is not None and len(ordinary) <= _MOST_WORDS and not _remarkable().issuperset(ordinary):
        return None  # as most: nothing in it needs a second look
    if is_error_value(name):
        return (
            f"it is the error of a spreadsheet ({name.strip()}): the formula in its cell failed; give the name itself"
        )
    name = readings(name, is_person=kind is EntityType.PERSON)[0].text  # the first is the same for all
    if not name.isprintable() and any(unicodedata.category(one) in ("Cc", "Cs", "Co", "Cn") for one in name):
        return "it contains control characters or code points that are no characters"
    if not name.strip():
        return "it is empty"
    folded = fold(name)
    words = split_words(folded)
    if (reason := _too_long(words, kind)) is not None:
        return reason
    if not _SHORTENS.search(folded) and any(len(word) > 1 and word not in _remarkable() for word in words):
        return None
    if not words:
        return "it has no letters or digits"
    if len("".join(words)) < 2 and folded.isascii():
        return "it is a single letter or digit"
    return _names_nobody(name, words, kind)


def stands_for_no_name(text: str) -> bool:
    """Whether a text says, as a whole, that there is no name: N/A, unbekannt, 不明, or nothing but signs, if these
    are not what is left of letters."""
    words = split_words(fold(text))
    if not words:
        return text.isprintable() and not _LOST.search(text)
    return " ".join(words) in word_tables().placeholders


def _names_nobody(name: str, words: Sequence[str], kind: EntityType) -> str | None:
    """Why words that all may accompany names are no name by themselves."""
    tables = word_tables()
    if kind is EntityType.PERSON and len(words) > 1 and tables.particles.issuperset(words):
        return None  # two words that join others elsewhere are a name here: Van Le, An Il
    form = phrase_key(name) in tables.sole_forms
    if form or all((word,) in tables.sole_forms or word in tables.stop_words for word in words):
        return f"it is only a legal form or words that join others ({name.strip()})"
    if " ".join(words) in tables.placeholders:
        return f"it stands for a name that is not given ({name.strip()})"
    if kind in (EntityType.PERSON, EntityType.UNKNOWN) and all(_accompanies(word, tables) for word in words):
        return f"it is only a title or a particle ({name.strip()})"
    return None


def _too_long(words: Sequence[str], kind: EntityType) -> str | None:
    """Why a name would take too much work, counted and not timed, so that it is refused wherever it is asked."""
    advice = "send the name alone, and what else is known in its own field"
    if len(words) > _MOST_WORDS:
        return f"it is too long to search: {len(words)} words, at most {_MOST_WORDS}; {advice}"
    if kind not in (EntityType.PERSON, EntityType.UNKNOWN):
        return None
    initials = sum(len(word) == 1 and word.isalpha() for word in words)
    if initials * (len(words) - initials) > _MOST_INITIAL_PAIRS:
        return f"it is too long to search: {initials} initials among {len(words)} words; {advice}"
    return None


@kept_table
def _remarkable() -> frozenset[str]:
    """All words that may stand in a name that cannot be searched. One other word, and it can be."""
    tables = word_tables()
    phrases = [*tables.stop_words, *tables.placeholders, *tables.titles, *tables.particles]
    phrases += [word for form in tables.legal_forms for word in form]
    return frozenset(word for phrase in phrases for word in split_words(phrase))


def _accompanies(word: str, tables: WordTables) -> bool:
    """Whether a word only stands beside names and is none itself."""
    title = tables.titles.get(word)
    return word in tables.particles or (title is not None and not title.first_only)
