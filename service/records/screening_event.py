"""What the chain holds of a screening: enough to find any change of its record, and nothing of what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any

from pydantic_core import to_json

from service.audit.event import PERFORMED, RecordedEvent
from service.records.model import Document
from service.records.tables import SCREENINGS

_COLUMNS = tuple(column.name for column in SCREENINGS.columns)
values_of = attrgetter(*_COLUMNS)
"""The columns of a document's row, in the order of the table."""


def screening_event(document: Document) -> RecordedEvent:
    """The event of a screening: its decision, and the hashes of request, answer and everything else on record."""
    details = details_of(values_of(document), document.entities)
    return RecordedEvent(document.screened_at, PERFORMED, document.actor, document.id, details)


def agrees(row: Sequence[Any], entities: Sequence[str], event: Sequence[Any]) -> bool:
    """Is a row of the table what this event (a `RecordedEvent`, or as one) says of it?"""
    try:
        details = details_of(row, entities)
    except (TypeError, ValueError):
        return False
    return (row[1], PERFORMED, row[10], row[0], details) == event


def details_of(row: Sequence[Any], entities: Sequence[str]) -> str:
    """What the event of a row of the table holds. `record_sha256` covers all of it but for request and answer, as a
    list. Canonical JSON, put together by hand: this runs for every screening that is written or verified."""
    request, answer = row[8:10]
    rest = to_json((*row[:8], *row[10:], entities))
    return (
        f'{{"answer_sha256":"{sha256(answer).hexdigest()}","decision":{quoted(row[3])},'
        f'"record_sha256":"{sha256(rest).hexdigest()}","request_sha256":"{sha256(request).hexdigest()}"}}'
    )
