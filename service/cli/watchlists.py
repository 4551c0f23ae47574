"""`sekisho watchlists`."""

from __future__ import annotations

import typer
from pydantic_core import to_json

from service.cli.show import print_json, print_table
from service.runtime import load_snapshot
from service.settings import Settings

app = typer.Typer(help="The lists that are searched.", no_args_is_help=True)


@app.callback()
def watchlists() -> None:
    """The lists that are searched."""


@app.command("status")
def status(json: bool = typer.Option(False, "--json", help="The answer as JSON.")) -> None:
    """Which watchlists are loaded, in which edition."""
    snapshot = load_snapshot(Settings().lists_dir)
    rows = [
        {
            "id": one.id,
            "title": one.title,
            "authority": one.authority,
            "edition": one.edition,
            "entities": len(one.entities),
            "skipped": len(one.skipped),
            "sha256": one.sha256,
        }
        for one in sorted(snapshot.watchlists, key=lambda one: one.id)
    ]
    if json:
        print_json(to_json({"watchlists": rows, "snapshot_sha256": snapshot.sha256}))
        return
    columns = ["id", "edition", "entities", "skipped", "sha256", "authority"]
    shown = [[str(row[column])[:12] if column == "sha256" else str(row[column]) for column in columns] for row in rows]
    print_table(f"Snapshot {snapshot.sha256[:12]}", columns, shown)
