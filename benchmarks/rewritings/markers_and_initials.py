"""Names of which a marker hides letters, as on copies and hulls, and bodies of which words are written as initials."""

from __future__ import annotations

from random import Random

from benchmarks.rewritings.model import BODY, EVERYBODY, Kind, spelt

_BLOCKS = "█■▓●"
_LEAST_LETTERS = 4


def _block_over_a_letter(name: str, source: Random) -> str:
    """One letter of the longest word under a block."""
    longest = max(name.split(), key=len)
    at = source.randrange(len(longest))
    return name.replace(longest, longest[:at] + source.choice(_BLOCKS) + longest[at + 1 :], 1)


def _blocks_over_letters(name: str, source: Random) -> str:
    """One inner letter of every longer word under a block."""
    words = []
    for word in name.split():
        at = source.randrange(1, len(word) - 1) if len(word) > _LEAST_LETTERS else len(word)
        words.append(word[:at] + "█" + word[at + 1 :] if at < len(word) else word)
    return " ".join(words)


def _initial_for_a_word(name: str, source: Random) -> str:
    """One longer word of several as an initial."""
    return _with_initials(name, 1, source)


def _initials_for_two_words(name: str, source: Random) -> str:
    return _with_initials(name, 2, source)


def _with_initials(name: str, count: int, source: Random) -> str:
    words = name.split()
    long = [at for at, word in enumerate(words) if len(word) >= _LEAST_LETTERS and word.isalpha()]
    if len(words) < count + 2 or len(long) < count:
        return name
    for at in source.sample(long, count):
        words[at] = f"{words[at][0]}."
    return " ".join(words)


KINDS: tuple[Kind, ...] = (
    spelt("a block over a letter", EVERYBODY, _block_over_a_letter, own=True),
    spelt("an initial for a word of a body", (BODY,), _initial_for_a_word, own=True),
    spelt("a block over a letter of each word", EVERYBODY, _blocks_over_letters, own=True, held_back=True),
    spelt("initials for two words of a body", (BODY,), _initials_for_two_words, own=True, held_back=True),
)
