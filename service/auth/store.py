"""Keys in the database of the records, so that all replicas know the same ones. Rows are never deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from service.audit.event import ROWS_WRITTEN, recorded_event
from service.audit.tables import AUDIT_EVENTS, RARE
from service.auth.api_keys import approved_event, created_event, revoked_event
from service.auth.errors import KeyNotProposed
from service.auth.key_policy import read_policy, write_policy
from service.auth.model import ApiKey
from service.auth.second_person import require_second_person
from service.auth.tables import API_KEYS
from service.common.clock import sortable
from service.common.roles import Role
from service.records.action import Action, Performed
from service.storage.bulk_insert import insert_rows
from service.storage.database import begin_writing, reason
from service.storage.errors import RecordsUnavailable
from service.storage.seals import Seal, seal_rows, sealed_tables, seals_of

_OWN_COLUMNS = tuple(column.name for column in API_KEYS.columns if column.name != "revision")
_MOMENTS = ("created_at", "expires_at", "revoked_at", "used_at", "proposed_at", "approved_at")


_ANY_MADE = select(AUDIT_EVENTS.c.number).where(AUDIT_EVENTS.c.kind == "key_created", RARE).limit(1)


class KeyStore:
    """Reads the table of keys. Every method raises RecordsUnavailable if the database does not do it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def load(self) -> tuple[ApiKey, ...]:
        """All keys there ever were, oldest first. Those that the audit chain does not know as they are say so.

        Keys that are all gone, though the chain knows of some, are a failure: else anybody on this machine came in.
        """
        statement = select(API_KEYS).order_by(API_KEYS.c.created_at, API_KEYS.c.id)
        try:
            with self._engine.connect() as connection:
                rows = [dict(row._mapping) for row in connection.execute(statement)]
                seals = _seals(connection, [row["id"] for row in rows])
                if not rows and connection.execute(_ANY_MADE).first() is not None:
                    raise RecordsUnavailable("the API keys were removed from the database; see sekisho audit verify")
        except (DBAPIError, PoolTimeout) as error:
            raise _unavailable("read", error) from None
        return tuple(_key(row, seals) for row in rows)

    def used(self, key_ids: Iterable[str], at: datetime) -> None:
        """Note that keys were used up to this moment."""
        self._change(update(API_KEYS).where(API_KEYS.c.id.in_(sorted(key_ids))).values(used_at=sortable(at)))

    def _change(self, statement: Any) -> None:
        try:
            with begin_writing(self._engine) as connection:
                connection.execute(statement)
        except IntegrityError:
            raise RecordsUnavailable("the key could not be kept: one with this id is there; try again") from None
        except (DBAPIError, PoolTimeout) as error:
            raise _unavailable("changed", error) from None


def add_key(key: ApiKey) -> Action[None]:
    """Keep a new key, with its event."""

    def run(connection: Connection) -> Performed[None]:
        row = _row(key)
        insert_rows(connection, API_KEYS, tuple(row), [tuple(row.values())])
        return Performed(None, [recorded_event(created_event(key), sortable(key.created_at))])

    return Action(run)


def approve_key(key: ApiKey, *, by: str, at: datetime) -> Action[None]:
    """Let a proposed key come into force, as another administrator than the one who made it, with its event. Raises
    SecondPersonNeeded, and KeyNotProposed if it waits for nobody."""

    def run(connection: Connection) -> Performed[None]:
        require_second_person(key.created_by, by)
        waiting = (
            API_KEYS.c.proposed_at.is_not(None) & API_KEYS.c.approved_at.is_(None) & API_KEYS.c.revoked_at.is_(None)
        )
        unexpired = API_KEYS.c.expires_at.is_(None) | (API_KEYS.c.expires_at > sortable(at))
        approved = update(API_KEYS).where((API_KEYS.c.id == key.id) & waiting & unexpired)
        if not connection.execute(approved.values(approved_at=sortable(at), approved_by=by)).rowcount:
            raise KeyNotProposed(f"the key {key.id} does not wait for approval; see the list of keys for its state")
        seal_rows(connection, API_KEYS, id=key.id)
        return Performed(None, [recorded_event(approved_event(key, by=by), sortable(at))])

    return Action(run)


def revoke_key(key: ApiKey, *, by: str, at: datetime) -> Action[None]:
    """Revoke a key, with its event. The first revocation counts: another one changes nothing."""

    def run(connection: Connection) -> Performed[None]:
        unrevoked = (API_KEYS.c.id == key.id) & API_KEYS.c.revoked_at.is_(None)
        changed = connection.execute(
            update(API_KEYS).where(unrevoked).values(revoked_at=sortable(at), revoked_by=by)
        ).rowcount
        if not changed:
            return Performed(None, ())
        seal_rows(connection, API_KEYS, id=key.id)
        return Performed(None, [recorded_event(revoked_event(key, by=by), sortable(at))])

    return Action(run)


def _seals(connection: Connection, key_ids: list[str]) -> Mapping[str, Seal]:
    """What the audit chain says of the rows of keys: of each the newest seal."""
    wanted = select(AUDIT_EVENTS.c.details).where(
        AUDIT_EVENTS.c.subject.in_(key_ids), AUDIT_EVENTS.c.kind == ROWS_WRITTEN
    )
    newest: dict[str, Seal] = {}
    for details in connection.execute(wanted).scalars():
        for seal in _seals_in(details):
            if seal.table == API_KEYS.name and (seal.key not in newest or newest[seal.key].counter <= seal.counter):
                newest[seal.key] = seal
    return newest


def _seals_in(details: str) -> list[Seal]:
    """The seals that an event names. One that was changed names none, so that its keys are not genuine."""
    try:
        return [
            Seal(str(table), str(key), int(counter), sha) for table, key, counter, sha in json.loads(details)["rows"]
        ]
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return []


def _unavailable(verb: str, error: Exception) -> RecordsUnavailable:
    return RecordsUnavailable(f"the API keys cannot be {verb}: {reason(error)}")


def _row(key: ApiKey) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(key, name) for name in _OWN_COLUMNS}
    row |= {name: None if row[name] is None else sortable(row[name]) for name in _MOMENTS}
    return row | {"roles": " ".join(sorted(key.roles)), "policy": write_policy(key.policy)}


def _key(row: dict[str, Any], seals: Mapping[str, Seal]) -> ApiKey:
    [seal] = seals_of(sealed_tables()[API_KEYS.name], [row])
    kept = {name: value for name, value in row.items() if name != "revision"}
    try:
        moments = {name: None if row[name] is None else datetime.fromisoformat(row[name]) for name in _MOMENTS}
        roles = frozenset(Role(word) for word in row["roles"].split())
        policy = read_policy(row["policy"])
    except (ValueError, TypeError, AttributeError):
        raise RecordsUnavailable(
            f"the API key {row['id']} was changed in the database and cannot be read; see sekisho audit verify"
        ) from None
    return ApiKey(**kept | moments | {"roles": roles, "policy": policy}, genuine=seals.get(seal.key) == seal)
