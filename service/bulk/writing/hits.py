"""The hits file: one line a hit, with everything about where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pydantic_core import from_json

from service.bulk.batch_screening import FULL_ANSWER, ROW
from service.bulk.rows import PARTY

_TEXTS = (
    *("screening_id", "decision", "of", "entity_id", "group_id", "watchlist", "type", "name"),
    *("matched_query", "matched_listed", "matched_name_type", "detail"),
    *("authority", "record_id", "programme", "legal_basis", "measures", "listed_on", "delisted_on"),
    *("source_url", "edition", "edition_sha256", "suppressed_by"),
)
SCHEMA = pa.schema(
    [pa.field("row", pa.int64()), pa.field("score", pa.float64()), *(pa.field(name, pa.string()) for name in _TEXTS)]
)
_COLUMNS = [ROW, "screening_id", "decision", FULL_ANSWER.name]
_BATCH = 5_000


def hit_batches(record: Path) -> Iterator[pa.RecordBatch]:
    """The hits of a record, in the order of its rows, best first within a row."""
    for batch in pq.ParquetFile(record).iter_batches(batch_size=_BATCH, columns=[*_COLUMNS, "hits"]):
        decided = pc.is_in(batch.column("decision"), pa.array(["review", "block"]))
        some = batch.filter(pc.or_(decided, pc.greater(batch.column("hits"), 0)))
        lines = [line for row in some.to_pylist() for line in _lines(row)]
        if lines:
            yield pa.RecordBatch.from_pylist(lines, schema=SCHEMA)


def _lines(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    same = {"row": row[ROW], "screening_id": row["screening_id"]}
    answer = from_json(row[FULL_ANSWER.name])
    for party in answer["parties"]:
        for hit in party["hits"]:
            yield same | {"of": party["id"], "decision": party["decision"]} | _hit(hit)
        if party["address"] and party["address"]["territory"]:
            of = "address" if party["id"] == PARTY else f"{party['id']} address"
            yield same | {"of": of, "decision": party["decision"]} | _place(party["address"])
    for line in answer["goods"]:
        place = _place(line) | {"score": line["score"]}
        for measure in line["measures"]:
            yield same | {"of": "goods", "decision": measure["decision"]} | place | _measure(measure)
        if not line["measures"] and line["decision"] != "clear":
            yield same | {"of": "goods", "decision": line["decision"], "detail": "; ".join(line["reasons"])} | place


def _hit(hit: dict[str, Any]) -> dict[str, Any]:
    source = dict(hit["provenance"])
    source["measures"] = "|".join(source["measures"])
    return {name: value for name, value in source.items() if name in _TEXTS} | {
        "entity_id": hit["entity_id"],
        "group_id": hit["group_id"],
        "type": hit["type"],
        "name": hit["name"],
        "score": hit["score"],
        "matched_query": hit["matched"]["query"],
        "matched_listed": hit["matched"]["listed"],
        "matched_name_type": hit["matched"]["name_type"],
        "detail": "; ".join(line["detail"] for line in hit["features"] if line["detail"]),
        "suppressed_by": hit["suppressed_by"],
    }


def _place(line: dict[str, Any]) -> dict[str, Any]:
    """What goods or an address say about a territory."""
    evidence = line["evidence"]
    return {
        "entity_id": line["territory"],
        "type": "territory" if line["territory"] else None,
        "name": line["place"]["name"] if line.get("place") else None,
        "matched_query": evidence[0]["matched"] if evidence else None,
        "detail": "; ".join(one["detail"] for one in evidence if one["detail"]) or None,
        "suppressed_by": line["suppressed_by"],
    }


def _measure(measure: dict[str, Any]) -> dict[str, Any]:
    """What a measure says; one on a country and its products is what was hit, not a territory."""
    product = {
        "entity_id": measure["measure_id"],
        "type": "measure",
        "name": measure["what"],
        "matched_listed": measure["matched_code"],
        "detail": "; ".join(measure["open_conditions"]) or None,
    }
    return (product if measure["measure_id"] else {}) | {
        "programme": measure["regime"],
        "legal_basis": measure["legal_basis"],
        "listed_on": measure["in_force_from"],
        "source_url": measure["source_url"],
    }
