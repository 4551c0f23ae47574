"""The table of API keys. `service/auth` reads and changes it.

Rows are never deleted: once a key has existed, nobody is let in without one.
"""

from __future__ import annotations

from sqlalchemy import Table, UniqueConstraint
from sqlmodel import Field, SQLModel


class ApiKeyRow(SQLModel, table=True):
    """One key. Moments are UTC in ISO 8601 of fixed width, roles words with spaces between, the policy JSON."""

    __tablename__ = "api_keys"
    __table_args__ = (UniqueConstraint("secret_sha256", name="api_keys_secret"),)

    id: str = Field(primary_key=True)
    name: str
    secret_sha256: str
    roles: str
    created_at: str
    created_by: str
    expires_at: str | None = None
    revoked_at: str | None = None
    revoked_by: str | None = None
    used_at: str | None = None
    requests_per_second: float | None = None
    policy: str | None = None
    revision: int | None = None
    proposed_at: str | None = None
    approved_at: str | None = None
    approved_by: str | None = None


API_KEYS: Table = ApiKeyRow.__table__  # type: ignore[attr-defined]
