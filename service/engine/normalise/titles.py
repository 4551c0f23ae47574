"""A person's name without the titles around it, for comparing by sound."""

from __future__ import annotations

import re

from service.engine.normalise.text import fold
from service.engine.normalise.unspaced_text import glued_titles
from service.engine.normalise.words import word_tables

_ABBREVIATED = re.compile(r"(?:(?<=\s)|^)(?:г-н|г-жа|г-же|г-ну)(?=\s)", re.IGNORECASE)
_LEAST_LETTERS = 3


def _without_glued(text: str) -> str:
    if text.endswith(glued_titles()):
        for title in glued_titles():
            if text.endswith(title) and len(text) - len(title) >= _LEAST_LETTERS:
                return text[: -len(title)].rstrip()
    return text


def without_titles(text: str) -> str:
    """The name less titles and offices; the text itself if nothing else is left ("господин Петров" is "Петров")."""
    titles = word_tables().titles
    words = _ABBREVIATED.sub(" ", _without_glued(text.strip())).split()
    kept = []
    for at, word in enumerate(words):
        parts = [titles.get(fold(part.strip(".,"))) for part in word.split("-")]
        title = parts[0] if all(part is not None for part in parts) else None
        if title is None or (title.first_only and (at > 0 or len(words) < 3)):
            kept.append(word)
    return " ".join(kept) if kept else text
