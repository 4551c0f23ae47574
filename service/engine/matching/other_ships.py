"""Ships that have a listed ship's name beside an ordinary word of ships' names: BLUE HORIZON is not HORIZON.

A ship's name of one word stands beside words of ships' papers and keeps its meaning (`normalise/ship_texts.py`); beside
a word that ships are called by, or behind a place or a given name, it makes another name.
"""

from __future__ import annotations

from service.engine.matching.alignment import Alignment
from service.engine.normalise.names import Kind, PreparedName
from service.engine.normalise.ship_words import words_of_ships
from service.engine.normalise.words import word_tables


def is_of_another_ship(query: PreparedName, listed: PreparedName, alignment: Alignment) -> bool:
    """Whether a listed name of one word stands in the asked one next to a word that makes another ship's name of it."""
    if len(listed.tokens) != 1 or len(alignment.pairs) != 1 or not alignment.query_left:
        return False
    pair = alignment.pairs[0]
    return any(
        _makes_another(query, at, is_before=at < pair.q_first)
        for at in (pair.q_first - 1, pair.q_end)
        if at in alignment.query_left
    )


def _makes_another(query: PreparedName, at: int, *, is_before: bool) -> bool:
    word, kind = query.tokens[at], query.kinds[at]
    if kind is Kind.PLACE and is_before:
        return True
    return word in words_of_ships() or (kind is Kind.NAME and word in word_tables().same_given)
