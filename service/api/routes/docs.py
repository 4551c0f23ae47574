"""Swagger UI and ReDoc, complete without any request to another host."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from pydantic_core import to_json

from service.api.responses import json_bytes
from service.common.lookups import look_up

router = APIRouter(include_in_schema=False)

STATIC = Path(__file__).resolve().parent.parent / "static"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {"Content-Security-Policy": _POLICY}


@router.get("/")
async def front() -> RedirectResponse:
    """The front page is the documentation."""
    return RedirectResponse("docs")


@router.get("/docs")
async def swagger() -> HTMLResponse:
    """Swagger UI."""
    return HTMLResponse((STATIC / "swagger.html").read_text(encoding="utf-8"), headers=_HEADERS)


@router.get("/redoc")
async def redoc() -> HTMLResponse:
    """ReDoc."""
    return HTMLResponse((STATIC / "redoc.html").read_text(encoding="utf-8"), headers=_HEADERS)


async def openapi(request: Request) -> Response:
    """The description of the interface. To put it together takes half a second the first time."""
    app: FastAPI = request.app
    return await look_up(lambda: json_bytes(to_json(app.openapi())))


router.add_route("/openapi.json", openapi, include_in_schema=False)


def mount_static(app: FastAPI) -> None:
    """The scripts, styles and pictures of these pages."""
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
