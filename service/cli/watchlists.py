"""`sekisho watchlists`: the lists that are searched, and their editions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typer
from pydantic_core import to_json
from rich.console import Console

from service import __version__
from service.bootstrap.data_folder import data_folder_warnings
from service.cli.output import complain, note, print_json, print_table
from service.cli.timeline import timeline
from service.engine.matching.profile import load_profiles
from service.engine.model.watchlist import Watchlist
from service.engine.screening.request import DEFAULT_PROFILE
from service.engine.screening.warnings import watchlist_warnings
from service.engine.snapshot import snapshot_sha256
from service.settings import Settings
from service.snapshots.loader import load_rules_of, load_watchlists
from service.watchlists.editions.diff import Difference
from service.watchlists.editions.importing import ImportOptions, Outcome
from service.watchlists.editions.model import Edition
from service.watchlists.editions.store import named, store_of
from service.watchlists.errors import ListError
from service.watchlists.service import (
    FetchResult,
    ListStatus,
    list_statuses,
    outcome_document,
    watchlist_service_of,
)

ERROR = 2
_DIGITS = 8

app = typer.Typer(help="The lists that are searched, and their editions.", no_args_is_help=True)

_ID = typer.Argument(metavar="ID", help="Id of the watchlist; one of your own starts with own_.")
_FILES = typer.Argument(metavar="FILE...", help="The files of one edition, as published.")
_EDITION = typer.Argument(metavar="EDITION", help="SHA-256 or its first digits, or the date of the edition.")
_JSON = typer.Option(False, "--json", help="The answer as JSON.")
_ACCEPT = typer.Option(False, "--accept", help="Let it in although gates object; what they said is kept.")
_ACTIVATE = typer.Option(True, "--activate/--no-activate", help="Make it the active edition, or only keep it.")
_REASON = typer.Option("", "--reason", help="Why, for the log.")

app.command("timeline")(timeline)


@app.callback()
def watchlists() -> None:
    """The lists that are searched, and their editions. Exit status: 0 done, 2 refused or failed."""


@app.command("import")
def import_(
    watchlist_id: str = _ID,
    files: list[Path] = _FILES,
    accept: bool = _ACCEPT,
    activate: bool = _ACTIVATE,
    reason: str = _REASON,
    dry_run: bool = typer.Option(False, "--dry-run", help="Read the files and ask the gates; keep nothing."),
    json: bool = _JSON,
) -> None:
    """Bring files as a new edition: read aside, pass the gates, keep, activate."""
    options = ImportOptions(accept, activate, reason=reason or "import", dry_run=dry_run)
    with _list_errors():
        outcome = watchlist_service_of(Settings()).import_files(watchlist_id, files, options)
    _show_outcome(watchlist_id, outcome, json=json)


@app.command("fetch")
def fetch(
    watchlist_id: str = typer.Argument("", metavar="[ID]", help="Id of the watchlist; none with --all."),
    every: bool = typer.Option(False, "--all", help="Every list whose publisher has an address."),
    accept: bool = _ACCEPT,
    activate: bool = _ACTIVATE,
    reason: str = _REASON,
    json: bool = _JSON,
) -> None:
    """Ask the publisher for a new edition and import it if there is one.

    With --all the lists are asked for one after the other, a failure stops none of the others, and a table tells how
    each ended. Exit status 2 if one of them failed or was refused.
    """
    if every == bool(watchlist_id):
        complain("expected the id of a watchlist, or --all for every list with an address")
        raise typer.Exit(ERROR)
    options = ImportOptions(accept, activate, reason=reason or "fetch")
    if every:
        _fetch_all(options, json=json)
        return
    with _list_errors():
        outcome = watchlist_service_of(Settings()).fetch(watchlist_id, options)
    _show_outcome(watchlist_id, outcome, json=json)


def _fetch_all(options: ImportOptions, *, json: bool) -> None:
    results = []
    console = Console(stderr=True, highlight=False, quiet=json)
    with console.status("") as status:
        asked = watchlist_service_of(Settings()).fetch_all(options, lambda one: status.update(f"{one} ..."))
        for result in asked:
            results.append(result)
            console.print(f"{result.id}: {result.outcome}", soft_wrap=True)
    if json:
        print_json(to_json({"lists": [_fetch_document(result) for result in results]}))
    else:
        columns = ["id", "outcome", "edition", "entities"]
        print_table("Lists", columns, [_fetch_cells(result) for result in results])
        for result in results:
            for message in result.messages:
                typer.echo(f"{result.id}: {message}", err=not result.good)
    if not all(result.good for result in results):
        raise typer.Exit(ERROR)


def _fetch_document(result: FetchResult) -> dict[str, Any]:
    edition = named(result.edition) if result.edition else None
    return {"watchlist": result.id, "outcome": result.outcome, "edition": edition, "messages": list(result.messages)}


def _fetch_cells(result: FetchResult) -> list[str]:
    edition = result.edition
    return [result.id, result.outcome, edition.edition if edition else "-", f"{edition.entities:,}" if edition else "-"]


@app.command("skipped")
def skipped(watchlist_id: str = _ID, json: bool = _JSON) -> None:
    """Each published record of the active edition that became no entity, and why."""
    settings = Settings()
    with _list_errors():
        loaded = {one.id: one for one in load_watchlists(settings.lists_dir, store_of(settings))}
    watchlist = loaded.get(watchlist_id)
    if watchlist is None:
        complain(f"there is no watchlist {watchlist_id!r}; loaded: {', '.join(sorted(loaded))}")
        raise typer.Exit(ERROR)
    if json:
        rows = [
            {"file": one.location.file, "record": one.location.record, "line": one.location.line, "reason": one.reason}
            for one in watchlist.skipped
        ]
        print_json(to_json({"watchlist": watchlist_id, "edition": watchlist.edition, "skipped": rows}))
        return
    records = "1 record" if len(watchlist.skipped) == 1 else f"{len(watchlist.skipped):,} records"
    title = f"{records} of {watchlist_id} {watchlist.edition} became no entity"
    cells = [[one.location.record or "-", str(one.location.line or "-"), one.reason] for one in watchlist.skipped]
    print_table(title, ["record", "line", "reason"], cells)


@app.command("activate")
def activate(
    watchlist_id: str = _ID,
    edition: str = _EDITION,
    accept: bool = _ACCEPT,
    reason: str = _REASON,
    json: bool = _JSON,
) -> None:
    """Make a stored edition the active one, through the same gates."""
    with _list_errors():
        options = ImportOptions(accept, reason=reason or "activate")
        outcome = watchlist_service_of(Settings()).activate(watchlist_id, edition, options)
    _show_outcome(watchlist_id, outcome, json=json)


@app.command("rollback")
def rollback(watchlist_id: str = _ID, reason: str = _REASON, json: bool = _JSON) -> None:
    """Go back to the edition that was active before."""
    with _list_errors():
        outcome = watchlist_service_of(Settings()).roll_back(watchlist_id, reason or "rollback")
    _show_outcome(watchlist_id, outcome, json=json)


@app.command("status")
def status(json: bool = _JSON) -> None:
    """Which watchlists are loaded, in which edition, and how their last refresh went."""
    settings = Settings()
    store = store_of(settings)
    with _list_errors():
        standing = {one.id: one for one in list_statuses(store)}
        loaded = {one.id: one for one in load_watchlists(settings.lists_dir, store)}
    rules, profiles = load_rules_of(settings), load_profiles(settings.lists_dir / "profiles")
    sha256 = snapshot_sha256(loaded.values(), rules, profiles, __version__)
    now = datetime.now(UTC)
    today = now.astimezone(ZoneInfo(settings.time_zone)).date()
    lists = tuple(loaded.values())
    warnings = [
        *data_folder_warnings(settings),
        *watchlist_warnings(lists, lists, profiles[DEFAULT_PROFILE], today),
    ]
    rows = [_status(one, loaded.get(one), standing.get(one), now) for one in sorted(loaded.keys() | standing.keys())]
    if json:
        said = [asdict(one) for one in warnings]
        print_json(to_json({"watchlists": rows, "snapshot_sha256": sha256, "warnings": said}))
        return
    columns = ["id", "edition", "entities", "skipped", "last attempt"]
    print_table(f"Snapshot {sha256[:_DIGITS]}", columns, [_status_cells(row) for row in rows])
    complain(*(f"{row['id']}: {line}" for row in rows for line in row["problems"]))
    note(*warnings)


@app.command("editions")
def editions(watchlist_id: str = _ID, json: bool = _JSON) -> None:
    """All stored editions of a watchlist, oldest first, and the log of what was active."""
    store = store_of(Settings())
    with _list_errors():
        stored, switches = store.editions(watchlist_id), store.switches(watchlist_id)
        active = store.active(watchlist_id)
    if json:
        rows = [named(one) | {"active": one == active} for one in stored]
        log = [named(one) for one in switches]
        print_json(to_json({"watchlist": watchlist_id, "editions": rows, "log": log}))
        return
    columns = ["edition", "sha256", "active", "entities", "skipped", "loaded", "files"]
    print_table(f"Editions of {watchlist_id}", columns, [_edition_cells(one, one == active) for one in stored])
    cells = [[_minute(one.at), one.action, one.edition[:_DIGITS], one.reason] for one in switches]
    print_table("Log", ["at", "action", "edition", "reason"], cells)


@app.command("diff")
def diff(
    watchlist_id: str = _ID,
    before: str = typer.Argument(metavar="FROM", help="The earlier edition."),
    after: str = typer.Argument(metavar="TO", help="The later edition."),
    json: bool = _JSON,
) -> None:
    """What changed between two editions: entities added, removed, and changed field by field."""
    with _list_errors():
        found = watchlist_service_of(Settings()).difference(watchlist_id, before, after)
    if json:
        print_json(to_json(difference_document(found)))
        return
    summary = f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed"
    rows = [["added", key, name, ""] for key, name in found.added]
    rows += [["removed", key, name, ""] for key, name in found.removed]
    for entity in found.changed:
        for field in entity.fields:
            lines = [f"- {text}" for text in field.removed] + [f"+ {text}" for text in field.added]
            rows.append([f"changed {field.field}", entity.id, entity.name, "\n".join(lines)])
    print_table(summary, ["what", "entity", "name", "how"], rows)


def difference_document(found: Difference) -> dict[str, Any]:
    """A difference for programs."""
    return {
        "watchlist": found.watchlist,
        "from": found.from_sha256,
        "to": found.to_sha256,
        "added": [{"id": key, "name": name} for key, name in found.added],
        "removed": [{"id": key, "name": name} for key, name in found.removed],
        "changed": [
            {
                "id": entity.id,
                "name": entity.name,
                "fields": [
                    {"field": one.field, "removed": list(one.removed), "added": list(one.added)}
                    for one in entity.fields
                ],
            }
            for entity in found.changed
        ],
    }


@contextmanager
def _list_errors() -> Iterator[None]:
    try:
        yield
    except ListError as error:
        complain(str(error))
        raise typer.Exit(ERROR) from None


def _show_outcome(watchlist_id: str, outcome: Outcome, *, json: bool) -> None:
    edition = outcome.edition
    messages = [str(finding) for finding in outcome.findings]
    if json:
        print_json(to_json(outcome_document(watchlist_id, outcome)))
    elif edition is not None and not outcome.refused:
        counts = f"{edition.entities:,} entities, {edition.skipped:,} skipped"
        typer.echo(
            f"{watchlist_id}: {outcome.outcome}, edition {edition.edition} ({edition.sha256[:_DIGITS]}), {counts}"
        )
        for message in [*edition.notes, *messages]:
            typer.echo(f"  note: {message}")
    if outcome.refused:
        complain(*(f"{watchlist_id}: {message}" for message in messages))
        active = store_of(Settings()).active(watchlist_id)
        if active is not None:
            complain(f"{watchlist_id}: the edition of {active.day} keeps serving")
        if all(finding.acceptable for finding in outcome.findings):
            complain(f"{watchlist_id}: not activated; --accept lets it in all the same")
        raise typer.Exit(ERROR)


def _status(watchlist_id: str, loaded: Watchlist | None, standing: ListStatus | None, now: datetime) -> dict[str, Any]:
    attempt = standing.attempt if standing else None
    success = standing.success if standing else None
    age = standing.age(now) if standing else None
    active = standing.active if standing else None
    return {
        "id": watchlist_id,
        "title": loaded.title if loaded else None,
        "authority": loaded.authority if loaded else None,
        "edition": loaded.edition if loaded else None,
        "published_on": loaded.published_on if loaded else None,
        "loaded_at": active.loaded_at if active else None,
        "entities": len(loaded.entities) - loaded.former if loaded else 0,
        "former": loaded.former if loaded else 0,
        "skipped": len(loaded.skipped) if loaded else 0,
        "sha256": loaded.sha256 if loaded else None,
        "last_attempt": named(attempt) if attempt else None,
        "last_success": success.at if success else None,
        "age_hours": round(age.total_seconds() / 3600, 2) if age is not None else None,
        "problems": list(attempt.messages) if attempt and not attempt.good else [],
    }


def _status_cells(row: dict[str, Any]) -> list[str]:
    attempt = row["last_attempt"]
    last = f"{attempt['outcome']} {attempt['at'][:10]}" if attempt else "bundled"
    counts = [f"{row['entities']:,}", f"{row['skipped']:,}"]
    return [row["id"], row["edition"] or "none active", *counts, last]


def _edition_cells(one: Edition, active: bool) -> list[str]:
    files = ", ".join(file.name for file in one.files)
    counts = [f"{one.entities:,}", f"{one.skipped:,}"]
    return [one.edition, one.sha256[:_DIGITS], "active" if active else "", *counts, _minute(one.loaded_at), files]


def _minute(at: datetime) -> str:
    return at.isoformat(sep=" ", timespec="minutes")[:16]
