"""`sekisho records`: past screenings found again, their certificates, and how long they are kept."""

from __future__ import annotations

from datetime import UTC, datetime

import typer

from service.bootstrap.runtime import open_records
from service.cli import record_search
from service.cli.account import local_actor
from service.cli.output import complain
from service.common.clock import sortable
from service.records.deletion import Deletable, deletions, find_deletable
from service.settings import Settings

ERROR = 2

app = typer.Typer(
    help="Find past screenings, certify them, delete what need not be kept any more.", no_args_is_help=True
)
app.command("find")(record_search.find)
app.command("show")(record_search.show)
app.command("export")(record_search.export)
app.command("certificate")(record_search.certificate)
app.command("verify")(record_search.verify)


@app.callback()
def records() -> None:
    """Find past screenings, certify them, delete what need not be kept any more. Nothing is ever deleted by itself."""


@app.command("delete")
def delete(
    reason: str = typer.Option(..., help="Why. Stands in the audit chain for ever."),
    before: datetime | None = typer.Option(None, help="Only screenings before this moment, UTC."),
    reference: str | None = typer.Option(None, help="Only screenings of this reference."),
    screening: list[str] = typer.Option([], "--id", help="Only this screening. May be repeated."),
    early: bool = typer.Option(False, help="Also those that are younger than SEKISHO_RETENTION_YEARS."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
) -> None:
    """Delete screenings. An event says which, why and by whom; the chain goes on and still verifies."""
    doomed = Deletable(None if before is None else sortable(before), reference, tuple(screening))
    if doomed == Deletable():
        complain("say which screenings: --before, --reference or --id")
        raise typer.Exit(ERROR)
    if not reason.strip():
        complain("a reason is needed: it is all that will be left")
        raise typer.Exit(ERROR)
    settings = Settings()
    opened = open_records(settings)
    try:
        found = find_deletable(opened.engine, doomed)
        _refuse_early(found, settings, early=early)
        if found and not yes:
            typer.confirm(
                f"Delete {len(found)} screenings, from {found[0][1]} to {found[-1][1]}, for ever?", abort=True
            )
        for event in deletions([one for one, _ in found], actor=local_actor(), reason=reason.strip()):
            opened.note_now(event)
    finally:
        opened.close()
    typer.echo(f"{len(found)} screenings deleted")


def _refuse_early(found: list[tuple[str, str]], settings: Settings, *, early: bool) -> None:
    young = [at for _, at in found if at >= sortable(settings.kept_since(datetime.now(UTC)))]
    if young and not early:
        complain(
            f"{len(young)} of these {len(found)} screenings are younger than {settings.retention_years} years "
            "(SEKISHO_RETENTION_YEARS); to delete them nevertheless say --early"
        )
        raise typer.Exit(ERROR)
