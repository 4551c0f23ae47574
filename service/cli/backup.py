"""`sekisho backup` and `sekisho restore`."""

from __future__ import annotations

from pathlib import Path

import typer
from pydantic_core import to_json

from service.bootstrap.backup import back_up, restore
from service.cli.account import local_actor
from service.cli.audit import CHANGED, print_verdict
from service.cli.output import print_json
from service.common.clock import utc_now
from service.settings import Settings

_JSON = typer.Option(False, "--json", help="The answer as JSON.")


def backup(
    folder: Path = typer.Argument(help="A new folder, not in the data folder: database, files, keys and a manifest."),
    json: bool = _JSON,
) -> None:
    """Copy the database, the lists, the results of bulk jobs and the keys, while the service runs."""
    manifest = back_up(Settings(), folder, actor=local_actor(), clock=utc_now)
    if json:
        print_json(to_json({"folder": str(folder), "created_at": manifest.created_at, "sha256": manifest.sha256}))
    else:
        typer.echo(f"{len(manifest.files)} files of {manifest.created_at} in {folder}, manifest {manifest.sha256}")


def restore_(
    folder: Path = typer.Argument(help="What `sekisho backup` wrote."),
    json: bool = _JSON,
) -> None:
    """Put a backup into a new data folder (and an empty PostgreSQL database), and verify it. Status 1 if something in
    it is not as it was written."""
    verdict = restore(Settings(), folder, actor=local_actor(), clock=utc_now)
    print_verdict(verdict, in_json=json)
    if not verdict.intact:
        raise typer.Exit(CHANGED)
