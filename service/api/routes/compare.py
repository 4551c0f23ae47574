"""Holding two names against each other."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from pydantic_core import to_json

from service.api import examples
from service.api.context import actor_of, caller_of, runtime_of
from service.api.mapping import to_pair
from service.api.request_body import read_json
from service.api.responses import documented, json_body, json_bytes
from service.api.schemas.compare import CompareIn, CompareOut
from service.auth.key_policy import refuse_profile
from service.engine.screening.compare import Compared, compare_in_steps

router = APIRouter(prefix="/v1/compare", tags=["Compare"])


@router.post(
    "",
    summary="Compare names",
    responses=documented(CompareOut, 400, 413, 415, 422, 503),
    openapi_extra=json_body(CompareIn, examples.COMPARISONS),
)
async def compare_names(request: Request) -> Response:
    """How alike are two names, and why? Works without any list: both names are given. Nothing is put on record."""
    runtime = runtime_of(request)
    _, body = await read_json(request, CompareIn, limit=runtime.settings.max_body_bytes)
    refuse_profile(actor_of(request).policy, body.profile, pointer="/profile")
    pairs = [to_pair(pair) for pair in body.pairs]
    steps = compare_in_steps(
        pairs, runtime.snapshots.current(), profile_id=body.profile, max_name_length=runtime.settings.max_name_length
    )
    compared = await runtime.turns.run(steps, caller=caller_of(request))
    results = [_result(found) for found in compared]
    return json_bytes(to_json({"results": results}))


def _result(found: Compared) -> dict[str, object]:
    comparison = found.comparison
    return {
        "score": round(comparison.score, 4),
        "confidence": found.confidence,
        "match": found.match,
        "features": [
            {
                "name": line.name,
                "score": round(line.score, 4),
                "contribution": round(line.contribution, 4),
                "detail": line.detail,
            }
            for line in comparison.features
        ],
        "words": [
            {"left": pair.query, "right": pair.listed, "likeness": round(pair.score, 4)}
            for pair in comparison.alignment
        ],
        "alignment": [(pair.query, pair.listed, round(pair.score, 4)) for pair in comparison.alignment],
    }
