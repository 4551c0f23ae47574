"""Where a server finds the application: `uvicorn --factory service.api.main:from_environment`."""

from __future__ import annotations

from fastapi import FastAPI

from service.api.app import create_app
from service.logs import configure_logs
from service.runtime import open_runtime
from service.settings import Settings


def from_environment() -> FastAPI:
    """The application as the environment asks for it, lists loaded."""
    settings = Settings()
    configure_logs(settings.log_level)
    return create_app(open_runtime(settings))
