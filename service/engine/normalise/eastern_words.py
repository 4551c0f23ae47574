"""Words of bodies' names in Arabic, Persian, Hebrew, Korean and Chinese and what they mean, also as several words.

Beside the words of companies (`company_words.py`), which mean one thing each: `원자력` is "atomic energy". Words and
meanings are those of `tables/eastern_words.csv`. Arabic and Persian words are known with the article, with what is
written together with it, and with endings of gender, number and adjectives: `المقاتلة` is "combatant". Not handled:
broken plurals that the table does not hold, and Hebrew words with a letter written together (`company_words.py`).
"""

from __future__ import annotations

from functools import lru_cache

from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table

_ARTICLES = ("وال", "بال", "ال", "لل", "و", "ل", "ب")
_ENDINGS = ("يات", "های", "ها", "ات", "ين", "ون", "ان", "يه", "ية", "ه", "ة", "ي", "ی", "ى")
_SHORTEST_STEM = 3


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    rows = read_table("eastern_words.csv")
    return {fold(word): row["english"] for row in reversed(rows) for word in row["words"].split("|")}


@lru_cache(maxsize=4)
def known_words(first: str, last: str) -> frozenset[str]:
    """The words whose first letter is between two letters: those of a script that is written without blanks."""
    return frozenset(word for word in _words() if first <= word[0] <= last)


@lru_cache(maxsize=1 << 12)
def english_of_eastern(word: str, script: str) -> str | None:
    """The English for a folded word; nothing for small words, None for all that are not known."""
    words = _words()
    if word in words or script != "Arab":
        return words.get(word)
    bare = next((word[len(one) :] for one in _ARTICLES if word.startswith(one)), word)
    for text in dict.fromkeys((word, bare)):
        if len(text) >= _SHORTEST_STEM and text in words:
            return words[text]
        for ending in _ENDINGS:
            stem = text.removesuffix(ending)
            if stem != text and len(stem) >= _SHORTEST_STEM and stem in words:
                return words[stem]
    return None
