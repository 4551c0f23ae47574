"""What the chain holds of a screening: enough to find any change of its record, and nothing of what was asked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any

from pydantic_core import to_json

from service.records.audit.event import Happened
from service.records.model import Document, ScreeningRow

PERFORMED = "screening_performed"

_COLUMNS = tuple(column.name for column in ScreeningRow.__table__.columns)  # type: ignore[attr-defined]
_values = attrgetter(*_COLUMNS)


def performed(document: Document) -> Happened:
    """The event of a screening: its decision, and the hashes of request, answer and everything else on record."""
    return performed_as(_values(document), document.entities)


def performed_as(row: Sequence[Any], entities: Sequence[str]) -> Happened:
    """The same from a row of the table. `record_sha256` covers all of it but for request and answer, as a list."""
    screening_id, screened_at, reference, decision, snapshot, profile_id, profile, engine = row[:8]
    request, answer, actor, key, fingerprint = row[8:]
    rest = (
        *(screening_id, screened_at, reference, decision, snapshot, profile_id, profile, engine),
        *(actor, key, fingerprint, entities),
    )
    details = (  # canonical JSON, put together by hand: this runs for every screening that is written or verified
        f'{{"answer_sha256":"{_sha256(answer)}","decision":{quoted(decision)},'
        f'"record_sha256":"{_sha256(to_json(rest))}","request_sha256":"{_sha256(request)}"}}'
    )
    return Happened(screened_at, PERFORMED, actor, screening_id, details)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
