"""Whether it is worth searching a text at all."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuickLook:
    """A sign, or one of some words whatever their case: what there is nothing to find without.

    Most names have neither, so this is quick: to search for words whatever their case takes five times as long.
    """

    sign: re.Pattern[str]
    ascii_words: tuple[str, ...]
    """In small letters, for texts of ASCII."""
    words: re.Pattern[str]
    """For all other texts."""

    def finds(self, text: str) -> bool:
        """Whether the text has one of them."""
        if self.sign.search(text) is not None:
            return True
        if not text.isascii():
            return self.words.search(text) is not None
        small = text.lower()
        return any(word in small for word in self.ascii_words)
