"""The tables of screenings, and of what they are found by, as statements name them.

How the database has them, with their keys and indexes, say the classes of `service.records.rows`. Those are not loaded
to screen a name: SQLModel, and the mapper behind it, take a tenth of the processor time of that.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, LargeBinary, String, column, table

SCREENINGS = table(
    "screenings",
    column("id", String),
    column("screened_at", String),
    column("reference", String),
    column("decision", String),
    column("snapshot_sha256", String),
    column("profile_id", String),
    column("profile_sha256", String),
    column("engine", String),
    column("request", LargeBinary),
    column("answer", LargeBinary),
    column("actor", String),
    column("idempotency_key", String),
    column("fingerprint", String),
)

SCREENING_ENTITIES = table("screening_entities", column("entity_id", String), column("screening_id", String))

SCREENING_NAMES = table("screening_names", column("key", BigInteger), column("screening_id", String))

TOMBSTONES = table("screening_tombstones", column("screening_id", String), column("deleted_at", String))
