"""Shortens answers to what an assistant needs to report, without dropping anything that is not clear."""

from __future__ import annotations

from typing import Any

from service.mcp.service_calls import Document

UNDECIDED = "A person has to decide what is not clear. The record is under screening_id."


def screening_view(answer: Document) -> Document:
    """Decision, hits and warnings of a screening."""
    return {
        "screening_id": answer["id"],
        "decision": answer["decision"],
        "as_of": answer["as_of"],
        "parties": [_party(party) for party in answer["parties"]],
        "goods": [_goods(line) for line in answer["goods"]],
        "warnings": [warning["detail"] for warning in answer["warnings"]],
        "lists": [f"{used['id']} {used['edition']}" for used in answer["snapshot"]["watchlists"]],
        "note": None if answer["decision"] == "clear" else UNDECIDED,
    }


def hit_view(answer: Document, entity_id: str) -> list[Document]:
    """Every line of the score of the hits on one entity, by party."""
    return [
        {
            "party_id": party["id"],
            "threshold": answer["options"]["threshold"],
            **_hit(hit),
            "matched": hit["matched"],
            "lines": [
                {"name": line["name"], "contribution": line["contribution"], "detail": line["detail"]}
                for line in hit["features"]
            ],
        }
        for party in answer["parties"]
        for hit in party["hits"]
        if hit["entity_id"] == entity_id
    ]


def certificate_view(answer: Document) -> Document:
    """A certificate without the whole question and answer, which `explain_hit` and the record have."""
    certificate = answer["certificate"]
    names = (
        "status",
        "meaning",
        "screening",
        "findings",
        "lists",
        "profile",
        "suppressions",
        "deletion",
        "record",
        "chain",
    )
    return {name: certificate[name] for name in names if name in certificate} | {"sha256": answer["sha256"]}


def comparison_view(answer: Document) -> Document:
    """Score and lines of one comparison."""
    [compared] = answer["results"]
    return {key: compared[key] for key in ("score", "confidence", "match", "features", "words")}


def _party(party: Document) -> Document:
    return {
        "id": party["id"],
        "decision": party["decision"],
        "hits": [_hit(hit) for hit in party["hits"]],
        "hits_total": party["hits_total"],
        "address": _place(party["address"]),
        "alert_id": party.get("alert_id"),
    }


def _hit(hit: Document) -> Document:
    provenance = hit["provenance"]
    return {
        "entity_id": hit["entity_id"],
        "listed_name": hit["name"],
        "score": hit["score"],
        "confidence": hit["confidence"],
        "decision": hit["decision"],
        "suppressed": hit.get("suppressed_by") is not None,
        "list": hit["watchlist"],
        "authority": provenance["authority"],
        "legal_basis": provenance["legal_basis"],
        "measures": provenance["measures"],
    }


def _goods(line: Document) -> Document:
    return {key: line.get(key) for key in ("id", "decision", "territory", "reasons", "measures", "alert_id")}


def _place(address: Document | None) -> Any:
    return None if address is None else {key: address[key] for key in ("territory", "decisive")}
