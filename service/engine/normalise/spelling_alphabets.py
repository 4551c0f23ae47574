"""Names spelt letter by letter as over the telephone: "Tango Echo Sierra Tango", "T as in Tango", "T wie Theodor"; or
with the names of the letters, as they are read aloud: "tee ee ess tee".

Every word stands for its first letter, or for the letters that the table gives it. Source:
`tables/spelling_alphabets.csv`. Not handled: alphabets that are not in the table (kana by words: 朝日のア), and names
of fewer than six letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.text import fold
from service.engine.normalise.word_splitting import split_words
from service.engine.normalise.words import read_table

_LEAST_LETTERS = 6
"""So many words of an alphabet are no name by chance: of five there are people (Anton Julius Otto Richard Emil)."""
_UNKNOWN_IN = 6
"""One word in so many may be misspelt or of another alphabet."""
_LEAST_NAMES_OF_LETTERS = 3
_LEAST_TOGETHER = 4
"""So many words of alphabets one after the other are a name spelt, beside names that are not."""
_BETWEEN, _NAMES_OF_LETTERS = "between", "letters_"
_AS_IN = lazy_pattern(
    r"(?<![^\W_])([^\W\d_])[,:]?\s+(?:as\s+in|as|for|like|in|wie|comme|come|de|como|van|als|som|как)\s+"
    r"(x[- ]ray|[^\W\d_]{2,})(?![^\W_])[.,;]*\s*",
    re.IGNORECASE,
)
_LEAST_TOLD = 2
_DOUBLE = lazy_pattern(
    r"\s*(?<![^\W_])(?:double|doppel|doppelt|doble|doppia|doppio|dubbel|dubbele|podwójne|двойн(?:ое|ая))"
    r"[\s-]([^\W\d_])(?![^\W_])\s*",
    re.IGNORECASE,
)
"""In a word, not before one: a word that begins with two equal letters is written together with the one before it."""


def may_be_spelt(text: str) -> bool:
    """Whether a text has words enough to be a name spelt letter by letter, and half of them from an alphabet. Next to
    no name has so many words, so this is quick."""
    if text.count(" ") < _LEAST_LETTERS - 1 and text.count("-") < _LEAST_LETTERS - 1:
        return False
    words = split_words(fold(text))
    return 2 * len(_single_words().intersection(words)) >= len(set(words)) or _AS_IN.search(text) is not None


def told_letters(text: str) -> str | None:
    """A text in which letters are told by words ("Testan E as in Echo, X as in X-ray"), with the letters written
    together; None for most texts."""
    if not may_be_spelt(text):
        return None
    told = _AS_IN.findall(text)
    if len(told) >= _LEAST_TOLD and all(letter.casefold() == word[0].casefold() for letter, word in told):
        return _AS_IN.sub(r"\1", text)
    words = split_words(fold(text))
    return _letters(words) if sum(map(_is_said_again, pairwise(words))) >= _LEAST_TOLD else None


def spelt_letters(text: str) -> str | None:
    """The letters of a text that is nearly all words of alphabets, with blanks where a word says so; None for most
    texts."""
    return _letters(split_words(fold(text))) if may_be_spelt(text) else None


def partly_spelt(text: str) -> str | None:
    """A text of which some words stand as they are and others are spelt: "Zora Echo Xray Alfa Mike" is Zora Exam. None
    for most texts."""
    if not may_be_spelt(text):
        return None
    known = _single_words()
    runs = [(is_known, list(run)) for is_known, run in groupby(split_words(fold(text)), known.__contains__)]
    found = [(_letters_of(run) if is_known else None) or " ".join(run) for is_known, run in runs]
    return " ".join(found) if len(runs) > 1 else None


def with_doubled_letters(text: str) -> str | None:
    """A text in which "double" or the like before a letter stands for that letter twice: "Ha double s an" is Hassan.
    None for most texts."""
    found = _DOUBLE.sub(r"\1\1", text)
    return None if found == text else found


def _letters_of(run: Sequence[str]) -> str | None:
    """The letters of some words of alphabets that stand together; None for few."""
    known = _alphabets()[0]
    if sum(len(word) > 1 for word in run) < _LEAST_TOGETHER:
        return None
    return "".join(known.get(word, word[0]) for word in run)


def _letters(words: list[str]) -> str | None:
    known, longest = _alphabets()
    found, at, unknown = [], 0, 0
    while at < len(words):
        span = next((n for n in range(longest, 0, -1) if " ".join(words[at : at + n]) in known), 0)
        said = known[" ".join(words[at : at + span])] if span else words[at][0]
        unknown += not span and len(words[at]) > 1
        if len(words[at]) > 1 or not _is_said_again((words[at], *words[at + 1 : at + 2])):
            found.append(said)
        at += span or 1
    letters = "".join(found)
    enough = len(letters.replace(" ", "")) >= _LEAST_LETTERS and unknown * _UNKNOWN_IN <= len(found)
    long = [word for word in words if len(word) > 1]
    if not unknown and len(long) >= _LEAST_NAMES_OF_LETTERS and _names_of_letters().issuperset(long):
        return letters if enough else None  # vowels are their own names: te e ese te a ene
    return letters if enough and len(long) >= _LEAST_LETTERS else None


def _is_said_again(words: Sequence[str]) -> bool:
    """Whether a letter stands before the word that stands for it: "T Tango", but not "e ef"."""
    if not (len(words[0]) == 1 < len(words) and len(words[1]) > 1 and words[1][0] == words[0]):
        return False
    return words[1] not in _names_of_letters()


@lru_cache(maxsize=1)
def _alphabets() -> tuple[dict[str, str], int]:
    """What each word of any alphabet stands for, a blank for words that stand between, and the most words of one."""
    found: dict[str, str] = {}
    for row in read_table("spelling_alphabets.csv"):
        for entry in row["words"].split("|"):
            word, _, letters = entry.partition(":")
            plain = " ".join(split_words(fold(word)))
            found[plain] = " " if row["alphabet"] == _BETWEEN else letters or plain[0]
    return found, max(word.count(" ") + 1 for word in found)


@lru_cache(maxsize=1)
def _names_of_letters() -> frozenset[str]:
    rows = [
        row["words"] for row in read_table("spelling_alphabets.csv") if row["alphabet"].startswith(_NAMES_OF_LETTERS)
    ]
    return frozenset(word for words in rows for word in split_words(fold(re.sub(r":[^|]*", "", words))))


@lru_cache(maxsize=1)
def _single_words() -> frozenset[str]:
    """The words that may occur in a name spelt: those of all alphabets, and single letters."""
    return frozenset(word for words in _alphabets()[0] for word in words.split()) | frozenset(
        "abcdefghijklmnopqrstuvwxyz"
    )
