"""Certificates and dossiers to print and to keep, and the page that tells whether one holds."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.web.api_client import Answer
from service.web.context import Form, Visitor, context_of
from service.web.errors import Refused

_VERIFY = "POST /v1/certificates/verify"
_WHO_VERIFIES = "certificates are verified by those who may see screenings"
_MOST_BYTES = 32 * 1024 * 1024
_PASSED_ON = ("content-type", "content-disposition", "content-security-policy")
_NOT_READ = frozenset({400, 413, 422})


async def certificate(request: Request) -> Response:
    """The certificate of a screening as the address says: a page, a PDF or the file."""
    return await _document(request, "screenings", "certificate")


async def alert_dossier(request: Request) -> Response:
    """The dossier of an alert."""
    return await _document(request, "alerts", "dossier")


async def subject_dossier(request: Request) -> Response:
    """The dossier of a counterparty."""
    return await _document(request, "subjects", "dossier")


async def show(request: Request) -> Response:
    """Where a certificate is verified; with a hash in the address, as the QR code has it, what is known of it."""
    visitor = await context_of(request).visitor(request)
    visitor.refuse_unless_may(_VERIFY, _WHO_VERIFIES)
    sha256 = request.query_params.get("sha256", "").strip()
    answer = None if not sha256 else await _ask(visitor, sha256, None)
    return _page(visitor, answer, sha256)


async def verify(request: Request) -> Response:
    """Verify a file, or a hash where none was chosen."""
    visitor = await context_of(request).visitor(request)
    visitor.refuse_unless_may(_VERIFY, _WHO_VERIFIES)
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > _MOST_BYTES:
        raise Refused(413, f"a file may have at most {_MOST_BYTES} bytes")
    try:
        async with visitor.upload_place(), request.form(max_files=1, max_fields=4) as sent:
            texts = {name: [value] for name, value in sent.items() if isinstance(value, str)}
            form = Form(texts)
            visitor.check(form)
            chosen = sent.get("file")
            file = await chosen.read() if isinstance(chosen, UploadFile) else b""
    except HTTPException as error:
        raise Refused(400, error.detail) from None
    sha256 = form.text("sha256").strip().lower()
    answer = None if not file and not sha256 else await _ask(visitor, sha256, file or None)
    return _page(visitor, answer, sha256)


async def _ask(visitor: Visitor, sha256: str, file: bytes | None) -> Answer:
    answer = await visitor.ask(
        "POST", "v1", "certificates", "verify", body=None if file else {"sha256": sha256}, file=file
    )
    if not answer.ok and answer.status not in _NOT_READ:
        raise Refused(answer.status, answer.detail)
    return answer


def _page(visitor: Visitor, answer: Answer | None, sha256: str) -> Response:
    found = None if answer is None or not answer.ok else answer.document
    error = None if answer is None or answer.ok else answer.detail
    status = 200 if answer is None else answer.status
    return visitor.page("certificates.html", found=found, error=error, sha256=sha256, http_status=status)


async def _document(request: Request, kind: str, name: str) -> Response:
    visitor = await context_of(request).visitor(request)
    of = request.path_params["of"]
    format_ = request.query_params.get("format", "html")
    answer = await visitor.ask("GET", "v1", kind, of, name, query={"format": format_, "lang": visitor.language})
    if not answer.ok:
        raise Refused(answer.status, answer.detail)
    headers = {name: answer.headers[name] for name in _PASSED_ON if name in answer.headers}
    return Response(answer.content, headers=headers)


ROUTES = [
    Route("/desk/screenings/{of}/certificate", certificate, methods=["GET"]),
    Route("/desk/alerts/{of}/dossier", alert_dossier, methods=["GET"]),
    Route("/desk/subjects/{of}/dossier", subject_dossier, methods=["GET"]),
    Route("/desk/certificates", show, methods=["GET"]),
    Route("/desk/certificates", verify, methods=["POST"]),
]
