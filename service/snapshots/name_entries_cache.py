"""The entries of listed names, kept in a file: an edition that changes a few names is indexed in a part of the time.

It is a sealed file; each line is the text of a name and its entry, as JSON with a tab between.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from service.engine.index.name_entries import EntryOf, NameEntry, name_entry
from service.snapshots.sealed_file import read_sealed, write_sealed
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
    content = read_sealed(path)
    return {} if content is None else dict(line.split(_TAB, 1) for line in content.split(b"\n"))


def _write(path: Path, entries: Mapping[bytes, bytes]) -> None:
    write_sealed(path, b"\n".join(name + _TAB + entry for name, entry in entries.items()))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
