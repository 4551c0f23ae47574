"""The chains as files, to be kept elsewhere and verified without this program (docs/audit.md has a script)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TextIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic_core import from_json
from sqlalchemy import Engine

from service.audit.anchors import lines_of
from service.audit.event import TIMESTAMPED
from service.audit.link import BEGINNING, Link, line_of
from service.audit.reading import bounds, chain_chunks, read
from service.audit.timestamp import TimestampRefused, from_details, stamped_text

EVENTS, ANCHORS, KEYS, TIMESTAMPS = "events.jsonl", "anchors.jsonl", "keys", "timestamps"


def export(engine: Engine, folder: Path) -> int:
    """Write all events, anchors, public keys and time-stamps into a new folder. Returns the number of events.

    Events are written as they are, also those that were changed: whoever reads the files is to find that. Each line has
    `previous`, the hash of the event before it, and is canonical JSON but for `sha256` at its end. Raises OSError if
    the folder is there already or cannot be written.
    """
    folder.mkdir(parents=True)
    keys: set[str] = set()
    (folder / TIMESTAMPS).mkdir()
    with _new(folder / EVENTS) as events, _new(folder / ANCHORS) as anchors:
        count = sum(
            _export_chain(engine, writer, last, folder, events, anchors, keys)
            for writer, last in read(engine, bounds).items()
            if last is not None
        )
    (folder / KEYS).mkdir()
    for key in keys:
        _write_key(folder / KEYS, key)
    return count


def _new(path: Path) -> TextIO:
    return path.open("x", encoding="utf-8", errors="surrogateescape")


def _export_chain(
    engine: Engine, writer: str, last: int, folder: Path, events: TextIO, anchors: TextIO, keys: set[str]
) -> int:
    count, previous = 0, BEGINNING
    for links, signed in chain_chunks(engine, writer, last):
        for link in links:
            events.write(f'{line_of(previous, *link[:-1])[:-1]},"sha256":"{link.sha256}"}}\n')
            previous = link.sha256
            if link.kind == TIMESTAMPED:
                _write_timestamp(folder / TIMESTAMPS, link)
        for anchor in signed.values():
            anchors.write(lines_of([anchor]))
            keys.add(anchor.public_key)
        count += len(links)
    return count


def _write_timestamp(folder: Path, link: Link) -> None:
    """What was stamped and the response of the authority, under a name that tells them from others. What is no
    time-stamp is left out: its event will be found wrong."""
    try:
        timestamp = from_details(from_json(link.details))
    except (TimestampRefused, ValueError):
        return
    name = hashlib.sha256(timestamp.response).hexdigest()[:16]
    (folder / f"{name}.anchor").write_bytes(stamped_text(timestamp.anchor))
    (folder / f"{name}.tsr").write_bytes(timestamp.response)


def _write_key(folder: Path, public_key: str) -> None:
    """As PEM, under a name that tells it from others. What is no key is left out: its anchors will be found wrong."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
    except ValueError:
        return
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (folder / f"{public_key}.pem").write_bytes(pem)
