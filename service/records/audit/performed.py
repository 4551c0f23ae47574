"""What the chain holds of a screening: enough to find any change of its record, and nothing of what was asked."""

from __future__ import annotations

import hashlib
from json.encoder import encode_basestring as quoted

from service.records.audit.event import Happened
from service.records.model import Document

PERFORMED = "screening_performed"


def performed(document: Document) -> Happened:
    """The event of a screening: its decision, and the hashes of request, answer and everything else on record.

    Canonical JSON is put together by hand here and below, as this runs for every screening.
    """
    answer, request = hashlib.sha256(document.answer).hexdigest(), hashlib.sha256(document.request).hexdigest()
    details = (
        f'{{"answer_sha256":"{answer}","decision":{quoted(document.decision)},'
        f'"record_sha256":"{record_sha256(document)}","request_sha256":"{request}"}}'
    )
    return Happened(document.screened_at, PERFORMED, document.actor, document.id, details)


def record_sha256(one: Document) -> str:
    """The hash of a record without the bytes of request and answer, which have hashes of their own."""
    line = (
        f'{{"actor":{quoted(one.actor)},"decision":{quoted(one.decision)},"engine":{quoted(one.engine)},'
        f'"entities":[{",".join(map(quoted, one.entities))}],"fingerprint":{_optional(one.fingerprint)},'
        f'"id":{quoted(one.id)},"idempotency_key":{_optional(one.idempotency_key)},'
        f'"profile_id":{quoted(one.profile_id)},"profile_sha256":{quoted(one.profile_sha256)},'
        f'"reference":{_optional(one.reference)},"screened_at":{quoted(one.screened_at)},'
        f'"snapshot_sha256":{quoted(one.snapshot_sha256)}}}'
    )
    return hashlib.sha256(line.encode("utf-8", "surrogateescape")).hexdigest()


def _optional(text: str | None) -> str:
    return "null" if text is None else quoted(text)
