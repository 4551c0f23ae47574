"""Has the copy of the anchors all that the database has? One that was deleted or shortened proves nothing any more."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from service.audit.anchors import AnchorFile
from service.audit.chain import SIGNED
from service.audit.link import Link
from service.audit.verdict import Findings

_COPIED_WITHIN_SECONDS = 1.0


@dataclass(slots=True)
class CopyCheck:
    """Gathers the anchors of chains as their events go by, and at the end looks for them in the copy.

    The last anchor of a chain may be missing: its process may have been killed before it was copied. Of a database that
    several machines share, each keeps the anchors of its own chains (`shared`), so chains that are not in the copy at
    all are no fault there.
    """

    findings: Findings
    file: AnchorFile
    shared: bool = False
    _anchors: dict[str, list[int]] = field(default_factory=dict)

    def look(self, links: Sequence[Link]) -> None:
        """Gather the anchors among these events."""
        for link in links:
            if link.kind in SIGNED:
                self._anchors.setdefault(link.writer, []).append(link.number)

    def finish(self) -> None:
        """Compare, once more after a second: what was just written may be on its way."""
        missing = self._missing()
        if missing:
            time.sleep(_COPIED_WITHIN_SECONDS)
            missing = self._missing()
        for writer, number in missing:
            detail = (
                f"the copy of the anchors ({self.file.path.name}) has none of this event: it was deleted or shortened"
            )
            self.findings.add(detail, writer, number)

    def _missing(self) -> list[tuple[str, int]]:
        copied = {(anchor.writer, anchor.number) for anchor in self.file.anchors()}
        writers = {writer for writer, _ in copied}
        return list(self._not_in(copied, writers))

    def _not_in(self, copied: set[tuple[str, int]], writers: set[str]) -> Iterator[tuple[str, int]]:
        for writer, numbers in self._anchors.items():
            if self.shared and writers and writer not in writers:
                continue
            for number in numbers[:-1]:
                if (writer, number) not in copied:
                    yield writer, number
