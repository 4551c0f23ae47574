"""Keys in the database of the records, so that all replicas know the same ones. Rows are never deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from service.auth.key_policy import read_policy, write_policy
from service.auth.model import ApiKey
from service.auth.tables import ApiKeyRow
from service.common.clock import sortable
from service.common.roles import Role
from service.storage.database import begin_writing, reason
from service.storage.errors import RecordsUnavailable

_MOMENTS = ("created_at", "expires_at", "revoked_at", "used_at")


TABLE = ApiKeyRow.__table__  # type: ignore[attr-defined]


class KeyStore:
    """Reads and changes the table of keys. Every method raises RecordsUnavailable if the database does not do it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def load(self) -> tuple[ApiKey, ...]:
        """All keys there ever were, oldest first."""
        statement = select(TABLE).order_by(TABLE.c.created_at, TABLE.c.id)
        try:
            with self._engine.connect() as connection:
                return tuple(_key(dict(row._mapping)) for row in connection.execute(statement))
        except (DBAPIError, PoolTimeout) as error:
            raise _unavailable("read", error) from None

    def add(self, key: ApiKey) -> None:
        """Keep a new key."""
        self._change(TABLE.insert().values(_row(key)))

    def revoke(self, key_id: str, at: datetime, by: str) -> None:
        """Revoke a key. The first revocation counts: another one changes nothing."""
        unrevoked = (TABLE.c.id == key_id) & TABLE.c.revoked_at.is_(None)
        self._change(update(TABLE).where(unrevoked).values(revoked_at=sortable(at), revoked_by=by))

    def used(self, key_ids: Iterable[str], at: datetime) -> None:
        """Note that keys were used up to this moment."""
        self._change(update(TABLE).where(TABLE.c.id.in_(sorted(key_ids))).values(used_at=sortable(at)))

    def _change(self, statement: Any) -> None:
        try:
            with begin_writing(self._engine) as connection:
                connection.execute(statement)
        except IntegrityError:
            raise RecordsUnavailable("the key could not be kept: one with this id is there; try again") from None
        except (DBAPIError, PoolTimeout) as error:
            raise _unavailable("changed", error) from None


def _unavailable(verb: str, error: Exception) -> RecordsUnavailable:
    return RecordsUnavailable(f"the API keys cannot be {verb}: {reason(error)}")


def _row(key: ApiKey) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(key, name) for name in ApiKeyRow.model_fields}
    row |= {name: None if row[name] is None else sortable(row[name]) for name in _MOMENTS}
    return row | {"roles": " ".join(sorted(key.roles)), "policy": write_policy(key.policy)}


def _key(row: dict[str, Any]) -> ApiKey:
    moments = {name: None if row[name] is None else datetime.fromisoformat(row[name]) for name in _MOMENTS}
    roles = frozenset(Role(word) for word in row["roles"].split())
    return ApiKey(**row | moments | {"roles": roles, "policy": read_policy(row["policy"])})
