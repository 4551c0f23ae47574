"""How often the chain is signed, with which key, and where a copy of the signatures is kept.

The copy lies outside of the database: whoever can change the database can cut off its last events together with the
anchors over them, but does not reach this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import structlog

from service.audit.link import canonical
from service.audit.signing import Anchor, Signer, signer_from

log = structlog.get_logger("sekisho")


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """JSON lines, one an anchor, only ever added to. Several processes may share it."""

    path: Path

    def add(self, anchors: Sequence[Anchor]) -> None:
        """Add anchors. They are in the database already, so if the copy cannot be written that is only logged."""
        lines = "".join(canonical(asdict(anchor)) + "\n" for anchor in anchors)
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(lines)
        except OSError as error:
            log.error("anchor_not_copied", reason=error.strerror, file=str(self.path))

    def anchors(self) -> Iterator[Anchor]:
        """All anchors in the file, but for a line cut short at the end. Raises ValueError naming a bad line."""
        if not self.path.exists():
            return
        for number, line in enumerate(self.path.read_text(encoding="utf-8").split("\n")[:-1], 1):
            try:
                yield Anchor(**json.loads(line))
            except (ValueError, TypeError) as error:
                raise ValueError(f"{self.path}, line {number}: expected an anchor, got {error}") from None


@dataclass(frozen=True, slots=True)
class Anchoring:
    """Who signs, how often (in seconds, if there is anything new), and where a copy is kept, if anywhere."""

    signer: Signer = field(default_factory=Signer)
    seconds: float = 60.0
    copy: AnchorFile | None = None

    def publish(self, anchors: Sequence[Anchor]) -> None:
        """Copy anchors that are in the database."""
        if self.copy is not None:
            self.copy.add(anchors)


def anchoring_in(folder: Path, *, key: Path | None = None, seconds: float) -> Anchoring:
    """With the key and the copy in a folder, or with a key that lies elsewhere. Raises RecordsUnavailable."""
    return Anchoring(signer_from(key or folder / "audit-key.pem"), seconds, AnchorFile(folder / "audit-anchors.jsonl"))
