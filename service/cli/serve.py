"""`sekisho serve`."""

from __future__ import annotations

import os
import socket

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
    _try_to_listen(settings.host, settings.port)
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


def _try_to_listen(host: str, port: int) -> None:
    """Raises NotReady, before any list is read, if nobody could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        raise NotReady(f"cannot listen on {_shown(host)}:{port}: {reason}; see SEKISHO_HOST and --port") from None


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
