"""How often the chain is signed, with which key, and where a copy of the signatures is kept.

The copy lies outside of the database: whoever can change the database can cut off its last events together with the
anchors over them, but does not reach this file.
"""

from __future__ import annotations

import json
import os
import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

from service.audit.link import canonical, is_place
from service.audit.signing import Anchor, Signer, signer_from
from service.common.logging import Logger

FILE = "audit-anchors.jsonl"
_BEGIN, _END = "{}"
"""Anchors hold no other objects, so that this is the end of a whole line and of none that was cut."""
_MOST_ANSWERED = 64 * 1024
"""Of what a receiver answers nothing is needed."""

log = Logger("sekisho")


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """JSON lines, one an anchor, only ever added to. Several processes may share it."""

    path: Path
    _waiting: list[Anchor] = field(default_factory=list, compare=False, repr=False)

    def add(self, anchors: Sequence[Anchor]) -> None:
        """Add anchors. They are in the database already, so if the copy cannot be written that is only logged, and
        they are added with the next ones."""
        waiting = [*self._waiting, *anchors]
        self._waiting[:] = waiting
        try:
            with self.path.open("a+b") as file:
                cut = b"" if _ends_whole(file) else b"\n"
                file.write(cut + lines_of(waiting).encode())
            self._waiting.clear()
        except OSError as error:
            log.error("anchor_not_copied", reason=error.strerror, file=str(self.path))

    def anchors(self) -> Iterator[Anchor]:
        """All anchors in the file, but for lines that a full disk has cut short: their anchors were added again.
        Raises ValueError naming a bad line."""
        if not self.path.exists():
            return
        for number, line in enumerate(self.path.read_text(encoding="utf-8").split("\n"), 1):
            if not line or (line[0] == _BEGIN and line[-1] != _END):
                continue
            try:
                yield _anchor(json.loads(line))
            except (ValueError, TypeError, RecursionError) as error:
                raise ValueError(f"{self.path}, line {number}: expected an anchor, got {error}") from None


def _ends_whole(file: BinaryIO) -> bool:
    """Does a file that is open for reading end with a whole line? A full disk may have cut the last one."""
    if file.seek(0, os.SEEK_END) == 0:
        return True
    file.seek(-1, os.SEEK_END)
    return file.read() == b"\n"


def _anchor(fields: Mapping[str, Any]) -> Anchor:
    """An anchor from JSON. Raises ValueError and TypeError."""
    anchor = Anchor(**fields)
    words = (anchor.sha256, anchor.public_key, anchor.signature)
    if not is_place(anchor.writer, anchor.number) or not all(isinstance(one, str) for one in words):
        raise ValueError("values of other types")
    return anchor


class AnchorReceiver:
    """An address that takes anchors (POST of JSON lines), from a thread of its own: nobody waits for a network.

    What could not be sent is sent with the next ones.
    """

    def __init__(self, address: str, *, seconds: float = 10.0) -> None:
        self._address, self._seconds = address, seconds
        self._queue: queue.SimpleQueue[Sequence[Anchor] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="anchors-sender", daemon=True)
        self._thread.start()

    def add(self, anchors: Sequence[Anchor]) -> None:
        """Send anchors, without waiting for that."""
        self._queue.put(anchors)

    def close(self) -> None:
        """Send what waits, once."""
        self._queue.put(None)
        self._thread.join(timeout=self._seconds)

    def _run(self) -> None:
        waiting: list[Anchor] = []
        while (anchors := self._queue.get()) is not None:
            waiting += anchors
            if self._sent(waiting):
                waiting = []

    def _sent(self, anchors: Sequence[Anchor]) -> bool:
        from service.common.http_post import post  # most anchors are not sent anywhere

        headers = {"Content-Type": "application/jsonl"}
        try:
            post(self._address, lines_of(anchors).encode(), headers, seconds=self._seconds, most_bytes=_MOST_ANSWERED)
        except OSError as error:
            log.error("anchor_not_sent", reason=str(error))
            return False
        return True


Copy = AnchorFile | AnchorReceiver


@dataclass(frozen=True, slots=True)
class Anchoring:
    """Who signs, how often (in seconds, if there is anything new), and where copies are kept. `behind` is how far the
    clock may be behind what was written last."""

    signer: Signer = field(default_factory=Signer)
    seconds: float = 60.0
    copies: tuple[Copy, ...] = ()
    behind: timedelta = timedelta(minutes=10)

    def publish(self, anchors: Sequence[Anchor]) -> None:
        """Copy anchors that are in the database."""
        for copy in self.copies:
            copy.add(anchors)

    def close(self) -> None:
        """Let go of what sends copies."""
        for copy in self.copies:
            if isinstance(copy, AnchorReceiver):
                copy.close()


def anchoring_in(
    folder: Path,
    *,
    seconds: float,
    key: Path | None = None,
    elsewhere: Sequence[str] = (),
    behind: timedelta = timedelta(minutes=10),
) -> Anchoring:
    """With the key and a copy in a folder, or with a key that lies elsewhere. More copies go `elsewhere`: to folders,
    and to addresses that begin with `http`. Raises RecordsUnavailable."""
    copies: list[Copy] = list(anchor_files(folder, elsewhere))
    copies += [AnchorReceiver(one) for one in elsewhere if is_address(one)]
    return Anchoring(signer_from(key or folder / "audit-key.pem"), seconds, tuple(copies), behind)


def anchor_files(folder: Path, elsewhere: Sequence[str]) -> Iterator[AnchorFile]:
    """The copies of anchors that are files: that in the data folder, and those in other folders."""
    yield AnchorFile(folder / FILE)
    for one in elsewhere:
        if not is_address(one):
            yield AnchorFile(Path(one) / FILE)


def is_address(place: str) -> bool:
    """Is it an address of a receiver, and not a folder?"""
    return place.startswith(("http://", "https://"))


def lines_of(anchors: Sequence[Anchor]) -> str:
    """Anchors as JSON lines."""
    return "".join(canonical(asdict(anchor)) + "\n" for anchor in anchors)
