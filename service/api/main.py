"""Where a server finds the application: `uvicorn --factory service.api.main:from_environment`."""

from __future__ import annotations

import sys

from fastapi import FastAPI

from service.api.app import create_app
from service.logs import configure_logs
from service.runtime import open_runtime
from service.settings import Settings

_SWITCH_SECONDS = 0.0005


def from_environment() -> FastAPI:
    """The application as the environment asks for it, lists loaded."""
    # The records' writer is a thread beside the event loop. With the usual 5 ms it would wait that long for its turn
    # whenever it comes back from the disk, several times a commit.
    sys.setswitchinterval(_SWITCH_SECONDS)
    settings = Settings()
    configure_logs(settings.log_level)
    return create_app(open_runtime(settings))
