"""What the chain holds of a screening: enough to find any change of its record, and nothing of what was asked."""

from __future__ import annotations

import hashlib

from service.records.audit.event import Event
from service.records.audit.link import canonical
from service.records.model import Document


def performed(document: Document) -> Event:
    """The event of a screening: its decision, and the hashes of request, answer and everything else in its row."""
    request, answer = hashlib.sha256(document.request).hexdigest(), hashlib.sha256(document.answer).hexdigest()
    details = {
        "answer_sha256": answer,
        "decision": document.decision,
        "record_sha256": record_sha256(document),
        "request_sha256": request,
    }
    return Event("screening_performed", document.actor, document.id, details)


def record_sha256(document: Document) -> str:
    """The hash of a record without the bytes of request and answer, which have hashes of their own."""
    rest = {name: getattr(document, name) for name in _REST}
    return hashlib.sha256(canonical(rest).encode("utf-8", "surrogateescape")).hexdigest()


_REST = (
    "actor",
    "decision",
    "engine",
    "fingerprint",
    "id",
    "idempotency_key",
    "profile_id",
    "profile_sha256",
    "reference",
    "screened_at",
    "snapshot_sha256",
)
