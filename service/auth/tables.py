"""The table of API keys. `service/auth` reads and changes it.

Rows are never deleted: once a key has existed, nobody is let in without one.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, String, Table, UniqueConstraint

from service.storage.metadata import METADATA

API_KEYS = Table(
    "api_keys",
    METADATA,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("secret_sha256", String, nullable=False),
    Column("roles", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("created_by", String, nullable=False),
    Column("expires_at", String),
    Column("revoked_at", String),
    Column("revoked_by", String),
    Column("used_at", String),
    Column("requests_per_second", Float),
    Column("policy", String),
    Column("revision", Integer),
    Column("proposed_at", String),
    Column("approved_at", String),
    Column("approved_by", String),
    UniqueConstraint("secret_sha256", name="api_keys_secret"),
)
"""One key. Moments are UTC in ISO 8601 of fixed width, roles words with spaces between, the policy JSON."""
