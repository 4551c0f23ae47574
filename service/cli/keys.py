"""`sekisho keys`: who may come in. Whoever may write to the database may make keys; nobody is asked for one here."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import typer
from pydantic_core import to_json

from service.auth.api_keys import Wanted, find_key, make_key, needs_approval
from service.auth.errors import KeyRefused
from service.auth.key_policy import KeyPolicy
from service.auth.model import ApiKey
from service.auth.store import KeyStore, add_key, approve_key, revoke_key
from service.bootstrap.runtime import open_records
from service.cli.account import keyed_actor, local_actor
from service.cli.output import complain, print_json, print_table
from service.common.clock import sortable
from service.common.roles import Role
from service.records.action import ActionRefused
from service.records.records import Records
from service.settings import Settings

ERROR = 2

app = typer.Typer(help="API keys: who may come in, and for what.", no_args_is_help=True)

_KEY = typer.Option(None, "--key", envvar="SEKISHO_API_KEY", help="Who approves. Better given as a variable.")
_JSON = typer.Option(False, "--json", help="The answer as JSON.")


@app.callback()
def keys() -> None:
    """API keys: who may come in, and for what. Once there is a key, every request over HTTP needs one."""


@app.command("create")
def create(
    name: str = typer.Argument(help="Who will use it: the actor in records. Keys of one name are one actor."),
    role: list[Role] = typer.Option(..., "--role", help="What it may do. May be repeated."),
    days: float | None = typer.Option(None, min=0, help="Days until it expires; never if left out."),
    requests_per_second: float | None = typer.Option(
        None, min=0, help="Its own limit; 0 for none; that of the settings if left out."
    ),
    profile: list[str] = typer.Option([], help="A profile that it may name; any if left out. May be repeated."),
    min_threshold: float | None = typer.Option(None, min=0, max=1, help="The least threshold that it may ask with."),
    max_threshold: float | None = typer.Option(None, min=0, max=1, help="The greatest threshold."),
    watchlist: list[str] = typer.Option([], help="A watchlist that every request has to search. May be repeated."),
    regime: list[str] = typer.Option([], help="A regime that every request has to apply. May be repeated."),
    segment: list[str] = typer.Option([], help="Segment of the book it may see and change; several times for several."),
    as_of: bool = typer.Option(True, help="Whether it may name the day by which measures are applied."),
    json: bool = _JSON,
) -> None:
    """Make a key. It is shown this once."""
    policy = KeyPolicy(
        tuple(profile) or None,
        min_threshold,
        max_threshold,
        tuple(watchlist) or None,
        tuple(regime) or None,
        as_of,
        tuple(segment) or None,
    )
    now = datetime.now(UTC)
    expires_at = None if days is None else now + timedelta(days=days)
    with closing(open_records(Settings())) as records:
        wanted = Wanted(
            name, frozenset(role), expires_at, requests_per_second, None if policy == KeyPolicy() else policy
        )
        try:
            maker, two = local_actor(), Settings().keys_need_two
            proposed = needs_approval(KeyStore(records.engine).load(), by=maker, now=now, keys_need_two=two)
            key, secret = make_key(wanted, by=maker, now=now, proposed=proposed)
        except KeyRefused as error:
            complain(str(error))
            raise typer.Exit(ERROR) from None
        records.perform_now(add_key(key))
    if json:
        print_json(to_json(_document(key, now) | {"secret": secret}))
        return
    typer.echo(secret)
    until = "never expires" if expires_at is None else f"expires {expires_at:%Y-%m-%d %H:%M} UTC"
    typer.echo(f"{key.name}: {', '.join(sorted(key.roles))}; {until}. Keep it now: it is not shown again.", err=True)
    if key.proposed_at is not None:
        typer.echo(f"It lets nobody in until an administrator approves it: sekisho keys approve {key.id}", err=True)


@app.command("list")
def list_(json: bool = _JSON) -> None:
    """All keys there ever were, without their secrets."""
    now = datetime.now(UTC)
    with closing(open_records(Settings())) as records:
        found = KeyStore(records.engine).load()
    if json:
        print_json(to_json({"keys": [_document(key, now) for key in found]}))
        return
    columns = ["id", "name", "roles", "state", "created", "expires", "last used"]
    print_table("API keys", columns, [_cells(key, now) for key in found])


@app.command("approve")
def approve(
    key_id: str = typer.Argument(metavar="ID", help="Id of the key, as `list` shows it."),
    key: str | None = _KEY,
    json: bool = _JSON,
) -> None:
    """Let a key come into force that another administrator has made."""
    now = datetime.now(UTC)
    with closing(open_records(Settings())) as records:
        by = keyed_actor(records, key, Role.ADMIN, now) or local_actor()
        try:
            records.perform_now(approve_key(_known(records, key_id), by=by, at=now))
        except ActionRefused as error:
            complain(str(error))
            raise typer.Exit(ERROR) from None
        approved = _known(records, key_id)
    if json:
        print_json(to_json(_document(approved, now)))
    else:
        typer.echo(f"{approved.prefix} of {approved.name} is {approved.state(now)}")


@app.command("revoke")
def revoke(
    key_id: str = typer.Argument(metavar="ID", help="Id of the key, as `list` shows it."), json: bool = _JSON
) -> None:
    """Withdraw a key. Servers refuse it within seconds (SEKISHO_KEY_SECONDS)."""
    now = datetime.now(UTC)
    with closing(open_records(Settings())) as records:
        key = _known(records, key_id)
        if key.revoked_at is None:
            records.perform_now(revoke_key(key, by=local_actor(), at=now))
        revoked = _known(records, key_id)
    if json:
        print_json(to_json(_document(revoked, now)))
    else:
        typer.echo(f"{revoked.prefix} of {revoked.name} is revoked")


def _known(records: Records, key_id: str) -> ApiKey:
    """The key as it is kept. Leaves with an error if there is none."""
    key = find_key(KeyStore(records.engine).load(), key_id)
    if key is None:
        complain(f"there is no key {key_id!r}; see sekisho keys list")
        raise typer.Exit(ERROR)
    return key


def _document(key: ApiKey, now: datetime) -> dict[str, Any]:
    moments = ("created_at", "expires_at", "revoked_at", "used_at", "proposed_at", "approved_at")
    told = {name: None if (at := getattr(key, name)) is None else sortable(at) for name in moments}
    others = ("id", "prefix", "name", "created_by", "revoked_by", "requests_per_second", "approved_by")
    return (
        {name: getattr(key, name) for name in others}
        | told
        | {
            "roles": sorted(key.roles),
            "state": key.state(now),
            "policy": None if key.policy is None else asdict(key.policy),
        }
    )


def _cells(key: ApiKey, now: datetime) -> list[str]:
    moments = [_minute(at) for at in (key.created_at, key.expires_at, key.used_at)]
    return [key.id, key.name, ", ".join(sorted(key.roles)), key.state(now), *moments]


def _minute(at: datetime | None) -> str:
    return "-" if at is None else f"{at:%Y-%m-%d %H:%M}"
