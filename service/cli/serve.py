"""`sekisho serve`."""

from __future__ import annotations

import typer
import uvicorn

from service.screening.errors import NotReady
from service.settings import Settings

_APPLICATION = "service.api.main:from_environment"


def serve(
    host: str | None = typer.Option(None, help="Address to listen on; default SEKISHO_HOST, else 127.0.0.1."),
    port: int | None = typer.Option(None, min=0, max=65535, help="Port; default SEKISHO_PORT, else 8000."),
) -> None:
    """Serve the HTTP interface, with its documentation at /docs."""
    given: dict[str, str | int] = {}
    if host is not None:
        given["host"] = host
    if port is not None:
        given["port"] = port
    settings = Settings().model_copy(update=given)
    refusal = settings.refusal_to_listen()
    if refusal is not None:
        raise NotReady(refusal)
    typer.echo(f"Sekisho: documentation at http://{_shown(settings.host)}:{settings.port}/docs (Ctrl+C stops)")
    uvicorn.run(
        _APPLICATION,
        factory=True,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=10,
    )


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
