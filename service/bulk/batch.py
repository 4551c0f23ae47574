"""The one function that carries all bulk work: a record batch of rows in, the same rows with their answers out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import pyarrow as pa

from service.bulk.asking import Answer, Terms, check, rejected, screen_row
from service.bulk.columns import Layout
from service.bulk.errors import CellFault
from service.bulk.options import ReadOptions
from service.bulk.rows import RowReader
from service.screening.request import ScreeningRequest

ROW, FAULT_COLUMN, FAULT_REASON = "sekisho_row", "sekisho_fault_column", "sekisho_fault_reason"
"""Columns beside those of the file: the number of the row, and what reading it found wrong, if anything."""

ANSWER_FIELDS = (
    pa.field("decision", pa.string(), nullable=False),
    pa.field("top_score", pa.float64()),
    pa.field("hits", pa.int32(), nullable=False),
    pa.field("top_entity_id", pa.string()),
    pa.field("top_name", pa.string()),
    pa.field("top_watchlist", pa.string()),
    pa.field("reason", pa.string()),
    pa.field("screening_id", pa.string(), nullable=False),
    pa.field("error", pa.string()),
)
"""The columns that every result adds to those of the file."""

FULL_ANSWER = pa.field("sekisho_answer", pa.string())
"""Beside them in the record: everything that was answered, as JSON in the shape of the HTTP contract."""

_CACHED_ROWS = 100_000
"""Answers that are kept for rows that ask the same: 35 MB if three in a hundred have hits. Rows are told apart by 128
bits of their hash."""

_MARK = "\x1f"
_BEAT_ROWS = 100
_ADDED = frozenset(field.name for field in ANSWER_FIELDS) | {ROW, FAULT_COLUMN, FAULT_REASON, FULL_ANSWER.name}

Cells = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What all batches of one job have in common."""

    job_id: str
    layout: Layout
    options: ReadOptions
    terms: Terms


def input_schema(headers: Sequence[str]) -> pa.Schema:
    """How rows stand in a batch before they are screened."""
    fields = [pa.field(ROW, pa.int64(), nullable=False), *(pa.field(name, pa.string()) for name in own_names(headers))]
    return pa.schema([*fields, pa.field(FAULT_COLUMN, pa.string()), pa.field(FAULT_REASON, pa.string())])


def output_schema(headers: Sequence[str]) -> pa.Schema:
    """How they stand in it afterwards."""
    own = [pa.field(name, pa.string()) for name in own_names(headers)]
    return pa.schema([pa.field(ROW, pa.int64(), nullable=False), *own, *ANSWER_FIELDS, FULL_ANSWER])


def own_names(headers: Sequence[str]) -> list[str]:
    """The file's headers; one that a result needs for itself gets `input_` before it."""
    taken, names = set(headers), []
    for header in headers:
        name = header
        while name in _ADDED or (name != header and name in taken):
            name = f"input_{name}"
        names.append(name)
    return names


class Screener:
    """Screens batches of one job. Rows that ask the same are screened once and answered wherever they occur."""

    def __init__(
        self,
        work: Work,
        *,
        screen: Callable[[ScreeningRequest, Terms], Answer] = screen_row,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        """`beat` is called now and then while there is work."""
        self.work = work
        self._answer = screen
        self._beat = beat
        self._reader = RowReader(work.layout, work.options)
        self._cached: OrderedDict[bytes, Answer] = OrderedDict()
        self.screened = 0
        """How many rows were really screened; the rest were answered from those."""

    def answers(self, batch: pa.RecordBatch) -> list[Answer]:
        """An answer for each row of a batch."""
        return [self._one(cells, column, reason) for cells, column, reason in self._rows(batch)]

    def _rows(self, batch: pa.RecordBatch) -> zip[tuple[Cells, str | None, str | None]]:
        names = own_names(self.work.layout.headers)
        mapped = [batch.column(names[place]).to_pylist() for place in self.work.layout.mapped]
        cells = zip(*mapped, strict=True)
        return zip(cells, *(_optional(batch, name) for name in (FAULT_COLUMN, FAULT_REASON)), strict=True)

    def _one(self, cells: Cells, fault_column: str | None, fault_reason: str | None) -> Answer:
        if fault_reason is not None:
            return rejected(fault_column or "", fault_reason)
        key = blake2b(_MARK.join(["" if cell is None else cell for cell in cells]).encode(), digest_size=16).digest()
        answer = self._cached.get(key)
        if answer is not None:
            self._cached.move_to_end(key)
            return answer
        answer = self._screen(cells)
        self._cached[key] = answer
        if len(self._cached) > _CACHED_ROWS:
            self._cached.popitem(last=False)
        self.screened += 1
        if self.screened % _BEAT_ROWS == 0:
            self._beat()
        return answer

    def _screen(self, cells: Cells) -> Answer:
        try:
            request = check(self._reader.read(cells), self.work.terms, self._reader)
        except CellFault as fault:
            return rejected(fault.column, fault.reason)
        return self._answer(request, self.work.terms)


def screen_batch(batch: pa.RecordBatch, screener: Screener) -> pa.RecordBatch:
    """The rows of a batch with the nine columns of their answers, and the full answer, in the same order.

    The batch has a column of row numbers and one of texts for every header of the screener's layout.
    """
    work = screener.work
    columns = list(zip(*screener.answers(batch), strict=True)) or [()] * len(Answer._fields)
    by_name: dict[str, Sequence[object]] = dict(zip(Answer._fields, columns, strict=True))
    by_name["screening_id"] = [f"{work.job_id}-{row}" for row in batch.column(ROW).to_pylist()]
    own = [batch.column(name) for name in own_names(work.layout.headers)]
    added = [pa.array(by_name[field.name], field.type) for field in ANSWER_FIELDS]
    answer = pa.array(by_name["answer"], pa.binary()).cast(pa.string())
    return pa.RecordBatch.from_arrays(
        [batch.column(ROW), *own, *added, answer], schema=output_schema(work.layout.headers)
    )


def _optional(batch: pa.RecordBatch, name: str) -> Sequence[str | None]:
    if name in batch.schema.names:
        found: list[str | None] = batch.column(name).to_pylist()
        return found
    return [None] * batch.num_rows
