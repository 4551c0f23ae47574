"""Dossiers of alerts and of counterparties."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from service.api.context import runtime_of
from service.api.evidence_views import DossierFormat, Lang, described, issue, note_reading
from service.api.routes.alerts import AlertId
from service.api.routes.subjects import Reference, segments_of
from service.api.schemas.evidence import DossierOut
from service.evidence.sealed import Sealed

router = APIRouter(prefix="/v1", tags=["Evidence"])


@router.get("/alerts/{id}/dossier", summary="Dossier of an alert", responses=described(DossierOut, 404, 422, 503))
async def get_alert_dossier(
    request: Request, alert_id: AlertId, format_: DossierFormat = "json", lang: Lang = "en"
) -> Response:
    """Everything about an alert and those before it in the order of time: screenings, what happened, what was proposed
    and decided by whom, what is remembered. That it was issued is on record."""
    sealed = await runtime_of(request).evidence.alert_dossier(alert_id)
    return await _issue(request, sealed, f"dossier-{alert_id}", format_, lang)


@router.get(
    "/subjects/{reference}/dossier",
    summary="Dossier of a counterparty",
    responses=described(DossierOut, 404, 422, 503),
)
async def get_subject_dossier(
    request: Request, reference: Reference, format_: DossierFormat = "json", lang: Lang = "en"
) -> Response:
    """Everything about a counterparty in the order of time: versions, screenings, rescreens, alerts, decisions. That it
    was issued is on record."""
    runtime = runtime_of(request)
    subject, _ = await runtime.book.get(reference, segments=segments_of(request))
    sealed = await runtime.evidence.subject_dossier(reference)
    return await _issue(request, sealed, f"dossier-{subject.id}", format_, lang)


async def _issue(request: Request, sealed: Sealed, name: str, format_: DossierFormat, lang: Lang) -> Response:
    for entry in sealed.content["entries"]:
        if entry["kind"] == "screening":
            await note_reading(request, entry["id"])
    return await issue(request, sealed, name, format_, lang)
