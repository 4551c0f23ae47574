"""Spelling variants that a list writes in brackets inside a name, multiplied out.

Japan's notices write `Igor(Ihor) PLOTNITSKY(PLOTNYTSKY/PLOTNYTSKYY)`: each bracket holds other spellings of the
word before it. The product of all choices is what the notice says; it is capped, because a name with six brackets
of four spellings each is 15,625 names, of which nobody asks for most.
"""

from __future__ import annotations

import re
from itertools import islice, product

MAX_VARIANTS = 64

# A word is what stands between blanks, commas and katakana middle dots; the bracket may follow after one blank.
_WORD = r"[^\s()（）・･,，=＝]+"
_PART = re.compile(
    rf"(?P<word>{_WORD})\s?[(（](?P<others>[^()（）]*)[)）]"
    rf"|(?P<plain>[^()（）]+?)(?={_WORD}\s?[(（]|\Z)"
)
_SEPARATOR = re.compile(r"\s*[/／]\s*")


def expand(text: str, limit: int = MAX_VARIANTS) -> tuple[str, ...]:
    """All spellings of a name with bracketed variants, at most `limit`; the one outside all brackets comes first.

    Returns the text alone when there are no brackets or when they do not pair up.
    """
    choices = _choices(text)
    if choices is None:
        return (_tidy(text),)
    spelled = ("".join(parts) for parts in islice(product(*choices), limit))
    return tuple(dict.fromkeys(_tidy(name) for name in spelled))


def _choices(text: str) -> list[tuple[str, ...]] | None:
    choices: list[tuple[str, ...]] = []
    position = 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None:
            return None
        if match["word"] is not None:
            choices.append((match["word"], *filter(None, _SEPARATOR.split(match["others"].strip()))))
        else:
            choices.append((match["plain"],))
        position = match.end()
    return choices


def _tidy(text: str) -> str:
    return " ".join(text.split())
