"""`sekisho watchlists timeline`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

import typer
from pydantic_core import to_json

from service.cli.output import complain, print_json, print_table
from service.cli.screening import read_day
from service.settings import Settings
from service.watchlists.errors import ListError
from service.watchlists.rounds import applied_on, decided_by
from service.watchlists.service import rounds_of

ERROR = 2


def timeline(
    watchlist_id: str = typer.Argument(metavar="ID", help="Id of the watchlist."),
    as_of: str | None = typer.Option(None, help="What had been decided by that day; today if left out."),
    json: bool = typer.Option(False, "--json", help="The answer as JSON."),
) -> None:
    """The rounds of measures that a list belongs to, earliest first."""
    on = read_day(as_of, "as-of") or datetime.now(UTC).date()
    try:
        rounds = rounds_of(Settings(), watchlist_id)
    except ListError as error:
        complain(str(error))
        raise typer.Exit(ERROR) from None
    if not rounds:
        complain(f"no rounds of measures are known of {watchlist_id}")
        raise typer.Exit(ERROR)
    applied = applied_on(rounds, on)
    decided = decided_by(rounds, on)
    if json:
        shown = [asdict(one) | {"in_force": one in applied} for one in decided]
        print_json(to_json({"watchlist": watchlist_id, "as_of": on, "rounds": shown}))
        return
    rows = [
        [str(one.decided_on), "in force" if one in applied else "", one.measure, one.legal_basis] for one in decided
    ]
    print_table(f"Rounds of measures by {on}", ["decided", "", "measure", "legal basis"], rows)
