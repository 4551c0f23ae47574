"""What changed between two editions: entities added, removed, and changed field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from service.engine.model.entity import Entity, PartialDate
from service.engine.model.watchlist import Watchlist

_UNWATCHED = frozenset({"location"})
"""Where an entity stands in the file moves with every insertion and says nothing about it."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: what only the earlier edition says, and what only the later one does."""

    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityChange:
    """An entity that both editions have, and the fields in which they differ."""

    id: str
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed from one edition to another. Added and removed entities with their primary names."""

    watchlist: str
    from_sha256: str
    to_sha256: str
    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    changed: tuple[EntityChange, ...]


def difference(before: Watchlist, after: Watchlist) -> Difference:
    """Compare two editions of one watchlist, entity by entity."""
    old = {entity.id: entity for entity in before.entities}
    new = {entity.id: entity for entity in after.entities}
    return Difference(
        watchlist=after.id,
        from_sha256=before.sha256,
        to_sha256=after.sha256,
        added=tuple((key, _name(entity)) for key, entity in sorted(new.items()) if key not in old),
        removed=tuple((key, _name(entity)) for key, entity in sorted(old.items()) if key not in new),
        changed=tuple(_changes(old, new)),
    )


def _changes(old: dict[str, Entity], new: dict[str, Entity]) -> Iterator[EntityChange]:
    for key in sorted(old.keys() & new.keys()):
        found = tuple(_field_changes(old[key], new[key]))
        if found:
            yield EntityChange(key, _name(new[key]), found)


def _field_changes(old: Entity, new: Entity) -> Iterator[FieldChange]:
    for field in fields(Entity):
        left, right = getattr(old, field.name), getattr(new, field.name)
        if left == right or field.name in _UNWATCHED:
            continue
        before, after = Counter(_texts(left)), Counter(_texts(right))
        removed, added = tuple((before - after).elements()), tuple((after - before).elements())
        if not removed and not added:  # the same values in another order
            removed, added = tuple(_texts(left)), tuple(_texts(right))
        yield FieldChange(field.name, removed, added)


def _name(entity: Entity) -> str:
    return entity.names[0].text


def _texts(value: Any) -> Iterator[str]:
    """A field as lines for people: one for each of its values, each with what is set in it."""
    if value is None:
        return
    if isinstance(value, tuple):
        for item in value:
            yield ": ".join(map(_text, item)) if isinstance(item, tuple) else _text(item)
    else:
        yield _text(value)


def _text(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if is_dataclass(value) and not isinstance(value, PartialDate):
        return "; ".join(_parts(value))
    return str(value)


def _parts(value: Any) -> Iterator[str]:
    """The first field as it is, the others with their names; what is not set is left out."""
    for at, field in enumerate(fields(value)):
        content = getattr(value, field.name)
        if content is None or content == () or content is False or content == "":
            continue
        text = ", ".join(map(_text, content)) if isinstance(content, tuple) else _text(content)
        yield text if at == 0 else f"{field.name}: {text}"
