"""Certificates and dossiers as files, pages and PDF."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response

from service.api.context import actor_of, runtime_of
from service.api.problems import NOT_INSTALLED, Problem
from service.api.responses import documented, json_bytes
from service.audit.event import Event
from service.common.clock import sortable
from service.evidence.pdf import PdfUnavailable, pdf_of
from service.evidence.rendering import Issuing, Language, html_of
from service.evidence.sealed import Sealed

Lang = Annotated[Language, Query(description="Language of the page.", examples=["en"])]
CertificateFormat = Annotated[
    Literal["json", "html", "pdf"],
    Query(alias="format", description="`json` is the certificate; `html` and `pdf` show it."),
]
DossierFormat = Annotated[
    Literal["json", "html"], Query(alias="format", description="`json` is the dossier; `html` shows it.")
]

VERIFY_PAGE = "desk/certificates"
_PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
}


def described(model: Any, *problems: int, pdf: bool = False) -> dict[int | str, dict[str, Any]]:
    """For the `responses` of a route that gives a document in several formats."""
    responses = documented(model, *problems)
    content: dict[str, Any] = {"text/html": {"schema": {"type": "string"}}}
    if pdf:
        content["application/pdf"] = {"schema": {"type": "string", "format": "binary"}}
    responses[200]["content"] = content
    return responses


async def issue(request: Request, sealed: Sealed, name: str, format_: str, language: Language) -> Response:
    """Give a document to whoever asks. That it was given is on record before it is. Raises Problem."""
    runtime, actor = runtime_of(request), actor_of(request).name
    issuing = Issuing(actor, sortable(runtime.clock()), f"{request.base_url}{VERIFY_PAGE}")
    response = await asyncio.to_thread(_response, sealed, issuing, name, format_, language)
    await runtime.evidence.issue(sealed, actor=actor, format_=format_)
    return response


async def note_reading(request: Request, screening_id: str) -> None:
    """Put on record that somebody reads a screening."""
    details = {"operation": request.scope["operation"].name}
    await runtime_of(request).records.note(Event("record_read", actor_of(request).name, screening_id, details))


def _response(sealed: Sealed, issuing: Issuing, name: str, format_: str, language: Language) -> Response:
    if format_ == "json":
        return json_bytes(sealed.file, headers={"Content-Disposition": f'attachment; filename="{name}.json"'})
    html = html_of(sealed, issuing, language)
    if format_ == "html":
        return Response(html.encode(), media_type="text/html; charset=utf-8", headers=_PAGE_HEADERS)
    try:
        content = pdf_of(html, attached=sealed.file, name=f"{name}.json")
    except PdfUnavailable as error:
        raise Problem(NOT_INSTALLED, str(error)) from None
    return Response(
        content, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'}
    )
