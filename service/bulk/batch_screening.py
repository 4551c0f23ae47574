"""The one function that carries all bulk work: a record batch of rows in, the same rows with their answers out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import NamedTuple

import pyarrow as pa
from msgspec.msgpack import Encoder

from service.alerts.finding_model import Subject, with_id
from service.alerts.findings import look_up
from service.bulk.cell_parsing import Cells
from service.bulk.columns import Layout
from service.bulk.errors import CellFault
from service.bulk.options import ReadOptions
from service.bulk.row_checks import faults_of, without_faulty_others
from service.bulk.row_screening import (
    JobContext,
    Memory,
    RowAnswer,
    rejected,
    request_of,
    screen_rows,
)
from service.bulk.rows import PARTY, RowQuery, RowReader
from service.bulk.unread_columns import UnreadColumns
from service.common.cooperative import Steps, run_to_completion
from service.common.gc_tuning import without_collection
from service.common.lru_cache import LruCache
from service.engine.screening.request import Options

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
    pa.field("warnings", pa.string()),
    pa.field("hits_total", pa.int32(), nullable=False),
    pa.field("truncated", pa.bool_(), nullable=False),
    pa.field("suppressed_hits", pa.int32(), nullable=False),
)
"""The columns that every result adds to those of the file."""

FULL_ANSWER = pa.field("sekisho_answer", pa.string())
"""Beside them in the record: everything that was answered, as JSON in the shape of the HTTP contract."""

_SLICE_ROWS = 1_000
"""Rows that are read, checked and screened together."""

_REMEMBERED_ROWS = 50_000
"""Answers that are kept for rows that ask the same: 16 MB if three in a hundred have hits. Rows are told apart by 128
bits of their hash."""

_LONGEST_ID = 200
"""Characters of the id of a subject, and of a reference, as over HTTP."""

_ENCODER = Encoder()
"""Writes the cells of a row with their lengths, so that no two rows are ever written the same."""

_UNANSWERED = rejected("", "not screened")
_ADDED = frozenset(field.name for field in ANSWER_FIELDS) | {ROW, FAULT_COLUMN, FAULT_REASON, FULL_ANSWER.name}

Screen = Callable[[Sequence[RowQuery], JobContext], Steps[list[RowAnswer]]]


@dataclass(frozen=True, slots=True)
class Work:
    """What all batches of one job have in common."""

    job_id: str
    layout: Layout
    options: ReadOptions
    terms: JobContext


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


class BatchScreener:
    """Screens batches of one job. Rows that ask the same are screened once and answered wherever they occur."""

    def __init__(self, work: Work, *, screen: Screen = screen_rows) -> None:
        self.work = work
        self._screen = screen
        self._reader = RowReader(work.layout, work.options)
        self._unread = UnreadColumns(work.layout, own_names(work.layout.headers))
        self._recent: LruCache[bytes, RowAnswer] = LruCache(_REMEMBERED_ROWS)
        self.screened = 0
        """How many rows were really screened; the rest were answered from those."""
        self.answered = 0
        """How many rows of the batch in hand have an answer."""

    def answers(self, batch: pa.RecordBatch) -> list[RowAnswer]:
        """An answer for each row of a batch."""
        with without_collection():  # nearly all that is made goes by itself
            return run_to_completion(self.answers_in_steps(batch))

    def answers_in_steps(self, batch: pa.RecordBatch) -> Steps[list[RowAnswer]]:
        """The same; pauses within rows, so that one of very common names holds nobody up."""
        answers, asked = self._known(batch)
        questions = list(asked.items())
        self.answered = batch.num_rows - sum(len(question.places) for _, question in questions)
        for start in range(0, len(questions), _SLICE_ROWS):
            some = questions[start : start + _SLICE_ROWS]
            found = yield from self._ask([question for _, question in some])
            for (key, question), answer in zip(some, found, strict=True):
                self._recent.keep(key, answer)
                for place in question.places:
                    answers[place] = answer
                self.answered += len(question.places)
        yield from self._recall(batch, answers)
        return answers

    def _recall(self, batch: pa.RecordBatch, answers: list[RowAnswer]) -> Steps[None]:
        """Answer those rows again about which somebody has decided before: few of those that are not clear."""
        memory = self.work.terms.memory
        if memory is None:
            return
        with_findings = [place for place, answer in enumerate(answers) if answer.findings]
        if not with_findings:
            return
        ids = subject_ids(batch, self.work.layout)
        decided = [
            place
            for place in with_findings
            if any(memory.suppressions_of(of_row(one.subject, ids[place]).key) for one in answers[place].findings)
        ]
        cells = list(self._cells(batch)) if decided else []
        rows = [self._with_lookup(*cells[place], ids[place], memory) for place in decided]
        for start in range(0, len(rows), _SLICE_ROWS):
            some = slice(start, start + _SLICE_ROWS)
            found = yield from self._screen(rows[some], self.work.terms)
            for place, answer in zip(decided[some], found, strict=True):
                answers[place] = answer

    def _cells(self, batch: pa.RecordBatch) -> Iterator[tuple[Cells, tuple[str, ...]]]:
        """The cells of each row, and the headers of those that nobody looks at."""
        return zip(cells_of(batch, self.work.layout), self._unread.filled(batch), strict=True)

    def _with_lookup(self, cells: Cells, unread: tuple[str, ...], subject_id: str | None, memory: Memory) -> RowQuery:
        row = replace(self._readable([self._reader.read(cells)])[0], unread=unread)
        request = request_of(row, subject_id, Options(profile=self.work.terms.resolved.profile.id))
        return replace(row, lookup=look_up(request, memory.suppressions_of, memory.listed, memory.clock()))

    def _readable(self, rows: list[RowQuery]) -> list[RowQuery]:
        return without_faulty_others(rows, self.work.terms.bounds, self._reader.header_of)

    def _known(self, batch: pa.RecordBatch) -> tuple[list[RowAnswer], dict[bytes, _Question]]:
        """The answers that are there already, and what has to be asked for the others."""
        answers = [_UNANSWERED] * batch.num_rows
        faults = _faults(batch)
        asked: dict[bytes, _Question] = {}
        for place, (cells, unread) in enumerate(self._cells(batch)):
            if place in faults:
                answers[place] = faults[place]
                continue
            key = blake2b(_ENCODER.encode((cells, unread)), digest_size=16).digest()
            answer = self._recent.get(key)
            if answer is not None:
                answers[place] = answer
            elif key in asked:
                asked[key].places.append(place)
            else:
                asked[key] = _Question(cells, unread, [place])
        return answers, asked

    def _ask(self, questions: list[_Question]) -> Steps[list[RowAnswer]]:
        """Read, check and screen some rows. One that cannot be read or screened is rejected and costs no other."""
        found: dict[int, RowAnswer] = {}
        read: dict[int, RowQuery] = {}
        for place, question in enumerate(questions):
            try:
                row = self._reader.read(question.cells)
                read[place] = replace(row, unread=question.unread) if question.unread else row
            except CellFault as fault:
                found[place] = rejected(fault.column, fault.reason)
        read = dict(zip(read, self._readable(list(read.values())), strict=True))
        faults = faults_of(list(read.values()), self.work.terms.bounds, self._reader.header)
        for at, place in enumerate(list(read)):
            if at in faults:
                found[place] = rejected(faults[at].column, faults[at].reason)
                del read[place]
        answers = yield from self._screen(list(read.values()), self.work.terms)
        found |= zip(read, answers, strict=True)
        self.screened += len(questions)
        return [found[place] for place in range(len(questions))]


def screen_batch(batch: pa.RecordBatch, screener: BatchScreener) -> pa.RecordBatch:
    """The rows of a batch with the thirteen columns of their answers, and the full answer, in the same order.

    The batch has a column of row numbers and one of texts for every header of the screener's layout.
    """
    return with_answers(batch, screener.answers(batch), screener.work)


def with_answers(batch: pa.RecordBatch, answers: Sequence[RowAnswer], work: Work) -> pa.RecordBatch:
    """The rows of a batch with answers that are there already."""
    columns = list(zip(*answers, strict=True)) or [()] * len(RowAnswer._fields)
    by_name: dict[str, Sequence[object]] = dict(zip(RowAnswer._fields, columns, strict=True))
    by_name["screening_id"] = [f"{work.job_id}-{row}" for row in batch.column(ROW).to_pylist()]
    own = [batch.column(name) for name in own_names(work.layout.headers)]
    added = [pa.array(by_name[field.name], field.type) for field in ANSWER_FIELDS]
    answer = pa.array(by_name["answer"], pa.binary()).cast(pa.string())
    return pa.RecordBatch.from_arrays(
        [batch.column(ROW), *own, *added, answer], schema=output_schema(work.layout.headers)
    )


def subject_ids(batch: pa.RecordBatch, layout: Layout) -> list[str | None]:
    """The lasting id of the subject of each row, where the file has a column of them (`subject_id`). A cell that is
    empty, or longer than an id can be, is none: then what was screened tells the subject apart."""
    places = layout.positions.get("subject_id")
    if not places:
        return [None] * batch.num_rows
    return [subject_id_in(text) for text in batch.column(own_names(layout.headers)[places[0]]).to_pylist()]


def of_row(subject: Subject, subject_id: str | None) -> Subject:
    """A subject of a row whose column of lasting ids has this one: it is of the party that the row is about, and of no
    other."""
    return with_id(subject, subject_id) if subject.item_id == PARTY else subject


def subject_id_in(cell: str | None) -> str | None:
    """The id of a subject in a cell, if it is one."""
    text = (cell or "").strip()
    return text if 0 < len(text) <= _LONGEST_ID else None


def references(batch: pa.RecordBatch, layout: Layout) -> list[str | None]:
    """The caller's own reference of each row, where the file has a column of them (`client_ref`)."""
    places = layout.positions.get("client_ref")
    if not places:
        return [None] * batch.num_rows
    return [reference_in(text) for text in batch.column(own_names(layout.headers)[places[0]]).to_pylist()]


def reference_in(cell: str | None) -> str | None:
    """The reference in a cell, if there is one."""
    return (cell or "").strip()[:_LONGEST_ID] or None


class _Question(NamedTuple):
    """What is asked in one or more rows of a batch, what they say that is not looked at, and where."""

    cells: Cells
    unread: tuple[str, ...]
    places: list[int]


def cells_of(batch: pa.RecordBatch | pa.Table, layout: Layout) -> Iterator[Cells]:
    """The cells of the mapped columns of each row."""
    names = own_names(layout.headers)
    return zip(*(batch.column(names[place]).to_pylist() for place in layout.mapped), strict=True)


def _faults(batch: pa.RecordBatch) -> dict[int, RowAnswer]:
    """What reading found wrong, by the place of the row."""
    if FAULT_REASON not in batch.schema.names or batch.column(FAULT_REASON).null_count == batch.num_rows:
        return {}
    columns, reasons = (batch.column(name).to_pylist() for name in (FAULT_COLUMN, FAULT_REASON))
    faults = enumerate(zip(columns, reasons, strict=True))
    return {place: rejected(column or "", reason) for place, (column, reason) in faults if reason is not None}
