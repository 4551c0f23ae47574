"""Files that hold a copy of what this program has worked out: the first line is a seal over the rest.

What another version of the program has made, or is damaged, is as if it were not there. Not handled here: who may write
into the folder, which is a matter of its mode.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from service.common.files import write_atomically
from service.snapshots.index_fingerprint import index_fingerprint


def read_sealed(path: Path) -> bytes | None:
    """What was kept there; None if there is nothing that this program has made for a file of that name."""
    try:
        seal, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if seal == _seal(path.name, content) else None


def write_sealed(path: Path, content: bytes) -> None:
    """Keep something. A disk that is full or read-only costs time at the next start, nothing else."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, _seal(path.name, content) + b"\n" + content)


def _seal(name: str, content: bytes) -> bytes:
    return hashlib.sha256(f"{index_fingerprint()} {name}\n".encode() + content).hexdigest().encode()
