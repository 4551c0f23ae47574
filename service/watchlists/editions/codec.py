"""Frozen dataclasses to plain JSON values and back, driven by their fields.

JSON and not pickle: whatever somebody puts into the data directory, reading it runs no code. Rows are positional, so
a fingerprint of the fields has to be kept beside them; `shape_of` gives it.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Step = Callable[[Any], Any]


def encode(value: object) -> Any:
    """A value as lists, texts and numbers. Dataclasses become rows in the order of their fields, sets of texts or
    numbers lists in order."""
    return _encoder(cast(Any, type(value)))(value)


def decode(kind: type[T], row: Any) -> T:
    """The value again; texts, tuples of texts and dates that are the same are one object, as a list says many things of
    many entities. Raises TypeError, ValueError or IndexError for a row that does not fit."""
    step = _Decoder().step(kind)
    return cast(T, row if step is None else step(row))


def decoder_of(kind: type[T]) -> Callable[[Any], T]:
    """What decodes many rows of one kind, one after the other. It uses up the row."""
    step = _Decoder().step(kind)
    return cast(Callable[[Any], T], step)


def shape_of(kind: type) -> str:
    """The fields of a dataclass and of those inside it, as one text that changes when any of them does."""
    seen: dict[str, str] = {}
    _collect(kind, seen)
    return ";".join(f"{name}({shape})" for name, shape in sorted(seen.items()))


@cache
def _encoder(kind: type) -> Step:
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))
        return lambda value: [encode(getattr(value, name)) for name in names]
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, (date, datetime)):
        return lambda value: value.isoformat()
    if issubclass(kind, tuple):
        return lambda value: [encode(item) for item in value]
    if issubclass(kind, frozenset):
        return sorted
    return lambda value: value


class _Decoder:
    """The steps that read a kind of value, and the values that they have read so far and may meet again."""

    def __init__(self) -> None:
        self._steps: dict[Any, Step | None] = {}
        self._texts: dict[str, str] = {}
        self._tuples: dict[tuple[str, ...], tuple[str, ...]] = {}

    def step(self, hint: Any) -> Step | None:
        """How to read a hint, or None where the JSON value is the value."""
        if hint not in self._steps:
            self._steps[hint] = self._made(hint)
        return self._steps[hint]

    def _made(self, hint: Any) -> Step | None:
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            return self._optional(hint)
        if origin is tuple:
            return self._tuple(get_args(hint))
        if origin is frozenset:
            return frozenset
        if origin is Sequence:
            return self._tuple((*get_args(hint), ...))
        if hint is str:
            kept = self._texts.setdefault
            return lambda text: kept(text, text)
        if not isinstance(hint, type):
            return None
        if is_dataclass(hint):
            return self._dataclass(hint)
        if issubclass(hint, Enum):
            members = {member.value: member for member in hint}
            return members.__getitem__
        if issubclass(hint, (date, datetime)):
            return cache(hint.fromisoformat)
        return None

    def _optional(self, hint: Any) -> Step | None:
        inner = [item for item in get_args(hint) if item is not type(None)]
        step = self.step(inner[0])
        if step is None or inner[0] is str:
            return step  # no text at all is the same everywhere, too
        return lambda value: None if value is None else step(value)

    def _tuple(self, inner: tuple[Any, ...]) -> Step:
        steps = [self.step(item) for item in inner if item is not Ellipsis]
        if inner[-1] is not Ellipsis:
            pairs = tuple(steps)
            return lambda row: tuple(
                item if step is None else step(item) for step, item in zip(pairs, row, strict=True)
            )
        each = steps[0]
        if each is None:
            return tuple
        if inner[0] is not str:
            return lambda row: tuple(map(each, row)) if row else ()
        return self._texts_of

    def _texts_of(self, row: list[str]) -> tuple[str, ...]:
        texts = tuple([self._texts.setdefault(text, text) for text in row])
        return self._tuples.setdefault(texts, texts)

    def _dataclass(self, kind: type) -> Step:
        hints = _hints(kind)
        steps = [self.step(hints[field.name]) for field in fields(kind)]
        special = tuple((at, step) for at, step in enumerate(steps) if step is not None)
        size = len(steps)

        def build(row: list[Any]) -> Any:
            if len(row) != size:
                raise ValueError(f"{kind.__name__} has {size} fields, got {len(row)}")
            for at, step in special:
                row[at] = step(row[at])
            return kind(*row)

        return build


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The types of a dataclass's fields, which take long to work out."""
    return get_type_hints(kind)


def _collect(kind: Any, seen: dict[str, str]) -> None:
    for inner in get_args(kind):
        _collect(inner, seen)
    if isinstance(kind, type) and is_dataclass(kind) and kind.__name__ not in seen:
        hints = _hints(kind)
        seen[kind.__name__] = ",".join(f"{field.name}:{hints[field.name]}" for field in fields(kind))
        for hint in hints.values():
            _collect(hint, seen)
