"""The entries of listed names, kept in a file: an edition that changes a few names is indexed in a part of the time.

The first line is a seal over the rest, each further line the text of a name and its entry, as JSON with a tab between.
It is only a copy: what another program has made, or is damaged, is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from service.common.files import write_atomically
from service.engine.index.name_entries import EntryOf, NameEntry, name_entry
from service.snapshots.index_fingerprint import index_fingerprint
from service.watchlists.editions.codec import decoder_of, encode

_TAB = b"\t"


@contextmanager
def kept_entries(folder: Path, *, is_person: bool) -> Iterator[EntryOf]:
    """Gives the entries of names of one kind, those that are not in the file of that kind made now. Those are added to
    it at the end; one that is mostly of names that are not listed any more begins anew. A disk that is full or
    read-only costs time at the next edition, nothing else."""
    path = folder / ("persons.entries" if is_person else "others.entries")
    kept, asked = _read(path), dict[bytes, bytes]()
    decode, make = decoder_of(NameEntry), partial(name_entry, is_person=is_person)

    def entry_of(text: str) -> NameEntry:
        key = _json(text)
        found = kept.get(key)
        if found is None:
            entry = make(text)
            asked[key] = _json(encode(entry))
            return entry
        asked[key] = found
        return decode(json.loads(found))

    yield entry_of
    if not asked.keys() <= kept.keys():
        _write(path, kept | asked if len(kept) < 2 * len(asked) else asked)


def _read(path: Path) -> dict[bytes, bytes]:
    try:
        with path.open("rb") as stream:
            seal, content = stream.readline(200).strip(), stream.read()
    except OSError:
        return {}
    return dict(line.split(_TAB, 1) for line in content.split(b"\n")) if seal == _seal(content) else {}


def _write(path: Path, entries: Mapping[bytes, bytes]) -> None:
    content = b"\n".join(name + _TAB + entry for name, entry in entries.items())
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, _seal(content) + b"\n" + content)


def _seal(content: bytes) -> bytes:
    return hashlib.sha256(f"{index_fingerprint()}\n".encode() + content).hexdigest().encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
