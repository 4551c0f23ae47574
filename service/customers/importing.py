"""Taking a file into the book: every row is a subject, by the column of references.

A file is taken whole or not at all: rows that cannot be read are named, and nothing is put. What it says is compared
with the book first (`ImportPlan`), so that a dry run tells what would happen, and a file that is cut short cannot empty
the book. Subjects are screened by the next rescreen, which begins at once; until then they have no answer.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, select

from service.audit.event import Detail, Event
from service.bulk.columns import Layout, lay_out, reference_column
from service.bulk.errors import BadFile, CellFault, RowFault
from service.bulk.options import ReadOptions
from service.bulk.reading import open_table
from service.bulk.rows import RowReader
from service.common.clock import Clock
from service.customers.errors import MOST_WITHDRAWN, BookShrinks
from service.customers.model import SubjectContent, SubjectStatus, content_sha256
from service.customers.reading import read_by_reference
from service.customers.tables import SUBJECTS
from service.customers.writing import Put, put_contents, withdraw_now
from service.engine.screening.request import DEFAULT_PROFILE
from service.records.action import Action, Performed
from service.records.records import Records
from service.tabular.limits import Limits
from service.tabular.table import BadRow

_TOGETHER = 1_000
_MOST_FAULTS = 20
_LONGEST_REFERENCE = 200


class ImportMode(StrEnum):
    """`merge` leaves subjects that the file does not name, `replace` withdraws them."""

    MERGE = "merge"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class ImportDefaults:
    """What holds for every row of a file."""

    segment: str | None = None
    profile: str = DEFAULT_PROFILE
    watchlists: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would do to the book."""

    rows: int
    new: int
    changed: int
    unchanged: int
    withdrawn: tuple[str, ...]
    active: int

    @property
    def shrinks(self) -> bool:
        """Would it withdraw more than a tenth of what is watched?"""
        return len(self.withdrawn) > MOST_WITHDRAWN * self.active


def read_book(
    path: Path, options: ReadOptions, limits: Limits, defaults: ImportDefaults, beat: Callable[[], None] = lambda: None
) -> dict[str, SubjectContent]:
    """The subjects of a file by their references. `beat` is called now and then. Raises BadFile, naming rows that
    cannot be read."""
    found: dict[str, SubjectContent] = {}
    faults: list[RowFault] = []
    with open_table(path, options, limits) as table:
        layout = lay_out(table.headers, options.columns).without_others()
        place = _place_of_reference(layout)
        reader = RowReader(layout, options)
        for number, row in enumerate(table.rows, 1):
            if number % _TOGETHER == 0:
                beat()
            if isinstance(row, BadRow):
                faults.append(RowFault(number, row.column or "", row.reason))
                continue
            try:
                reference, content = _subject(row, place, layout, reader, defaults)
                if found.setdefault(reference, content) != content:
                    raise CellFault(layout.headers[place], f"{reference} stands in the file twice, with other facts")
            except CellFault as fault:
                faults.append(RowFault(number, fault.column, fault.reason))
    if faults:
        shown = "; ".join(f"row {one.row}, {one.column}: {one.reason}" for one in faults[:_MOST_FAULTS])
        raise BadFile(f"{len(faults)} rows cannot be taken into the book, so that none was: {shown}")
    if not found:
        raise BadFile("the file has a header and no rows")
    return found


def _place_of_reference(layout: Layout) -> int:
    place = reference_column(layout)
    if place is None:
        raise BadFile(
            "expected a column of references, such as customer_id or client_ref; say which (column=subject_id=)"
        )
    return place


def _subject(
    row: Sequence[str | None], place: int, layout: Layout, reader: RowReader, defaults: ImportDefaults
) -> tuple[str, SubjectContent]:
    reference = (row[place] or "").strip()
    header = layout.headers[place]
    if not reference or len(reference) > _LONGEST_REFERENCE or "/" in reference or not reference.isprintable():
        expected = f"1 to {_LONGEST_REFERENCE} printable characters without slashes"
        raise CellFault(header, f"expected a reference of {expected}, got {reference[:50]!r}")
    if any(character.isspace() for character in reference):
        raise CellFault(header, f"expected a reference without blanks, got {reference[:50]!r}")
    query = reader.read([row[at] for at in layout.mapped])
    if query.party is None:
        raise CellFault(header, "the row has no name and no identifier")
    return reference, SubjectContent(query.party, defaults.segment, (), defaults.profile, defaults.watchlists)


def refuse_other_segments(
    connection: Connection, subjects: dict[str, SubjectContent], segments: tuple[str, ...] | None
) -> None:
    """Raises BadFile if the file names subjects of segments that whoever asks may not work on; None for all."""
    if segments is None:
        return
    for some in _parts(list(subjects)):
        for one in read_by_reference(connection, some).values():
            if one.content.segment not in segments:
                raise BadFile(
                    f"the file names subjects outside the segments {', '.join(segments)}, so that none was taken"
                )


def plan_import(
    connection: Connection, subjects: dict[str, SubjectContent], mode: ImportMode, defaults: ImportDefaults
) -> ImportPlan:
    """What a file would do. `replace` looks at the segment of the file alone."""
    new = changed = unchanged = 0
    for some in _parts(list(subjects)):
        known = read_by_reference(connection, some)
        for reference in some:
            subject = known.get(reference)
            if subject is None:
                new += 1
            elif subject.status is SubjectStatus.WITHDRAWN or subject.sha256 != _sha256(subjects[reference]):
                changed += 1
            else:
                unchanged += 1
    watched = select(SUBJECTS.c.reference).where(SUBJECTS.c.status != SubjectStatus.WITHDRAWN)
    same = SUBJECTS.c.segment == defaults.segment if defaults.segment is not None else SUBJECTS.c.segment.is_(None)
    references = connection.execute(watched.where(same).order_by(SUBJECTS.c.number)).scalars().all()
    gone = [one for one in references if one not in subjects] if mode is ImportMode.REPLACE else []
    return ImportPlan(len(subjects), new, changed, unchanged, tuple(gone), len(references))


def import_book(
    records: Records,
    subjects: dict[str, SubjectContent],
    plan: ImportPlan,
    *,
    mode: ImportMode,
    sha256: str,
    actor: str,
    clock: Clock,
    accept: bool,
    beat: Callable[[], None] = lambda: None,
) -> None:
    """Put the subjects of a file, and withdraw what it replaces. `beat` is called now and then. Raises BookShrinks
    without `accept`, RecordsUnavailable: then it is safe to import the file once more."""
    if plan.shrinks and not accept:
        raise BookShrinks.of(len(plan.withdrawn), plan.active)
    for some in _parts(list(subjects)):
        beat()
        records.perform_now(_putting({reference: subjects[reference] for reference in some}, actor, clock()))
    for some in _parts(plan.withdrawn):
        beat()
        records.perform_now(_withdrawing(some, actor, clock()))
    details: dict[str, Detail] = {
        "mode": mode.value,
        "new": plan.new,
        "changed": plan.changed,
        "withdrawn": len(plan.withdrawn),
    }
    records.note_now(Event("book_imported", actor, sha256, details))


def _putting(subjects: dict[str, SubjectContent], actor: str, at: datetime) -> Action[None]:
    def run(connection: Connection) -> Performed[None]:
        known = read_by_reference(connection, subjects)
        puts = [Put(reference, content, known.get(reference)) for reference, content in subjects.items()]
        return Performed(None, put_contents(connection, puts, actor=actor, at=at))

    return Action(run)


def _withdrawing(references: Sequence[str], actor: str, at: datetime) -> Action[None]:
    def run(connection: Connection) -> Performed[None]:
        known = read_by_reference(connection, references)
        reason = "not in the file that replaces the book"
        return Performed(None, [withdraw_now(connection, one, reason, actor, at) for one in known.values()])

    return Action(run)


def _parts(references: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(references)
    while some := list(itertools.islice(rest, _TOGETHER)):
        yield some


def _sha256(content: SubjectContent) -> str:
    return content_sha256(content.document())
