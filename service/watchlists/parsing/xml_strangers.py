"""Elements that are made like a record and have another name: left alone they would be lost without a word.

A reader goes by the names of records. If a publisher, or a damage, gives one or all of them another name, what stands
there still has the parts of a record; such a file is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from service.watchlists.errors import UnreadableFileError

_LEARNT = 500
"""Records that are looked at for their parts. Each is looked at until then, as some have few."""

_ALIKE = 2
"""Parts that an element has in common with records. One alone, such as an id or a name, many elements have."""


class Strangers:
    """What was met outside records while a file was read."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._parts: set[str] = set()
        self._learnt = 0
        self._met: dict[tuple[str, frozenset[str]], int] = {}

    def learn(self, record: etree._Element) -> None:
        """Remember of what parts records are made."""
        if self._learnt < _LEARNT:
            self._learnt += 1
            self._parts.update(map(_local, record.iterchildren(etree.Element)))

    def meet(self, element: etree._Element) -> None:
        """Remember an element if it is neither a record nor empty."""
        if len(element) >= _ALIKE and isinstance(element.tag, str) and (name := _local(element)) not in self._names:
            parts = frozenset(map(_local, element.iterchildren(etree.Element)))
            line = element.sourceline
            self._met.setdefault((name, parts), line if isinstance(line, int) else 0)

    def look_below(self, root: etree._Element) -> None:
        """Meet all that is left at the end of a file."""
        for element in root.iterdescendants(etree.Element):
            self.meet(element)

    def refuse(self, path: Path) -> None:
        """Raise UnreadableFileError for the first element that was made like a record."""
        for (name, parts), line in self._met.items():
            alike = len(parts & self._parts)
            if alike >= _ALIKE and 2 * alike >= len(parts):
                expected = f"{' or '.join(self._names)} elements"
                got = f"<{name}>, which has parts of one: {', '.join(sorted(parts & self._parts)[:5])}"
                raise UnreadableFileError(path.name, f"line {line}", expected, got)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
