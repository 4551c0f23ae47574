"""Names of listed entities, to be looked up by words and beginnings of words, as a search box does.

Unlike a screening this finds only what is written as it was typed; case, accents and punctuation do not matter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from service.engine.model.entity import Entity
from service.engine.normalise.names import split_words
from service.engine.normalise.text import fold

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """An entity with the words that were looked for. `whole` if one of its names has no other words."""

    entity: Entity
    whole: bool


class NameDirectory:
    """All names of many entities. Sets of numbers are places among `entities`."""

    def __init__(
        self,
        entities: Sequence[Entity],
        words: Sequence[str],
        postings: Sequence[frozenset[int]],
        whole: Mapping[str, Sequence[int]],
    ) -> None:
        self._entities, self._words, self._postings, self._whole = entities, words, postings, whole

    @classmethod
    def build(cls, entities: Iterable[Entity]) -> NameDirectory:
        """From all names of all entities."""
        kept = tuple(entities)
        postings: dict[str, set[int]] = {}
        whole: dict[str, list[int]] = {}
        for number, entity in enumerate(kept):
            names = {tuple(sorted(words_of(name.text))) for name in entity.names} - {()}
            for words in names:
                whole.setdefault(" ".join(words), []).append(number)
            for word in {word for words in names for word in words}:
                postings.setdefault(word, set()).add(number)
        words_found = sorted(postings)
        return cls(kept, words_found, [frozenset(postings[word]) for word in words_found], whole)

    @property
    def entities(self) -> Sequence[Entity]:
        """All of them."""
        return self._entities

    def find(self, text: str, *, prefix: bool) -> list[Found]:
        """Entities whose names have all words of a text, the best first; with `prefix` its last word may go on."""
        words = words_of(text)
        if not words:
            return []
        *others, last = words
        numbers = frozenset.intersection(self._with(last, prefix=prefix), *map(self._with, others))
        whole = self.whole(words)
        found = [Found(self._entities[number], number in whole) for number in numbers]
        return sorted(found, key=lambda one: (not one.whole, len(one.entity.names[0].text), one.entity.id))

    def whole(self, words: Iterable[str]) -> frozenset[int]:
        """The entities with a name of just these words, in any order."""
        return frozenset(self._whole.get(" ".join(sorted(words)), ()))

    def with_words(self, words: Sequence[str], *, prefix: bool) -> frozenset[int]:
        """The entities whose names have all of these words, or with `prefix` words that begin with them."""
        return frozenset.intersection(*(self._with(word, prefix=prefix) for word in words)) if words else _NONE

    def _with(self, word: str, *, prefix: bool = False) -> frozenset[int]:
        start = bisect_left(self._words, word)
        if not prefix:
            there = start < len(self._words) and self._words[start] == word
            return self._postings[start] if there else _NONE
        stop = start + sum(
            1 for _ in takewhile(lambda at: self._words[at].startswith(word), range(start, len(self._words)))
        )
        return _NONE.union(*self._postings[start:stop])


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return list(split_words(fold(text)))
