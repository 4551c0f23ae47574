"""The compiled rules of the goods check, kept in a file beside the indexes.

It is only a copy, keyed by a hash of the data files and of the program. A damaged file is compiled anew; reading one
runs no code.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path

from service.common.files import write_atomically
from service.common.logging import Logger

log = Logger("sekisho")

_DIGEST = 32


@cache
def _program() -> bytes:
    """A hash over the program that compiles the rules."""
    digest = sha256()
    for file in sorted(resources.files("service.engine.goods").iterdir(), key=lambda item: item.name):
        if file.name.endswith(".py"):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.digest()


@dataclass(frozen=True, slots=True)
class RulesCache:
    """A folder with the last few compiled rules."""

    path: Path
    most: int = 3

    def holds(self, sources: str) -> bool:
        """Whether there is a file of rules with this hash of their sources, sound or not: to read it takes 20 ms."""
        return self._file(sources).is_file()

    def find(self, sources: str) -> bytes | None:
        """What was kept of rules with this hash of their sources, None if nothing sound was."""
        try:
            content = self._file(sources).read_bytes()
        except OSError:
            return None
        body = content[_DIGEST:]
        return body if sha256(body).digest() == content[:_DIGEST] else None

    def keep(self, sources: str, content: bytes) -> None:
        """Keep compiled rules, and forget all but the last few."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file(sources), sha256(content).digest() + content)
        except OSError as error:
            log.warning("rules_not_kept", reason=str(error))
            return
        with suppress(OSError):
            kept = sorted(self.path.glob("*.rules"), key=lambda file: -file.stat().st_mtime)
            for old in kept[self.most :]:
                old.unlink()

    def _file(self, sources: str) -> Path:
        return self.path / f"{sha256(sources.encode() + _program()).hexdigest()[:32]}.rules"
