"""Reading suppressions out of their tables. Every process that screens does so, also those that read no alert."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, RowMapping, func, select

from service.alerts.finding_model import EndedSuppression, Suppression, SuppressionStatus
from service.alerts.suppression_tables import SUPPRESSION_ENDS, SUPPRESSIONS


def read_suppressions(connection: Connection, ids: Iterable[str]) -> dict[str, Suppression]:
    """Suppressions by id, whether they have ended or not."""
    rows = connection.execute(select(SUPPRESSIONS).where(SUPPRESSIONS.c.id.in_(list(ids)))).mappings()
    return {row["id"]: suppression_of(row) for row in rows}


def active_suppressions(connection: Connection, now: str) -> list[Suppression]:
    """All suppressions that have neither ended nor expired."""
    ended = select(SUPPRESSION_ENDS.c.suppression_id)
    statement = select(SUPPRESSIONS).where(SUPPRESSIONS.c.expires_at > now, SUPPRESSIONS.c.id.not_in(ended))
    return [suppression_of(row) for row in connection.execute(statement).mappings()]


def suppressions_ended_between(connection: Connection, since: str, until: str) -> list[EndedSuppression]:
    """Those that have expired or were revoked after one moment, and not after another. Lapsed ones have led to an alert
    where they lapsed."""
    ended_at = func.coalesce(SUPPRESSION_ENDS.c.at, SUPPRESSIONS.c.expires_at)
    columns = (SUPPRESSIONS.c.subject_key, SUPPRESSIONS.c.entity_id, SUPPRESSIONS.c.profile_id, ended_at)
    no_lapse = func.coalesce(SUPPRESSION_ENDS.c.status, "") != SuppressionStatus.LAPSED.value
    statement = (
        select(*columns)
        .outerjoin(SUPPRESSION_ENDS, SUPPRESSION_ENDS.c.suppression_id == SUPPRESSIONS.c.id)
        .where(no_lapse, ended_at > since, ended_at <= until)
    )
    return [EndedSuppression(*row) for row in connection.execute(statement)]


def count_suppressions(connection: Connection) -> tuple[int, int]:
    """How many suppressions there are, and how many have ended. Rows are only added, so that equal numbers mean that
    nothing has happened."""
    tables = (SUPPRESSIONS, SUPPRESSION_ENDS)
    first, second = (connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables)
    return first, second


def suppression_of(row: RowMapping) -> Suppression:
    """A suppression from a row of its table."""
    return Suppression(**{name: row[name] for name in Suppression.__dataclass_fields__})


def suppression_status(expires_at: str, end: str | None, now: str) -> SuppressionStatus:
    """Where a suppression stands: how it ended, or else whether its time is over."""
    if end is not None:
        return SuppressionStatus(end)
    return SuppressionStatus.EXPIRED if expires_at <= now else SuppressionStatus.ACTIVE
