"""The chains as files, to be kept elsewhere and verified without this program (docs/audit.md has a script)."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Engine

from service.audit.link import BEGINNING, canonical, line_of
from service.audit.reading import bounds, chain_chunks, read

EVENTS, ANCHORS, KEYS = "events.jsonl", "anchors.jsonl", "keys"


def export(engine: Engine, folder: Path) -> int:
    """Write all events, anchors and public keys into a new folder. Returns the number of events.

    Events are written as they are, also those that were changed: whoever reads the files is to find that. Each line has
    `previous`, the hash of the event before it, and is canonical JSON but for `sha256` at its end. Raises OSError if
    the folder is there already or cannot be written.
    """
    folder.mkdir(parents=True)
    keys: set[str] = set()
    with _new(folder / EVENTS) as events, _new(folder / ANCHORS) as anchors:
        count = sum(
            _export_chain(engine, writer, last, events, anchors, keys)
            for writer, last in read(engine, bounds).items()
            if last is not None
        )
    (folder / KEYS).mkdir()
    for key in keys:
        _write_key(folder / KEYS, key)
    return count


def _new(path: Path) -> TextIO:
    return path.open("x", encoding="utf-8", errors="surrogateescape")


def _export_chain(engine: Engine, writer: str, last: int, events: TextIO, anchors: TextIO, keys: set[str]) -> int:
    count, previous = 0, BEGINNING
    for links, signed in chain_chunks(engine, writer, last):
        for link in links:
            events.write(f'{line_of(previous, *link[:-1])[:-1]},"sha256":"{link.sha256}"}}\n')
            previous = link.sha256
        for anchor in signed.values():
            anchors.write(canonical(asdict(anchor)) + "\n")
            keys.add(anchor.public_key)
        count += len(links)
    return count


def _write_key(folder: Path, public_key: str) -> None:
    """As PEM, under a name that tells it from others. What is no key is left out: its anchors will be found wrong."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
    except ValueError:
        return
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (folder / f"{public_key}.pem").write_bytes(pem)
