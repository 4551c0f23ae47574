"""Words that everybody knows and that the lists of sanctions hardly have: how often they are met, by their table.

The counts of words come from names on lists (`tables/word_counts.csv`), where small words are left out, legal forms are
taken off, and hardly anybody is called John. What was never counted there is rare only if no table has it.
"""

from __future__ import annotations

from collections.abc import Iterable

from service.common.kept_tables import kept_table
from service.engine.normalise.words import WordTables, read_table, word_tables

_SMALL, _FORM, _GIVEN, _SHARED = 300.0, 100.0, 12.0, 7.0
"""How many of 10,000 names have such a word at least: one that joins others, one of a legal form, a given name, a
common word of bodies. The last two are the lower quarter of those words of their tables that were counted."""
_LEAST_LETTERS = 4
"""Shorter legal forms are names too where they stand alone (ASC, NPC)."""


@kept_table
def common_words() -> dict[str, float]:
    """Words of the tables with how many of 10,000 names have them; the highest number of a word counts."""
    tables = word_tables()
    found: dict[str, float] = {}
    for words, often in _kinds(tables):
        found.update((word, max(often, found.get(word, 0.0))) for word in words)
    return found


def _kinds(tables: WordTables) -> Iterable[tuple[Iterable[str], float]]:
    yield tables.generic_words, _SHARED
    for names in (tables.same_given, tables.cousin_given, tables.short_given):
        yield names, _GIVEN
    long = [form for form in tables.legal_forms if min(map(len, form)) >= _LEAST_LETTERS]
    yield (word for form in long for word in form), _SHARED
    yield (form[0] for form in long if len(form) == 1), _FORM
    small = tables.stop_words | tables.particles | tables.small_words
    yield small - tables.eastern_family_names - _syllables(), _SMALL


def _syllables() -> frozenset[str]:
    """Syllables of Korean given names: Kim Il is nobody's "the"."""
    return frozenset(word for row in read_table("korean_syllables.csv") for word in row["spellings"].split())
