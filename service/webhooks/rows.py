"""The outbox of events, and the endpoints that they are sent to, as the database has them (`webhooks.tables`)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from service.storage.partial_index import partial_index

_UNPUBLISHED = text("position IS NULL")


class OutboxRow(SQLModel, table=True):
    """One event, written in the transaction of what it tells of. `data` is thin JSON: ids, references, decisions.

    `position` is its place in the feed, which it is given once it is committed (`publishing`). A second event with the
    same `once_key` is not written. Rows are removed when they are no longer kept, and never changed otherwise.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_type", "type", "position"),
        Index("outbox_position", "position", unique=True),
        partial_index("outbox_unpublished", "id", where=_UNPUBLISHED),
        Index("outbox_once", "once_key", unique=True),
    )

    id: str = Field(primary_key=True)
    type: str
    timestamp: str
    data: str
    position: int | None = Field(default=None, sa_type=BigInteger)
    once_key: str | None = None


class WebhookEndpointRow(SQLModel, table=True):
    """Where events are sent. `event_types` is a JSON array, empty for all. Secrets are taken out when it is deleted."""

    __tablename__ = "webhook_endpoints"

    id: str = Field(primary_key=True)
    url: str
    event_types: str
    description: str
    status: str
    created_at: str
    created_by: str
    secret: str
    signing_key: str
    previous_secret: str | None = None
    previous_signing_key: str | None = None
    previous_until: str | None = None
    disabled_at: str | None = None
    disabled_because: str | None = None
    not_before: str | None = None
    revision: int | None = None


class WebhookDeliveryRow(SQLModel, table=True):
    """One event on its way to one endpoint. `attempt` counts the attempts made. Whoever works on it has a claim until
    `claimed_until`; after that anybody may take it over."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        UniqueConstraint("event_id", "endpoint_id", name="webhook_deliveries_once"),
        Index("webhook_deliveries_due", "status", "endpoint_id", "next_attempt_at"),
        Index("webhook_deliveries_endpoint", "endpoint_id", "id"),
    )

    id: str = Field(primary_key=True)
    endpoint_id: str
    event_id: str
    event_type: str
    created_at: str
    status: str
    attempt: int = 0
    next_attempt_at: str | None = None
    attempted_at: str | None = None
    status_code: int | None = None
    latency_ms: int | None = None
    error: str | None = None
    claimed_by: str | None = None
    claimed_until: str | None = None
