"""`sekisho webhooks`: where events are sent, and how their deliveries stand."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime

import typer
from pydantic_core import to_json

from service.bootstrap.runtime import open_records
from service.cli.account import local_actor
from service.cli.output import print_json, print_table
from service.settings import Settings
from service.webhooks import endpoints
from service.webhooks.addresses import read_networks
from service.webhooks.endpoints import MadeEndpoint, WantedEndpoint
from service.webhooks.model import DeliveryStatus
from service.webhooks.sending import Sender
from service.webhooks.trial import send_trial

app = typer.Typer(help="Webhooks: where events are sent, and how their deliveries stand.", no_args_is_help=True)

_JSON = typer.Option(False, "--json", help="The answer as JSON.")
_ID = typer.Argument(metavar="ID", help="Id of the endpoint.")


@app.callback()
def webhooks() -> None:
    """Webhooks: where events are sent, and how their deliveries stand."""


@app.command("create")
def create(
    url: str = typer.Argument(help="Where to send events."),
    event: list[str] = typer.Option([], "--event", help="A type of events; all if left out. May be repeated."),
    description: str = typer.Option("", help="What it is for."),
    json: bool = _JSON,
) -> None:
    """Have events sent to an address. The secret is shown this once."""
    wanted = WantedEndpoint(url, tuple(event), description)
    with closing(open_records(Settings())) as records:
        made = records.perform_now(endpoints.create_endpoint(wanted, local_actor(), _now()))
    _print_made(made, json)


@app.command("list")
def list_(json: bool = _JSON) -> None:
    """All endpoints, without their secrets."""
    with closing(open_records(Settings())) as records, records.engine.connect() as connection:
        found = endpoints.read_endpoints(connection)
    if json:
        print_json(to_json({"webhooks": [asdict(one) for one in found]}))
        return
    rows = [
        [one.id, one.status.value, one.url, ", ".join(one.event_types) or "all", one.disabled_because or ""]
        for one in found
    ]
    print_table("webhooks", ["id", "status", "url", "events", "disabled because"], rows)


@app.command("rotate")
def rotate(endpoint_id: str = _ID, json: bool = _JSON) -> None:
    """Make a new secret and key; the former ones sign beside them for 24 hours."""
    with closing(open_records(Settings())) as records:
        made = records.perform_now(endpoints.rotate_secret(endpoint_id, local_actor(), _now()))
    _print_made(made, json)


@app.command("enable")
def enable(endpoint_id: str = _ID, json: bool = _JSON) -> None:
    """Send to a disabled endpoint again, first what was not delivered."""
    with closing(open_records(Settings())) as records:
        endpoint = records.perform_now(endpoints.enable_endpoint(endpoint_id, local_actor(), _now()))
    if json:
        print_json(to_json(asdict(endpoint)))
    else:
        typer.echo(f"{endpoint.id} is enabled")


@app.command("delete")
def delete(endpoint_id: str = _ID, json: bool = _JSON) -> None:
    """Send nothing more to an endpoint."""
    with closing(open_records(Settings())) as records:
        endpoint = records.perform_now(endpoints.delete_endpoint(endpoint_id, local_actor(), _now()))
    if json:
        print_json(to_json(asdict(endpoint)))
    else:
        typer.echo(f"{endpoint.id} is deleted")


@app.command("test")
def send_test(endpoint_id: str = _ID, json: bool = _JSON) -> None:
    """Send a signed message now. Exit status 1 if it was not taken."""
    networks = read_networks(Settings().webhook_networks)
    with closing(open_records(Settings())) as records:
        message, attempt = asyncio.run(send_trial(records, Sender(networks), endpoint_id, local_actor(), _now()))
    if json:
        shown = {"webhook_id": message.id, "delivered": attempt.delivered, **asdict(attempt)}
        print_json(to_json({name: value for name, value in shown.items() if name != "retry_after"}))
    else:
        ended = f"status {attempt.status_code}" if attempt.error is None else attempt.error
        typer.echo(f"{'delivered' if attempt.delivered else 'not delivered'}: {ended}, {attempt.latency_ms} ms")
    if not attempt.delivered:
        raise typer.Exit(1)


@app.command("deliveries")
def deliveries(
    endpoint_id: str = _ID,
    status: DeliveryStatus | None = typer.Option(None, help="Only those that stand so."),
    after: str | None = typer.Option(None, help="The last id of the page before."),
    limit: int = typer.Option(50, min=1, max=500, help="Most to show."),
    json: bool = _JSON,
) -> None:
    """The deliveries of an endpoint, newest first."""
    with closing(open_records(Settings())) as records, records.engine.connect() as connection:
        found, following = endpoints.find_deliveries(connection, endpoint_id, status=status, after=after, limit=limit)
    if json:
        print_json(to_json({"deliveries": [asdict(one) for one in found], "next": following}))
        return
    rows = [
        [
            one.id,
            one.event_type,
            one.status.value,
            str(one.attempt),
            one.error or str(one.status_code or ""),
            (one.next_attempt_at or "")[:19],
        ]
        for one in found
    ]
    print_table("deliveries", ["id", "event", "status", "attempts", "last answer", "next attempt"], rows)


@app.command("replay")
def replay(
    delivery_id: str = typer.Argument(metavar="DELIVERY", help="Id of the delivery."), json: bool = _JSON
) -> None:
    """Send an event once more, under the same webhook id. A server has to run."""
    with closing(open_records(Settings())) as records:
        delivery = records.perform_now(endpoints.replay_delivery(delivery_id, local_actor(), _now()))
    if json:
        print_json(to_json(asdict(delivery)))
    else:
        typer.echo(f"{delivery.id} is on its way again")


def _print_made(made: MadeEndpoint, json: bool) -> None:
    if json:
        print_json(to_json(asdict(made.endpoint) | {"secret": made.secret}))
        return
    typer.echo(made.secret)
    typer.echo(f"{made.endpoint.id}; public key {made.endpoint.public_key}", err=True)
    typer.echo("Keep the secret now: it is not shown again.", err=True)


def _now() -> datetime:
    return datetime.now(UTC)
