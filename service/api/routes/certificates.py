"""Certificates of screenings, and whether they hold."""

from __future__ import annotations

import asyncio
from dataclasses import fields

from fastapi import APIRouter, Request, Response

from service.api import examples
from service.api.context import actor_of, runtime_of
from service.api.evidence_views import CertificateFormat, Lang, described, issue, note_reading
from service.api.permissions import SEES_ALL_RECORDS
from service.api.problems import INVALID, NOT_FOUND, Problem
from service.api.request_body import read_json
from service.api.responses import documented, json_body, json_model
from service.api.routes.screenings import ScreeningId
from service.api.schemas.evidence import IssueOut, ScreeningCertificateOut, VerifiedOut, VerifyIn
from service.evidence.sealed import Name, parsed
from service.evidence.verification import Verification

router = APIRouter(prefix="/v1", tags=["Evidence"])

_MOST_BYTES = 32 * 1024 * 1024
"""Of a certificate or dossier that is to be verified."""


@router.get(
    "/screenings/{id}/certificate",
    summary="Certificate of a screening",
    responses=described(ScreeningCertificateOut, 404, 422, 503, pdf=True),
)
async def get_screening_certificate(
    request: Request, screening_id: ScreeningId, format_: CertificateFormat = "json", lang: Lang = "en"
) -> Response:
    """What was asked and answered, by which lists and laws, and its place in the audit chain, to be kept or handed to
    an examiner. It is made of what is on record alone, so every issue has the same content and hash. That it was issued
    is on record.

    What was not found is said as such; a certificate never says that there are no sanctions. Of a screening that was
    deleted it says so, by whom and why, and gives the hashes. Whoever only screens gets those of its own screenings.
    """
    runtime, actor = runtime_of(request), actor_of(request)
    facts = await runtime.evidence.facts(screening_id)
    if facts is None or (facts.performed.actor != actor.name and actor.roles.isdisjoint(SEES_ALL_RECORDS)):
        raise Problem(NOT_FOUND, f"there is no screening {screening_id!r}")
    sealed = await asyncio.to_thread(runtime.evidence.certificate, facts)
    # Both at once, so that they are written in one transaction.
    response, _ = await asyncio.gather(
        issue(request, sealed, f"certificate-{screening_id}", format_, lang), note_reading(request, screening_id)
    )
    return response


@router.post(
    "/certificates/verify",
    summary="Verify a certificate or dossier",
    responses=documented(VerifiedOut, 400, 413, 415, 422, 503),
    openapi_extra=json_body(VerifyIn, examples.VERIFICATIONS),
)
async def verify_certificate(request: Request) -> Response:
    """Send the JSON file of a certificate or dossier as it is, or its hash alone. The answer says whether it was issued
    here (`known`), whether a byte of it was changed (`intact`), and whether the records still say the same (`same`)."""
    content, body = await read_json(request, VerifyIn, limit=_MOST_BYTES)
    if body.certificate is not None and body.dossier is not None:
        raise Problem(INVALID, "certificate, dossier: expected one of them, got both")
    evidence = runtime_of(request).evidence
    name: Name | None = (
        "dossier" if body.dossier is not None else "certificate" if body.certificate is not None else None
    )
    if name is None:
        return json_model(_verified(await evidence.verify_hash(body.sha256)))
    try:
        document = (await asyncio.to_thread(parsed, content))[name]
        sees_all = not actor_of(request).roles.isdisjoint(SEES_ALL_RECORDS)
        return json_model(
            _verified(await evidence.verify_file(name, document, body.sha256, content, sees_all=sees_all))
        )
    except (ValueError, RecursionError) as error:
        raise Problem(INVALID, f"{name}: expected what this service writes, got numbers or nesting: {error}") from None


def _verified(found: Verification) -> VerifiedOut:
    told = {one.name: getattr(found, one.name) for one in fields(found)} | {"holds": found.holds}
    told["issued"] = [IssueOut.model_validate(one, from_attributes=True) for one in found.issued]
    return VerifiedOut.model_validate(told | {"faults": list(found.faults)})
