"""`sekisho serve`."""

from __future__ import annotations

import os
import shutil
import socket
from typing import Any

import typer
import uvicorn

from service.auth.store import KeyStore
from service.bootstrap.data_folder import data_folder_warnings
from service.bootstrap.runtime import open_records
from service.cli.output import note
from service.cli.supervisor import Supervisor
from service.engine.screening.errors import NotReady
from service.settings import Settings

_APPLICATION = "service.web.main:from_environment"
_LONGEST_START_SECONDS = 120
"""After which a process that serves with others, and does not answer the one that watches them, is started anew."""


def serve(
    host: str | None = typer.Option(None, help="Address to listen on; default SEKISHO_HOST, else 127.0.0.1."),
    port: int | None = typer.Option(None, min=0, max=65535, help="Port; default SEKISHO_PORT, else 8000."),
    workers: int | None = typer.Option(None, min=1, max=64, help="Processes; default SEKISHO_WORKERS, else 1."),
) -> None:
    """Serve the HTTP interface, with its documentation at /docs."""
    given = {"host": host, "port": port, "workers": workers}
    settings = Settings().model_copy(update={name: value for name, value in given.items() if value is not None})
    os.umask(0o077)  # what is written from here on is for the service's user only
    odd = data_folder_warnings(settings)
    refusal = settings.refusal_to_listen(keys=_has_keys(settings))
    if refusal is not None:
        raise NotReady(refusal)
    _try_to_listen(settings.host, settings.port)
    if settings.workers > 1:
        _count_together(settings)
    note(*odd)
    typer.echo(
        f"Sekisho: desk at http://{_shown(settings.host)}:{settings.port}/desk, documentation at /docs (Ctrl+C stops)"
    )
    if settings.workers > 1:
        config = uvicorn.Config(_APPLICATION, factory=True, **server_options(settings))
        Supervisor(config, [config.bind_socket()]).run()
    else:
        uvicorn.run(_APPLICATION, factory=True, **server_options(settings))


def server_options(settings: Settings) -> dict[str, Any]:
    """How uvicorn is to serve, whatever the application."""
    return {
        "host": settings.host,
        "port": settings.port,
        "workers": settings.workers,
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
        "ws": "none",
        "http": "service.api.http_protocol:LimitedHttpProtocol",
        "timeout_keep_alive": settings.keep_alive_seconds,
        "timeout_graceful_shutdown": settings.shutdown_seconds,
        "timeout_worker_healthcheck": _LONGEST_START_SECONDS,
    }


def _count_together(settings: Settings) -> None:
    """Tell the processes to come how many they are, and where prometheus_client is to keep what they count."""
    folder = settings.counters_dir
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _has_keys(settings: Settings) -> bool:
    """Only asked where it matters: the database need not be opened twice for this machine alone."""
    if settings.refusal_to_listen(keys=False) is None:
        return False
    records = open_records(settings)
    try:
        return bool(KeyStore(records.engine).load())
    finally:
        records.close()


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
