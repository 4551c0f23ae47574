"""The words of a folded text, and which of them are syllables of Han or Hangul."""

from __future__ import annotations

import unicodedata

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.text import fold, is_ordinary


class _WordTable(dict[int, str]):
    """Blanks for everything that is no letter, mark or digit; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        keeps = unicodedata.category(character)[0] in "LNM"
        kept = self[code] = character if keeps else " "
        return kept


_WORDS = _WordTable()
HAN_OR_HANGUL = lazy_pattern(r"[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]")
KANA = lazy_pattern(r"[\u3040-\u30ff]")


def split_words(folded: str) -> list[str]:
    """The words of a folded text: runs of letters, marks and digits."""
    return folded.translate(_WORDS).split()


def plain_words(text: str) -> str:
    """The folded words of a text with single blanks between, whatever kind of name it is."""
    if is_ordinary(text):
        return text.lower()
    return " ".join(split_words(fold(text)))


def ascii_words(text: str) -> list[str]:
    """The folded words of a text in ASCII, of an ordinary one without folding it; none of another text."""
    if is_ordinary(text):
        return text.lower().split(" ")
    return split_words(fold(text)) if text.isascii() else []


def expand_syllables(words: list[str]) -> list[str]:
    """Han and Hangul words as single syllables; a word with kana stays whole, as its parts are not names."""
    result: list[str] = []
    for word in words:
        if not word.isascii() and HAN_OR_HANGUL.search(word) and not KANA.search(word):
            result.extend(word)
        else:
            result.append(word)
    return result
