"""`sekisho alerts`: what waits for a person, and deciding it. Only a key says who somebody is, so that a decision of a
second person needs one (`SEKISHO_API_KEY`)."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import typer
from pydantic_core import to_json

from service.alerts.model import Proposal, WantedSuppression
from service.alerts.reading import dispositions_of_alert, read_alert, read_disposition, read_events
from service.alerts.search import AlertQuery, find_alerts
from service.alerts.statuses import AlertStatus, DispositionStatus, Outcome
from service.alerts.steps import By
from service.bootstrap.runtime import open_records, open_runtime
from service.cli.account import keyed_actor, local_actor
from service.cli.output import print_json, print_table
from service.common.clock import sortable
from service.common.roles import Role
from service.settings import Settings

ERROR = 2

app = typer.Typer(help="Alerts: what waits for a person, and deciding it.", no_args_is_help=True)

_JSON = typer.Option(False, "--json", help="The answer as JSON.")
_KEY = typer.Option(None, "--key", envvar="SEKISHO_API_KEY", help="Whose decision it is. Better given as a variable.")
_VERSION = typer.Option(..., "--version", help="The version of the alert that you have looked at.")


@app.callback()
def alerts() -> None:
    """Alerts: what waits for a person, and deciding it."""


@app.command("list")
def list_(
    status: AlertStatus | None = typer.Option(None, help="Only those that stand so."),
    assignee: str | None = typer.Option(None, help="Only those of this person."),
    watchlist: str | None = typer.Option(None, help="Only those with a match of this list."),
    after: str | None = typer.Option(None, help="The last id of the page before."),
    limit: int = typer.Option(50, min=1, max=500, help="Most alerts to show."),
    json: bool = _JSON,
) -> None:
    """List alerts, newest first."""
    query = AlertQuery(status=status, assignee=assignee, watchlist=watchlist, after=after, limit=limit)
    with closing(open_records(Settings())) as records, records.engine.connect() as connection:
        page = find_alerts(connection, query)
    if json:
        print_json(to_json({"alerts": [asdict(one) for one in page.alerts], "next": page.next}))
        return
    rows = [
        [
            one.id,
            one.status.value,
            one.priority,
            one.due_at[:16],
            one.assignee or "",
            one.reference or "",
            ", ".join(match.entity_id for match in one.matches),
        ]
        for one in page.alerts
    ]
    print_table("alerts", ["id", "status", "priority", "due", "assignee", "reference", "matches"], rows)


@app.command("show")
def show(alert_id: str = typer.Argument(help="Id of the alert."), json: bool = _JSON) -> None:
    """Show one alert: its matches, what has happened, what is proposed."""
    with closing(open_records(Settings())) as records, records.engine.connect() as connection:
        alert = read_alert(connection, alert_id)
        events, proposals = read_events(connection, alert_id), dispositions_of_alert(connection, alert_id)
    if json:
        document = asdict(alert) | {"events": list(map(asdict, events)), "dispositions": list(map(asdict, proposals))}
        print_json(to_json(document))
        return
    typer.echo(f"{alert.id}  {alert.status}  version {alert.version}  {alert.priority}, due {alert.due_at}")
    typer.echo(f"screening {alert.screening_id}  reference {alert.reference}  assignee {alert.assignee}")
    matches = [[str(one.match_id), one.entity_id, f"{one.score:.2f}", one.status] for one in alert.matches]
    print_table("matches", ["match", "entity", "score", "status"], matches)
    for event in events:
        typer.echo(f"{event.at}  {event.actor}  {event.kind} -> {event.status}")
    for one in proposals:
        words = f"{one.id}  {one.proposal.outcome} by {one.proposed_by}, {one.status}: {one.proposal.rationale}"
        typer.echo(f"{words}\n  sha256 {one.content_sha256}")


@app.command("decide")
def decide(
    alert_id: str = typer.Argument(help="Id of the alert."),
    outcome: Outcome = typer.Option(..., help="What the matches are."),
    reason: str = typer.Option(..., help="Why: one of the reason codes, such as birth_date_differs."),
    rationale: str = typer.Option(..., help="Why, in words; at least 20 characters."),
    version: int = _VERSION,
    match: list[int] = typer.Option([], help="Number of a match; all that are open if left out. May be repeated."),
    suppress_days: int | None = typer.Option(None, min=1, help="Remember it for so many days."),
    key: str | None = _KEY,
    json: bool = _JSON,
) -> None:
    """Propose a decision. Another person has to approve it, unless the profile lets one person decide."""
    now = datetime.now(UTC)
    with closing(open_runtime(Settings())) as runtime:
        actor = keyed_actor(runtime.records, key, Role.OFFICER, now) or local_actor()
        with runtime.records.engine.connect() as connection:
            still_open = [one.match_id for one in read_alert(connection, alert_id).matches if one.status == "open"]
        suppress = None if suppress_days is None else WantedSuppression(sortable(now + timedelta(days=suppress_days)))
        chosen = tuple(match or still_open)
        proposal = Proposal(chosen, outcome, reason, rationale, suppress=suppress)
        made = runtime.alerts.propose_now(alert_id, proposal, By(actor, now, version))
    if json:
        print_json(to_json(asdict(made)))
    elif made.status is DispositionStatus.APPROVED:
        typer.echo(f"{made.id} has taken effect: {made.comment}")
    else:
        typer.echo(f"proposed as {made.id} on version {version + 1} or later; sha256 {made.content_sha256}")


@app.command("approve")
def approve(
    disposition_id: str = typer.Argument(help="Id of the proposal."),
    sha256: str = typer.Option(..., help="Its sha256, as it was shown to you."),
    version: int = _VERSION,
    key: str | None = _KEY,
    json: bool = _JSON,
) -> None:
    """Approve a proposal of another person, which takes effect then."""
    now = datetime.now(UTC)
    runtime = open_runtime(Settings())
    try:
        actor = keyed_actor(runtime.records, key, Role.SUPERVISOR, now) or local_actor()
        with runtime.records.engine.connect() as connection:
            read_disposition(connection, disposition_id)
        decided = runtime.alerts.approve_now(disposition_id, sha256, By(actor, now, version))
    finally:
        runtime.close()
    if json:
        print_json(to_json(asdict(decided)))
    else:
        typer.echo(f"approved; the alert {decided.alert.id} is {decided.alert.status}")
