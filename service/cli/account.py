"""Who works at the command line."""

from __future__ import annotations

from datetime import datetime
from getpass import getuser

import typer

from service.auth.key_generation import sha256_of
from service.auth.store import KeyStore
from service.cli.output import complain
from service.common.roles import Role
from service.records.records import Records

_ERROR = 2


def local_actor() -> str:
    """The account on this machine, as far as the system knows it, as an actor for the records."""
    try:
        return f"local:{getuser()}"
    except (KeyError, OSError):
        return "local"


def keyed_actor(records: Records, secret: str | None, role: Role, now: datetime) -> str | None:
    """Whose key it is; None without one. Leaves with an error if the key does not do."""
    if secret is None:
        return None
    digest = sha256_of(secret)
    found = next((one for one in KeyStore(records.engine).load() if one.secret_sha256 == digest), None)
    if found is None or found.state(now) != "valid":
        complain("--key: this API key is " + ("unknown" if found is None else found.state(now)))
        raise typer.Exit(_ERROR)
    if role not in found.roles:
        complain(f"--key: this needs the role {role}; {found.name} has {', '.join(sorted(found.roles))}")
        raise typer.Exit(_ERROR)
    return found.name
