"""The outbox of events, and the endpoints that they are sent to."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, UniqueConstraint, text

from service.storage.metadata import METADATA
from service.storage.partial_index import partial_index

_UNPUBLISHED = text("position IS NULL")


OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("timestamp", String, nullable=False),
    Column("data", String, nullable=False),
    Column("position", BigInteger),
    Column("once_key", String),
    Index("outbox_type", "type", "position"),
    Index("outbox_position", "position", unique=True),
    partial_index("outbox_unpublished", "id", where=_UNPUBLISHED),
    Index("outbox_once", "once_key", unique=True),
)
"""One event, written in the transaction of what it tells of. `data` is thin JSON: ids, references, decisions.

`position` is its place in the feed, which it is given once it is committed (`publishing`). A second event with the
same `once_key` is not written. Rows are removed when they are no longer kept, and never changed otherwise.
"""

ENDPOINTS = Table(
    "webhook_endpoints",
    METADATA,
    Column("id", String, primary_key=True),
    Column("url", String, nullable=False),
    Column("event_types", String, nullable=False),
    Column("description", String, nullable=False),
    Column("status", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("created_by", String, nullable=False),
    Column("secret", String, nullable=False),
    Column("signing_key", String, nullable=False),
    Column("previous_secret", String),
    Column("previous_signing_key", String),
    Column("previous_until", String),
    Column("disabled_at", String),
    Column("disabled_because", String),
    Column("not_before", String),
    Column("revision", Integer),
)
"""Where events are sent. `event_types` is a JSON array, empty for all. Secrets are taken out when it is deleted."""

DELIVERIES = Table(
    "webhook_deliveries",
    METADATA,
    Column("id", String, primary_key=True),
    Column("endpoint_id", String, nullable=False),
    Column("event_id", String, nullable=False),
    Column("event_type", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("status", String, nullable=False),
    Column("attempt", Integer, nullable=False, default=0),
    Column("next_attempt_at", String),
    Column("attempted_at", String),
    Column("status_code", Integer),
    Column("latency_ms", Integer),
    Column("error", String),
    Column("claimed_by", String),
    Column("claimed_until", String),
    UniqueConstraint("event_id", "endpoint_id", name="webhook_deliveries_once"),
    Index("webhook_deliveries_due", "status", "endpoint_id", "next_attempt_at"),
    Index("webhook_deliveries_endpoint", "endpoint_id", "id"),
)
"""One event on its way to one endpoint. `attempt` counts the attempts made. Whoever works on it has a claim until
`claimed_until`; after that anybody may take it over."""
