"""The certificate of a screening: what was asked, what was answered, and where that stands in the audit chain.

It is made of what is on record alone, and says nothing of when it was issued or to whom: so every issue of it is the
same document with the same hash, whether it is printed today or in ten years. Only the signature over the chain may be
missing from one that was issued within the first minute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from service.alerts.finding_model import Suppression
from service.alerts.model import Disposition
from service.audit.link import Link
from service.engine.snapshot import Snapshot
from service.evidence.sealed import Content, parsed
from service.records.model import Document

FORMAT = "sekisho/screening-certificate"
VERSION = 1
"""Of the document and of the template that shows it. Stands in the document."""

MEANING = (
    "This document says what was searched and what was found. It does not say that anybody is under no sanctions: what "
    "is not on the lists named here, or less like a listed name than the threshold, was not looked for."
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A suppression and the decision of two people that it comes from."""

    suppression: Suppression
    disposition: Disposition


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record of a screening. `document` is None once it was deleted, by the event `deletion`. `place` is
    that of its event in the audit chain, `profile` the settings of the profile that was used, if they are on record."""

    performed: Link
    place: Content
    document: Document | None
    deletion: Link | None = None
    remembered: Sequence[Remembered] = ()
    profile: Mapping[str, Any] | None = None


def certificate_of(facts: Facts, snapshot: Snapshot | None, zone: ZoneInfo) -> Content:
    """The document. `snapshot` is the one of now, which knows the titles of lists."""
    details = parsed(facts.performed.details.encode())
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "meaning": MEANING,
        "screening": _screening(facts, zone),
        "record": {name: details[name] for name in ("request_sha256", "answer_sha256", "record_sha256")},
        "chain": facts.place,
    }
    if facts.document is None:
        return content | {"status": "deleted", "deletion": _deletion(facts.deletion)}
    answer = parsed(facts.document.answer)
    return content | {
        "status": "on_record",
        "request": parsed(facts.document.request),
        "answer": answer,
        "lists": [_watchlist(one, answer["screened_at"][:10], snapshot) for one in answer["snapshot"]["watchlists"]],
        "profile": _profile(answer, facts.profile),
        "findings": [_finding(party, answer) for party in answer["parties"]],
        "suppressions": [_remembered(one) for one in facts.remembered],
    }


def suppression_ids(answer: Any) -> Iterator[str]:
    """The ids of the suppressions that an answer names."""
    if isinstance(answer, Mapping):
        if isinstance(found := answer.get("suppressed_by"), str):
            yield found
        answer = tuple(answer.values())
    if isinstance(answer, list | tuple):
        for one in answer:
            yield from suppression_ids(one)


def _screening(facts: Facts, zone: ZoneInfo) -> Content:
    event, document = facts.performed, facts.document
    local = datetime.fromisoformat(event.at).astimezone(zone)
    known: dict[str, Any] = {
        "id": event.subject,
        "actor": event.actor,
        "screened_at": event.at,
        "local_time": local.isoformat(timespec="seconds"),
        "time_zone": zone.key,
        "decision": parsed(event.details.encode())["decision"],
    }
    if document is None:
        return known
    return known | {
        "reference": document.reference,
        "engine": document.engine,
        "snapshot_sha256": document.snapshot_sha256,
    }


def _deletion(link: Link | None) -> Content | None:
    if link is None:
        return None
    place = {"writer": link.writer, "number": link.number, "sha256": link.sha256}
    return {"at": link.at, "actor": link.actor, "reason": parsed(link.details.encode())["reason"], "event": place}


def _watchlist(used: Mapping[str, Any], day: str, snapshot: Snapshot | None) -> Content:
    """A list that was searched. Its age is counted in days, from the day its publisher gave it to the screening."""
    known = None if snapshot is None else snapshot.watchlist(used["id"])
    published = used.get("published_on")
    age = None if published is None else (date.fromisoformat(day) - date.fromisoformat(published)).days
    return {
        "id": used["id"],
        "title": None if known is None else known.title,
        "authority": None if known is None else known.authority,
        "edition": used["edition"],
        "sha256": used["sha256"],
        "entities": used["entities"],
        "published_on": published,
        "age_days": age,
    }


def _profile(answer: Mapping[str, Any], settings: Mapping[str, Any] | None) -> Content:
    used, known = answer["profile"], settings or {}
    return {
        "id": used["id"],
        "sha256": used["sha256"],
        "title": known.get("title"),
        "threshold": answer["options"]["threshold"],
        "block_threshold": known.get("block_threshold"),
        "weak_aliases_fire": known.get("weak_aliases_fire"),
        "regimes": answer["options"]["regimes"],
    }


def _finding(party: Mapping[str, Any], answer: Mapping[str, Any]) -> Content:
    """How much was found about a party, and in how many lists it was looked for."""
    reached = sum(hit["above_threshold"] for hit in party["hits"])
    screened = party.get("screened") or {}
    return {
        "party_id": party["id"],
        "name": screened.get("name"),
        "decision": party["decision"],
        "threshold": answer["options"]["threshold"],
        "lists_searched": len(answer["snapshot"]["watchlists"]),
        "hits": party["hits_total"] if party.get("truncated") else reached,
        "hits_shown": len(party["hits"]),
        "hits_suppressed": party.get("suppressed_hits", 0),
    }


def _remembered(one: Remembered) -> Content:
    """Without the words of the decision, which stand in the dossier: whoever screens may not read them."""
    suppression, decided = one.suppression, one.disposition
    return {
        "id": suppression.id,
        "entity_id": suppression.entity_id,
        "starts_at": suppression.starts_at,
        "expires_at": suppression.expires_at,
        "disposition": {
            "id": decided.id,
            "alert_id": decided.alert_id,
            "outcome": decided.proposal.outcome.value,
            "reason_code": decided.proposal.reason_code,
            "content_sha256": decided.content_sha256,
            "proposed_by": decided.proposed_by,
            "proposed_at": decided.proposed_at,
            "approved_by": suppression.approved_by,
            "approved_at": suppression.starts_at,
        },
    }
