"""Which words of two names differ."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from service.engine.normalise.scripts import scripts_in


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was written. `differs` if the other side does not have it."""

    text: str
    differs: bool


def mark_words(left: str, right: str) -> tuple[list[Word], list[Word]]:
    """The words of both sides, in their order. Case, accents and punctuation make no difference, nor does order: a
    word that one side has twice has to be there twice on the other. Nothing is marked between names that have no script
    in common: every word would be, and the lines of the score say which were heard as the same."""
    words, others = left.split(), right.split()
    if (scripts := scripts_in(left)) and (other_scripts := scripts_in(right)) and scripts.isdisjoint(other_scripts):
        return [Word(word, False) for word in words], [Word(word, False) for word in others]
    return _marked(words, others), _marked(others, words)


def _marked(words: list[str], others: list[str]) -> list[Word]:
    left_over = Counter(map(_plain, others))
    marked = []
    for word in words:
        plain = _plain(word)
        found = left_over[plain] > 0
        left_over[plain] -= found
        marked.append(Word(word, not found))
    return marked


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(one for one in decomposed if not unicodedata.combining(one))
    return re.sub(r"[^\w]", "", bare) or bare
