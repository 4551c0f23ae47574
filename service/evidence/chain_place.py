"""Where the event of something stands in the audit chain, with all that is needed to compute its hash again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from service.audit.link import BEGINNING, Link, canonical, sha256_after
from service.audit.signing import Anchor, is_genuine
from service.audit.tables import AUDIT_ANCHORS, AUDIT_EVENTS

_COLUMNS = tuple(AUDIT_EVENTS.c[name] for name in Link._fields)


def read_event(connection: Connection, kind: str, subject: str) -> Link | None:
    """The first event of that kind about something."""
    wanted = select(*_COLUMNS).where(AUDIT_EVENTS.c.subject == subject, AUDIT_EVENTS.c.kind == kind)
    row = connection.execute(
        wanted.order_by(AUDIT_EVENTS.c.at, AUDIT_EVENTS.c.writer, AUDIT_EVENTS.c.number).limit(1)
    ).first()
    return None if row is None else Link(*row)


def place_of(connection: Connection, link: Link) -> dict[str, Any]:
    """The event, the hash of the one before it, and the first signature over it; `anchor` is None before there is
    one."""
    before = select(AUDIT_EVENTS.c.sha256).where(
        AUDIT_EVENTS.c.writer == link.writer, AUDIT_EVENTS.c.number == link.number - 1
    )
    signed = (
        select(AUDIT_ANCHORS)
        .where(AUDIT_ANCHORS.c.writer == link.writer, AUDIT_ANCHORS.c.number >= link.number)
        .order_by(AUDIT_ANCHORS.c.number)
        .limit(1)
    )
    anchor = connection.execute(signed).mappings().first()
    names = ("number", "sha256", "public_key", "signature")
    return {
        "event": link._asdict() | {"details": json.loads(link.details)},
        "previous": connection.execute(before).scalar() or BEGINNING,
        "anchor": None if anchor is None else {name: anchor[name] for name in names},
    }


def faults_of_place(place: Mapping[str, Any]) -> Iterator[str]:
    """What does not fit in a place, by itself, without any database. Raises KeyError and TypeError for what is none."""
    event, anchor = place["event"], place["anchor"]
    fields = {name: event[name] for name in Link._fields if name != "sha256"}
    if sha256_after(place["previous"], **(fields | {"details": canonical(event["details"])})) != event["sha256"]:
        yield "the hash of its event in the audit chain is not the hash of what it says the event is"
    if anchor is None:
        return
    signature = Anchor(event["writer"], **anchor)
    if anchor["number"] == event["number"] and anchor["sha256"] != event["sha256"]:
        yield "the signature is of another event"
    if anchor["number"] < event["number"] or not is_genuine(signature):
        yield "the signature over the audit chain is wrong"
