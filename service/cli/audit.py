"""`sekisho audit`: is everything on record as it was written?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer
from pydantic_core import to_json
from rich.console import Console
from rich.text import Text

from service.audit.search import EventQuery, search_events
from service.audit.verdict import Verdict, VerificationFault
from service.bootstrap.runtime import open_records
from service.bootstrap.verification import as_json, export_events, verify_records
from service.cli.output import print_json, print_table
from service.settings import Settings

CHANGED = 1

app = typer.Typer(help="Verify the records, list what was done, take the audit chain along.", no_args_is_help=True)

_JSON = typer.Option(False, "--json", help="The answer as JSON.")


@app.callback()
def audit() -> None:
    """Verify the records, list what was done, take the audit chain along."""


@app.command("verify")
def verify(
    key: list[Path] = typer.Option([], help="Public key (PEM) that may have signed; any if none is given."),
    anchors: Path | None = typer.Option(None, help="A copy of the anchors; default: that in the data directory."),
    authorities: Path | None = typer.Option(
        None, help="Certificates (PEM) that time-stamps may go back to; default: SEKISHO_TIMESTAMP_CERTIFICATES."
    ),
    screenings: bool = typer.Option(True, help="Compare every screening with its event, not only the events."),
    json: bool = _JSON,
) -> None:
    """Find any event or screening that was changed, removed, inserted or moved. Status 1 if there is one."""
    verdict = verify_records(Settings(), keys=key, anchors=anchors, authorities=authorities, screenings=screenings)
    print_verdict(verdict, in_json=json)
    if not verdict.intact:
        raise typer.Exit(CHANGED)


@app.command("events")
def events(
    kind: str | None = typer.Option(None, help="Only of this kind, such as records_deleted."),
    actor: str | None = typer.Option(None, help="Only what this actor did."),
    subject: str | None = typer.Option(None, help="Only what was done to this, such as the id of a screening."),
    limit: int = typer.Option(50, min=1, max=10_000, help="Most events to show."),
    json: bool = _JSON,
) -> None:
    """List what was done, newest first."""
    records = open_records(Settings())
    try:
        found = search_events(records.engine, EventQuery(kind, actor, subject, limit=limit)).events
    finally:
        records.close()
    if json:
        print_json(to_json({"events": [link._asdict() for link in found]}))
        return
    columns = ["time", "kind", "actor", "subject", "chain", "number"]
    cells = [[link.at, link.kind, link.actor, link.subject or "", link.writer, str(link.number)] for link in found]
    print_table("Audit events", columns, cells)


@app.command("export")
def export(
    folder: Path = typer.Argument(help="A new folder: events.jsonl, anchors.jsonl and the public keys."),
) -> None:
    """Write the audit chain into files that can be verified without this program."""
    typer.echo(f"{export_events(Settings(), folder)} events written to {folder}")


def print_verdict(verdict: Verdict, *, in_json: bool) -> None:
    """For people, or for programs."""
    if in_json:
        print_json(as_json(verdict))
        return
    console = Console(highlight=False)
    word = ("intact", "bold green") if verdict.intact else ("changed", "bold red")
    counts = f"{verdict.events} events in {verdict.chains} chains, {verdict.anchors} anchors"
    console.print(Text.assemble(word, f"  {counts}, {verdict.screenings} screenings, {verdict.deleted} deleted"))
    for key in verdict.keys:
        console.print(Text(f"signed with {key}", style="dim"), soft_wrap=True)
    for line in _timestamps(verdict):
        console.print(Text(line, style="dim"), soft_wrap=True)
    for fault in verdict.faults:
        console.print(Text(f"{_place(fault)}{fault.detail}"), soft_wrap=True)


def _timestamps(verdict: Verdict) -> Iterator[str]:
    if verdict.timestamps:
        yield f"{verdict.timestamps} time-stamps of a trusted authority"
    if verdict.timestamps_unchecked:
        yield f"{verdict.timestamps_unchecked} time-stamps not checked: give --authorities the authority's certificates"


def _place(fault: VerificationFault) -> str:
    parts = [] if fault.number is None else [f"event {fault.number} of chain {fault.writer}"]
    parts += [] if fault.screening is None else [f"screening {fault.screening}"]
    if not parts and fault.writer is not None:
        parts = [f"chain {fault.writer}"]
    return f"{', '.join(parts)}: " if parts else ""
