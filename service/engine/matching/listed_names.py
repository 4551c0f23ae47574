"""Listed names that are found by the whole of a text: by which keys, and what the ways to find them ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from typing import Protocol

from service.engine.matching.backwards import words_key
from service.engine.matching.by_ear import listed_key
from service.engine.matching.cut_names import cut_keys
from service.engine.matching.filled_vowels import by_consonants
from service.engine.matching.misread_words import KnownWords
from service.engine.matching.without_vowels import NamesByConsonants


class FoundBy(Enum):
    """By which of its keys a listed name is found."""

    WORDS = "its words in the order of the alphabet"
    BEGINNING = "what a field of some width holds of it"
    SOUNDS = "its sounds"


@dataclass(frozen=True, slots=True)
class WholeNameKeys:
    """What a listed name is found by as a whole: its words in the order of the alphabet, what fields of each width hold
    of it, and its sounds if they tell enough."""

    words: str
    cut: tuple[str, ...]
    sounds: str | None


def whole_name_keys(text: str, *, is_person: bool) -> WholeNameKeys:
    """The keys of a listed name."""
    return WholeNameKeys(words_key(text), tuple(sorted(cut_keys(text, is_person=is_person))), listed_key(text))


class ListedNames(Protocol):
    """Listed names, each by all its words in the order of the alphabet, as `words_key` writes them."""

    @property
    def known(self) -> KnownWords:
        """The words of the names."""

    def with_word(self, word: str) -> Iterable[str]:
        """The names that have a word."""

    def with_both(self, word: str, other: str) -> list[str]:
        """The names that have two words."""

    def by_consonants(self) -> NamesByConsonants:
        """The names by what is left of them without vowels."""

    def sounds_by_consonants(self) -> Mapping[str, Sequence[str]]:
        """The sounds of the names by the sounds of their consonants."""


@dataclass(frozen=True)
class OneListedName:
    """A listed name that is compared with one asked. Its keys are worked out once they are needed."""

    text: str
    is_person: bool

    def is_found(self, by: FoundBy, key: str) -> bool:
        """Whether a key is the name's."""
        if by is FoundBy.WORDS:
            return key == self._words
        return key in self._cut if by is FoundBy.BEGINNING else key == self._sounds

    @cached_property
    def known(self) -> KnownWords:
        """Its words."""
        return KnownWords.of(self._words.split())

    def with_word(self, word: str) -> Iterable[str]:
        """The name, if it has a word."""
        return (self._words,) if word in self.known.words else ()

    def with_both(self, word: str, other: str) -> list[str]:
        """The name, if it has two words."""
        return [self._words] if {word, other} <= self.known.words else []

    def by_consonants(self) -> NamesByConsonants:
        """The name by what is left of it without vowels."""
        return NamesByConsonants.of((self._words,))

    def sounds_by_consonants(self) -> Mapping[str, Sequence[str]]:
        """The sounds of the name by the sounds of its consonants."""
        return by_consonants(() if self._sounds is None else (self._sounds,))

    @cached_property
    def _words(self) -> str:
        return words_key(self.text)

    @cached_property
    def _cut(self) -> frozenset[str]:
        return cut_keys(self.text, is_person=self.is_person)

    @cached_property
    def _sounds(self) -> str | None:
        return listed_key(self.text)


one_listed_name = lru_cache(maxsize=64)(OneListedName)
"""Kept, as a name is compared with each reading and each part of the one asked."""
