"""How often each field of a format is filled: elements and attributes, headings, keys.

Readers find fields by their names, so a publisher who renames one takes it away without a word. The counts of two
editions tell (see `editions.gates`). They are taken where files are read, and not by each reader: whoever wants them
collects them around the reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from lxml import etree

_collected: ContextVar[Counter[str | tuple[str, str]] | None] = ContextVar("collected", default=None)
"""By name, and for XML by tag, or tag and attribute, with their namespaces."""
_DEEPEST = 8


@contextmanager
def collected_fields() -> Iterator[Counter[str]]:
    """What is read inside this block is counted once the block is left; a file that is read twice counts twice."""
    counts: Counter[str] = Counter()
    found: Counter[str | tuple[str, str]] = Counter()
    token = _collected.set(found)
    try:
        yield counts
    finally:
        _collected.reset(token)
        for name, number in found.items():
            counts[name if isinstance(name, str) else "@".join(map(_local, name)).removesuffix("@")] += number


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def count_elements(record: etree._Element) -> None:
    """Count what is filled in a record: `tag`, and `tag@attribute`."""
    counts = _collected.get()
    if counts is None:
        return
    for node in record.iter(etree.Element):
        tag = str(node.tag)
        if len(node) or ((text := node.text) and not text.isspace()):
            counts[tag, ""] += 1
        for name, value in node.items():
            if value:
                counts[tag, str(name)] += 1


def count_cells(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Count the cells that are filled under each heading."""
    counts = _collected.get()
    if counts is None:
        return
    filled = [0] * len(headings)
    for row in rows:
        for place, cell in zip(range(len(filled)), row, strict=False):
            if cell != "" and cell is not None:
                filled[place] += 1
    for heading, number in zip(headings, filled, strict=True):
        if name := " ".join(heading.split()):
            counts[name] += number


def count_keys(value: Any) -> None:
    """Count the keys that have a value in a JSON value, whatever they stand in."""
    counts = _collected.get()
    if counts is not None:
        _count_keys(value, counts, _DEEPEST)


def _count_keys(value: Any, counts: Counter[str | tuple[str, str]], deeper: int) -> None:
    if isinstance(value, dict):
        counts.update(str(name) for name, inner in value.items() if inner not in (None, "", [], {}))
        inner_values: Iterable[Any] = value.values()
    else:
        inner_values = value
    for inner in inner_values:
        if deeper and isinstance(inner, dict | list):
            _count_keys(inner, counts, deeper - 1)
