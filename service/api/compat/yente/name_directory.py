"""Names of listed entities, to be looked up by words and beginnings of words, as a search box does.

Unlike a screening this finds only what is written as it was typed; case, accents and punctuation do not matter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from service.engine.model.entity import Entity
from service.engine.normalise.names import split_words
from service.engine.normalise.text import fold


@dataclass(frozen=True, slots=True)
class Found:
    """An entity with the words that were looked for. `whole` if one of its names has no other words."""

    entity: Entity
    whole: bool


class NameDirectory:
    """All names of many entities."""

    def __init__(self, entities: Sequence[Entity], words: Sequence[str], postings: Sequence[frozenset[int]]) -> None:
        self._entities, self._words, self._postings = entities, words, postings

    @classmethod
    def build(cls, entities: Iterable[Entity]) -> NameDirectory:
        """From all names of all entities."""
        kept = tuple(entities)
        postings: dict[str, set[int]] = {}
        for number, entity in enumerate(kept):
            for word in {word for name in entity.names for word in words_of(name.text)}:
                postings.setdefault(word, set()).add(number)
        words = sorted(postings)
        return cls(kept, words, [frozenset(postings[word]) for word in words])

    @property
    def entities(self) -> Sequence[Entity]:
        """All of them."""
        return self._entities

    def find(self, text: str, *, prefix: bool) -> list[Found]:
        """Entities whose names have all words of a text, the best first; with `prefix` its last word may go on."""
        words = words_of(text)
        if not words:
            return []
        some = [self._with(word, prefix=prefix and word is words[-1]) for word in words]
        numbers = frozenset.intersection(*some)
        asked = sorted(words)
        found = [Found(self._entities[number], _is_whole(self._entities[number], asked)) for number in numbers]
        return sorted(found, key=lambda one: (not one.whole, len(one.entity.names[0].text), one.entity.id))

    def _with(self, word: str, *, prefix: bool) -> frozenset[int]:
        start = bisect_left(self._words, word)
        if not prefix:
            there = start < len(self._words) and self._words[start] == word
            return self._postings[start] if there else frozenset()
        stop = start + sum(1 for _ in takewhile(lambda one: one.startswith(word), self._words[start:]))
        return frozenset().union(*self._postings[start:stop])


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return list(split_words(fold(text)))


def _is_whole(entity: Entity, words: Sequence[str]) -> bool:
    return any(sorted(words_of(name.text)) == words for name in entity.names)
