"""Entities that are made once somebody looks at them: a command that screens one name looks at a few of 40,000."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import overload

from service.engine.model.entity import Entity


class LazyEntities(Sequence[Entity]):
    """A sequence of entities of which the ids are known. Each is made once. Only for one thread."""

    def __init__(self, ids: Sequence[str], make: Callable[[int], Entity]) -> None:
        """`make` gives the entity at a place."""
        self.ids, self._make = ids, make
        self._made: dict[int, Entity] = {}

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Entity: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Entity, ...]: ...

    def __getitem__(self, place: int | slice) -> Entity | tuple[Entity, ...]:
        if isinstance(place, slice):
            return tuple(self[at] for at in range(*place.indices(len(self))))
        at = range(len(self))[place]
        found = self._made.get(at)
        if found is None:
            found = self._made[at] = self._make(at)
        return found


def ids_of(entities: Sequence[Entity]) -> Sequence[str]:
    """The ids of some entities, in order. None is made for that."""
    return entities.ids if isinstance(entities, LazyEntities) else [entity.id for entity in entities]


def joined(parts: Sequence[Sequence[Entity]]) -> Sequence[Entity]:
    """All of these entities in one sequence."""
    if not any(isinstance(part, LazyEntities) for part in parts):
        return tuple(chain.from_iterable(parts))
    places = [(part, at) for part in parts for at in range(len(part))]
    ids = [one for part in parts for one in ids_of(part)]

    def make(at: int) -> Entity:
        part, place = places[at]
        return part[place]

    return LazyEntities(ids, make)
