"""By which keys the rows of a job are found again: one file beside the record of the job.

The keys are those of screenings (`service.records.search_keys`): hashes of the words of names, the caller's own ids,
territories, and further ones of what screenings have columns for. A chunk of rows is indexed when it is screened; the
index of a job is those of its chunks one after the other, each in the order of its keys, so that none of them has to
be sorted again. The file can be made anew from the record.

Each part is three numbers of eight bytes (how many keys, the first row, how many rows), then its keys of eight bytes,
then for each the row in the part, of four bytes, filled up to eight; all little-endian.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pydantic_core import from_json

from service.bulk.batch_screening import FULL_ANSWER, ROW, cells_of, references, subject_ids
from service.bulk.cell_parsing import Cells
from service.bulk.chunks import written_whole
from service.bulk.columns import Layout
from service.bulk.errors import CellFault
from service.bulk.options import ReadOptions
from service.bulk.row_screening import REJECTED
from service.bulk.rows import RowReader
from service.engine.model.decision import Decision
from service.records.search import Query
from service.records.search_keys import AnyOf, SearchKeys

_KEY, _PLACE = np.dtype("<i8"), np.dtype("<i4")
_HEADER = 3
_ASKING = (Decision.REVIEW.value, Decision.BLOCK.value)


def index_rows(answered: pa.RecordBatch, layout: Layout, options: ReadOptions, keys: SearchKeys) -> bytes:
    """The part of the index for one chunk of answered rows, of which there is at least one."""
    places: list[int] = []
    found: list[int] = []
    for place, of_row in enumerate(_keys_of_rows(answered, layout, options, keys)):
        found += of_row
        places += [place] * len(of_row)
    by_key = np.array(found, _KEY)
    order = np.argsort(by_key, kind="stable")
    header = np.array([len(found), answered.column(ROW)[0].as_py(), answered.num_rows], _KEY)
    filled = np.zeros(len(found) + len(found) % 2, _PLACE)
    filled[: len(found)] = np.array(places, _PLACE)[order]
    return header.tobytes() + by_key[order].tobytes() + filled.tobytes()


def _keys_of_rows(
    answered: pa.RecordBatch, layout: Layout, options: ReadOptions, keys: SearchKeys
) -> Iterator[set[int]]:
    reader = RowReader(layout, options)
    names = (_names(reader, cells) for cells in cells_of(answered, layout))
    columns = [answered.column(name).to_pylist() for name in ("decision", "hits_total")]
    answers = answered.column(FULL_ANSWER.name)
    same = zip(names, subject_ids(answered, layout), references(answered, layout), *columns, strict=True)
    for place, (of_party, subject, reference, decision, hits) in enumerate(same):
        if decision == REJECTED:
            yield set()
            continue
        found = set(keys.of_names(of_party))
        found.update(keys.of_id(one) for one in (subject, reference) if one is not None)
        if reference is not None:
            found.add(keys.of_row("reference", reference))
        if hits or decision in _ASKING:
            found.update(keys.of_row(kind, text) for kind, text in (("decision", decision), ("hit", "any")))
            found.update(_keys_of_answer(from_json(answers[place].as_py()), keys))
        yield found


def _names(reader: RowReader, cells: Cells) -> tuple[str, ...]:
    try:
        return reader.names(cells)
    except CellFault:
        return ()  # the row was rejected for it


def _keys_of_answer(answer: dict[str, Any], keys: SearchKeys) -> Iterator[int]:
    for party in answer["parties"]:
        for hit in party["hits"]:
            if hit["above_threshold"]:
                yield keys.of_row("entity", hit["entity_id"])
                yield keys.of_row("watchlist", hit["watchlist"])
        if (party.get("address") or {}).get("territory") is not None:
            yield keys.of_territory(party["address"]["territory"])
    for line in answer["goods"]:
        if line["territory"] is not None:
            yield keys.of_territory(line["territory"])


def keys_of_query(query: Query, keys: SearchKeys, *, scored: bool) -> tuple[AnyOf, ...] | None:
    """The keys that a row has if it is what is looked for, as far as keys tell; None if the query says nothing of what
    single rows are about: then it asks for all rows of all files."""
    given = {"entity": query.entity, "watchlist": query.watchlist, "reference": query.reference}
    found = [*query.keys, *((keys.of_row(kind, text),) for kind, text in given.items() if text is not None)]
    if query.decision in _ASKING:
        found.append((keys.of_row("decision", query.decision),))
    elif scored and not found:
        found.append((keys.of_row("hit", "any"),))
    return tuple(found) or None


def write_part(path: Path, content: bytes) -> None:
    """Keep the part of the index for one chunk."""
    with written_whole(path) as aside:
        aside.write_bytes(content)


def join_indexes(parts: Sequence[Path], index: Path) -> None:
    """Put the parts of a job together."""
    with written_whole(index) as aside, aside.open("wb") as file:
        for part in parts:
            file.write(part.read_bytes())


@dataclass(frozen=True, slots=True)
class _Part:
    keys: NDArray[np.int64]
    places: NDArray[np.int32]
    first: int
    count: int

    def rows(self, wanted: Sequence[AnyOf]) -> NDArray[np.int64]:
        """The numbers of the rows that have one of each, in order."""
        found: NDArray[np.int64] | None = None
        for keys in wanted:
            some = np.unique(np.concatenate([self._with(key) for key in keys]))
            found = some if found is None else np.intersect1d(found, some, assume_unique=True)
            if not found.size:
                break
        return np.empty(0, np.int64) if found is None else found.astype(np.int64) + self.first

    def _with(self, key: int) -> NDArray[np.int32]:
        start, end = (np.searchsorted(self.keys, key, side) for side in ("left", "right"))
        return self.places[start:end]


class RowIndex:
    """The index of one job."""

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        self._parts = list(_parts(np.memmap(path, np.uint8, "r")))

    def rows(self, wanted: Sequence[AnyOf], first: int = 1) -> Iterator[int]:
        """The numbers of the rows from one on that have one of each of these keys, in order."""
        for part in self._parts:
            if part.first + part.count > first:
                yield from (number for number in part.rows(wanted).tolist() if number >= first)


def _parts(content: NDArray[np.uint8]) -> Iterator[_Part]:
    at = 0
    while at < len(content):
        keys_in_part, first, rows = content[at : at + _HEADER * _KEY.itemsize].view(_KEY).tolist()
        at += _HEADER * _KEY.itemsize
        keys = content[at : at + keys_in_part * _KEY.itemsize].view(_KEY)
        at += keys_in_part * _KEY.itemsize
        places = content[at : at + keys_in_part * _PLACE.itemsize].view(_PLACE)
        at += (keys_in_part + keys_in_part % 2) * _PLACE.itemsize
        yield _Part(keys, places, first, rows)
