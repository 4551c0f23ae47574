"""The outbox of events, and the endpoints that they are sent to, as statements name them.

How the database has them, with their keys and indexes, say the classes of `service.webhooks.rows`.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, String, column, table

OUTBOX = table(
    "outbox",
    column("id", String),
    column("type", String),
    column("timestamp", String),
    column("data", String),
    column("position", BigInteger),
    column("once_key", String),
)

ENDPOINTS = table(
    "webhook_endpoints",
    column("id", String),
    column("url", String),
    column("event_types", String),
    column("description", String),
    column("status", String),
    column("created_at", String),
    column("created_by", String),
    column("secret", String),
    column("signing_key", String),
    column("previous_secret", String),
    column("previous_signing_key", String),
    column("previous_until", String),
    column("disabled_at", String),
    column("disabled_because", String),
    column("not_before", String),
    column("revision", Integer),
)

DELIVERIES = table(
    "webhook_deliveries",
    column("id", String),
    column("endpoint_id", String),
    column("event_id", String),
    column("event_type", String),
    column("created_at", String),
    column("status", String),
    column("attempt", Integer),
    column("next_attempt_at", String),
    column("attempted_at", String),
    column("status_code", Integer),
    column("latency_ms", Integer),
    column("error", String),
    column("claimed_by", String),
    column("claimed_until", String),
)
