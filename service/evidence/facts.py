"""Reading what a certificate is made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from service.alerts.reading import read_disposition
from service.alerts.suppression_reading import read_suppressions
from service.audit.event import DELETED, PERFORMED
from service.audit.link import Link
from service.audit.tables import AUDIT_EVENTS, RARE
from service.evidence.certificate import Facts, Remembered, suppression_ids
from service.evidence.chain_place import place_of, read_event
from service.evidence.sealed import parsed
from service.records.model import Document
from service.records.search import find_with
from service.records.tables import TOMBSTONES

_COLUMNS = tuple(AUDIT_EVENTS.c[name] for name in Link._fields)


def read_facts(connection: Connection, screening_id: str) -> Facts | None:
    """What is on record of a screening; None if there never was one."""
    performed = read_event(connection, PERFORMED, screening_id)
    if performed is None:
        return None
    document, place = find_with(connection, screening_id), place_of(connection, performed)
    if document is None:
        return Facts(performed, place, None, _deletion(connection, screening_id))
    suppressions = read_suppressions(connection, set(suppression_ids(parsed(document.answer))))
    remembered = [
        Remembered(one, read_disposition(connection, one.disposition_id)) for _, one in sorted(suppressions.items())
    ]
    return Facts(performed, place, document, None, remembered, _profile(connection, document))


def _deletion(connection: Connection, screening_id: str) -> Link | None:
    deleted_at = connection.execute(
        select(TOMBSTONES.c.deleted_at).where(TOMBSTONES.c.screening_id == screening_id)
    ).scalar()
    wanted = select(*_COLUMNS).where(AUDIT_EVENTS.c.kind == DELETED, RARE, AUDIT_EVENTS.c.at == deleted_at)
    links = (Link(*row) for row in connection.execute(wanted))
    return next((link for link in links if screening_id in json.loads(link.details)["screenings"]), None)


def _profile(connection: Connection, document: Document) -> Mapping[str, Any] | None:
    """The settings of the profile, as they were written down when the snapshot came into use."""
    link = read_event(connection, "snapshot_recorded", document.snapshot_sha256)
    part = None if link is None else json.loads(link.details)["profiles"].get(document.profile_id)
    settings: Mapping[str, Any] | None = None if part is None else json.loads(part["settings"])
    return settings
