"""A person's name without the titles around it, for comparing by sound."""

from __future__ import annotations

import re
from functools import lru_cache

from service.engine.normalise.text import fold
from service.engine.normalise.unspaced_text import glued_titles
from service.engine.normalise.words import Title, word_tables

_ABBREVIATED = re.compile(r"(?:(?<=\s)|^)(?:г-н|г-жа|г-же|г-ну)(?=\s)", re.IGNORECASE)
_LEAST_LETTERS = 3
_LEAST_WORDS_BEHIND = 3
"""So many words has a name that a title may stand before which is a name too."""


def _without_glued(text: str) -> str:
    if text.endswith(glued_titles()):
        for title in glued_titles():
            if text.endswith(title) and len(text) - len(title) >= _LEAST_LETTERS:
                return text[: -len(title)].rstrip()
    return text


def without_titles(text: str) -> str:
    """The name less titles and offices; the text itself if nothing else is left ("господин Петров" is "Петров")."""
    written = _without_glued(text.strip())
    words = (_ABBREVIATED.sub(" ", written) if "-" in written else written).split()
    kept = []
    for at, word in enumerate(words):
        title = _title_of(word)
        if title is None or (title.first_only and (at > 0 or len(words) < _LEAST_WORDS_BEHIND)):
            kept.append(word)
    return " ".join(kept) if kept else text


@lru_cache(maxsize=1 << 14)
def _title_of(word: str) -> Title | None:
    """The title that a word is, or the first of several that hyphens join."""
    titles = [word_tables().titles.get(fold(part.strip(".,"))) for part in word.split("-")]
    return titles[0] if None not in titles else None
