"""`sekisho book`: the counterparties that are watched, and screening them again."""

from __future__ import annotations

import hashlib
import os
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer
from pydantic_core import to_json

from service.bootstrap.runtime import open_records, open_runtime
from service.bulk.options import ReadOptions
from service.cli.account import local_actor
from service.cli.output import complain, print_json, print_table
from service.common.clock import utc_now
from service.common.processes import start_module
from service.customers.errors import SubjectUnknown
from service.customers.importing import ImportDefaults, ImportMode, import_book, plan_import, read_book
from service.customers.model import RescreenState, Subject, SubjectStatus
from service.customers.reading import SubjectQuery, find_subjects, read_hits, read_subject
from service.customers.rescreens import RescreenStore
from service.customers.writing import withdraw as withdrawal
from service.engine.model.entity import EntityType
from service.engine.screening.request import DEFAULT_PROFILE
from service.settings import Settings
from service.tabular.limits import Limits
from service.worker.bulk.environment import with_plain_memory
from service.worker.rescreening.monitor import leader_arguments

ERROR = 2

app = typer.Typer(help="The counterparties that are watched, and screening them again.", no_args_is_help=True)

_JSON = typer.Option(False, "--json", help="The answer as JSON.")


@app.callback()
def book() -> None:
    """The counterparties that are watched. Exit status: 0 done, 2 refused or failed."""


@app.command("import")
def import_(
    file: Path = typer.Argument(help="CSV, JSON lines, XLSX or Parquet with a column of references."),
    mode: ImportMode = typer.Option(ImportMode.MERGE, help="Leave, or withdraw, subjects that the file does not name."),
    accept: bool = typer.Option(False, "--accept", help="Let it withdraw more than a tenth of the book."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Say what it would do; change nothing."),
    segment: str | None = typer.Option(None, help="Segment of all its subjects."),
    profile: str = typer.Option(DEFAULT_PROFILE, help="Which settings to screen them with."),
    column: list[str] = typer.Option([], help="What a column holds: FIELD=HEADER. May be repeated."),
    type_: EntityType = typer.Option(EntityType.UNKNOWN, "--type", help="What rows are that do not say so."),
    json: bool = _JSON,
) -> None:
    """Take a file into the book. Its subjects are screened at once where a server runs, else by `rescreen`."""
    pairs = tuple((field, header) for field, _, header in (one.partition("=") for one in column))
    defaults, settings = ImportDefaults(segment, profile), Settings()
    limits = Limits(unpacked_bytes=settings.bulk_unpacked_bytes)
    subjects = read_book(file, ReadOptions(columns=pairs, entity_type=type_), limits, defaults)
    with file.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    with closing(open_records(Settings())) as records:
        with records.engine.connect() as connection:
            plan = plan_import(connection, subjects, mode, defaults)
        if not dry_run:
            import_book(
                records, subjects, plan, mode=mode, sha256=sha256, actor=local_actor(), clock=utc_now, accept=accept
            )
    answer = asdict(plan) | {"shrinks": plan.shrinks, "dry_run": dry_run, "withdrawn": len(plan.withdrawn)}
    if json:
        print_json(to_json(answer))
    else:
        print_table("Book", list(answer), [[str(value) for value in answer.values()]])


@app.command("list")
def list_(
    segment: str | None = typer.Option(None, help="Only those of this segment."),
    status: SubjectStatus | None = typer.Option(None, help="Only those with it."),
    decision: str | None = typer.Option(None, help="Only those last answered so."),
    after: str | None = typer.Option(None, help="Id of the last subject of the page before."),
    limit: int = typer.Option(50, min=1, max=500, help="Most to show."),
    json: bool = _JSON,
) -> None:
    """Subjects, newest first."""
    query = SubjectQuery(None, segment, status, decision, None, after, limit)
    with closing(open_records(Settings())) as records, records.engine.connect() as connection:
        page = find_subjects(connection, query)
    if json:
        print_json(to_json({"subjects": [_document(one) for one in page.subjects], "next": page.next}))
    else:
        columns = ["reference", "status", "decision", "at", "segment", "id"]
        print_table("Book", columns, [_cells(one) for one in page.subjects])


@app.command("show")
def show(reference: str = typer.Argument(help="Reference of the subject."), json: bool = _JSON) -> None:
    """One subject with its hits."""
    with closing(open_records(Settings())) as records, records.engine.connect() as connection:
        subject = read_subject(connection, reference)
        if subject is None:
            raise SubjectUnknown(f"there is no subject {reference!r}")
        hits = read_hits(connection, subject.number, subject.number).get(subject.number, {})
    if json:
        print_json(to_json(_document(subject) | {"hits": [asdict(one) for one in hits.values()]}))
        return
    print_table("Subject", ["reference", "status", "decision", "at", "segment", "id"], [_cells(subject)])
    rows = [[one.entity_id, one.watchlist or "", f"{one.score:.2f}", one.decision] for one in hits.values()]
    print_table("Hits", ["entity", "watchlist", "score", "decision"], rows)


@app.command("withdraw")
def withdraw(
    reference: str = typer.Argument(help="Reference of the subject."),
    reason: str = typer.Option(..., help="Why it is watched no more."),
) -> None:
    """Stop watching a subject."""
    with closing(open_records(Settings())) as records:
        subject = records.perform_now(withdrawal(reference, reason, actor=local_actor(), at=datetime.now(UTC)))
    typer.echo(f"{subject.reference} is {subject.status}")


@app.command("rescreen")
def rescreen(
    full: bool = typer.Option(False, "--full", help="Screen the whole book in full, also if nothing has changed."),
    reason: str = typer.Option("asked for at the command line", help="Why, for the record of a full run."),
    processes: int | None = typer.Option(None, min=1, max=256, help="Worker processes; default one a core."),
) -> None:
    """Make all rescreens that are due now, and wait for them. Exit status 2 if one has failed."""
    settings = Settings()
    runtime = open_runtime(settings)
    try:
        sha256 = runtime.snapshots.current().sha256
        before = {one.id for one in runtime.rescreens.list_now(500)}
        if full:
            runtime.rescreens.ask_now(sha256, runtime.screenings.today(), local_actor(), reason)
    finally:
        runtime.close()
    size = processes or settings.rescreen_processes or 1
    environment = with_plain_memory(os.environ | settings.environment())
    start_module(*leader_arguments(size, sha256), environment=environment).wait()
    with closing(open_records(Settings())) as records:
        made = [one for one in RescreenStore(records, utc_now).list_now(500) if one.id not in before]
    _print_rescreens(list(reversed(made)))
    if any(one.state is not RescreenState.DONE for one in made):
        complain(*(one.reason or f"{one.id} is {one.state}" for one in made if one.state is not RescreenState.DONE))
        raise typer.Exit(ERROR)


@app.command("status")
def status(limit: int = typer.Option(10, min=1, max=500, help="Most rescreens to show."), json: bool = _JSON) -> None:
    """The newest rescreens."""
    with closing(open_records(Settings())) as records:
        found = RescreenStore(records, utc_now).list_now(limit)
    if json:
        print_json(to_json({"rescreens": [asdict(one) for one in found]}))
    else:
        _print_rescreens(found)


def _print_rescreens(found: list[Any]) -> None:
    columns = ["id", "trigger", "method", "state", "subjects", "failed", "new", "ended", "finished"]
    rows = [
        [
            one.id, one.trigger, one.method, one.state, str(one.subjects_total), str(one.failed), str(one.hits.new),
            str(one.hits.ended), one.finished_at or ""
        ]
        for one in found
    ]  # fmt: skip
    print_table("Rescreens", columns, rows)


def _cells(subject: Subject) -> list[str]:
    last = subject.last
    return [
        subject.reference,
        subject.status,
        "" if last is None else last.decision,
        "" if last is None else last.at,
        subject.content.segment or "",
        subject.id,
    ]


def _document(subject: Subject) -> dict[str, Any]:
    found = asdict(subject)
    del found["number"]
    return found
