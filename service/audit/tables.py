"""The tables of audit events and of the signatures under some of them, as statements name them.

How the database has them, with their keys and indexes, say the classes of `service.audit.rows`, which are not loaded to
write an event.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, String, column, table, text

RARE = text("kind <> 'screening_performed'")
"""The condition of the index of rare events: a question has to name it to be answered from that index."""

AUDIT_EVENTS = table(
    "audit_events",
    column("writer", String),
    column("number", BigInteger),
    column("at", String),
    column("kind", String),
    column("actor", String),
    column("subject", String),
    column("details", String),
    column("sha256", String),
)

AUDIT_ANCHORS = table(
    "audit_anchors",
    column("writer", String),
    column("number", BigInteger),
    column("sha256", String),
    column("public_key", String),
    column("signature", String),
)
