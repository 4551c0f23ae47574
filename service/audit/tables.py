"""The tables of audit events and of the signatures under some of them. Rows are only ever added."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, String, Table, text

from service.storage.metadata import METADATA
from service.storage.partial_index import partial_index

RARE = text("kind <> 'screening_performed'")
"""The condition of the index of rare events: a question has to name it to be answered from that index."""

AUDIT_EVENTS = Table(
    "audit_events",
    METADATA,
    Column("writer", String, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("at", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("subject", String),
    Column("details", String, nullable=False),
    Column("sha256", String, nullable=False),
    Index("audit_events_at", "at", "writer", "number"),
    Index("audit_events_subject", "subject"),
    # Almost all events are screenings: the others are found fast, and the index costs those nothing.
    partial_index("audit_events_rare", "kind", "at", where=RARE),
)
"""One event, in its place in the chain of its writer."""

AUDIT_ANCHORS = Table(
    "audit_anchors",
    METADATA,
    Column("writer", String, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("public_key", String, nullable=False),
    Column("signature", String, nullable=False),
)
"""A signature under one event, and with it under everything that the event goes back to."""
