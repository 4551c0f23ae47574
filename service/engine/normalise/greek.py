"""Words of bodies' names in Greek and what they mean, whatever their ending.

`στρατός`, `στρατού` and `στρατών` are "army". Words and meanings are those of `tables/greek_words.csv`. Compounds that
the table does not hold stay unknown.
"""

from __future__ import annotations

from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table

_SHORTEST_BEGINNING = 4
"""Shorter words are looked up as a whole, or with an ending of a noun behind three letters."""
_SHORTEST_NOUN = 3
_LONGEST_ENDING = 6
_ENDING = lazy_pattern(
    "(?:οσ|ου|ο|οι|ων|ουσ|ον|η|ησ|ην|εσ|ασ|α|αν|ατοσ|ατα|ατων|ι|ιον|ιου|ια|ιασ|ιων|ιεσ|εωσ|εισ|εων|εια|ειασ|ειο|ειου|ειων|εασ|εα|"
    "υσ|υ|ματοσ|ματα|ματων|μα|ισ|τεσ|των|τησ|τη|ιδων|ιδεσ|σ)?"
)
_NOUN_ENDING = lazy_pattern("(?:οσ|ου|ο|οι|ων|ουσ|η|ησ|εσ|ασ|α)")


@lru_cache(maxsize=1)
def _beginnings() -> dict[str, str]:
    return {fold(row["beginning"]): row["english"] for row in read_table("greek_words.csv")}


@lru_cache(maxsize=1 << 12)
def english_of_greek(word: str) -> str | None:
    """The English for a folded word; nothing for small words, None for all that are not known."""
    words = _beginnings()
    if word in words:
        return words[word]
    for end in range(len(word) - 1, max(_SHORTEST_NOUN, len(word) - _LONGEST_ENDING) - 1, -1):
        ending = _ENDING if end >= _SHORTEST_BEGINNING else _NOUN_ENDING
        if word[:end] in words and ending.fullmatch(word[end:]) is not None:
            return words[word[:end]]
    return None
