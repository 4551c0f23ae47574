"""Remembered decisions that somebody ends before their time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from service.alerts.errors import NotFound, NotPossible
from service.alerts.model import Alert, AlertMatch
from service.alerts.steps import By, hashed
from service.alerts.suppression_tables import SUPPRESSION_ENDS, SUPPRESSIONS
from service.audit.event import Event, RecordedEvent, recorded_event
from service.common.clock import sortable
from service.records.action import Action, Performed
from service.storage.bulk_insert import insert_rows


def revoke(suppression_id: str, comment: str, actor: str, at: datetime) -> Action[None]:
    """End a suppression. One person is enough: it only makes more alerts."""

    def run(connection: Connection) -> Performed[None]:
        known = select(SUPPRESSIONS.c.id).where(SUPPRESSIONS.c.id == suppression_id)
        if connection.execute(known).scalar() is None:
            raise NotFound(f"there is no suppression {suppression_id!r}")
        ended = select(SUPPRESSION_ENDS.c.status).where(SUPPRESSION_ENDS.c.suppression_id == suppression_id)
        status = connection.execute(ended).scalar()
        if status is not None:
            raise NotPossible(f"the suppression {suppression_id!r} has ended already: it is {status}")
        return Performed(None, list(_end(connection, [suppression_id], comment, actor, sortable(at))))

    return Action(run)


def forget(connection: Connection, alert: Alert, chosen: Sequence[AlertMatch], by: By) -> Iterator[RecordedEvent]:
    """A true match ends whatever says of the same subject and entity that it is none, under whichever profile."""
    ended = select(SUPPRESSION_ENDS.c.suppression_id)
    statement = select(SUPPRESSIONS.c.id).where(
        SUPPRESSIONS.c.subject_key == alert.subject.key,
        SUPPRESSIONS.c.entity_id.in_([one.entity_id for one in chosen]),
        SUPPRESSIONS.c.id.not_in(ended),
    )
    ids = connection.execute(statement).scalars().all()
    yield from _end(connection, ids, f"decided as a true match in {alert.id}", by.actor, by.time)


def _end(connection: Connection, ids: Sequence[str], comment: str, actor: str, at: str) -> Iterator[RecordedEvent]:
    """End suppressions. Gives the events of that."""
    columns = ("suppression_id", "status", "at", "by", "comment")
    insert_rows(connection, SUPPRESSION_ENDS, columns, [(one, "revoked", at, actor, comment) for one in ids])
    for one in ids:
        yield recorded_event(Event("suppression_revoked", actor, one, hashed(comment)), at)
