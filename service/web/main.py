"""Where a server finds the interface with the desk: `uvicorn --factory service.web.main:from_environment`."""

from __future__ import annotations

from starlette.types import ASGIApp

from service.api.main import from_environment as api_from_environment
from service.common.clock import utc_now
from service.web.app import Desk
from service.web.path_prefix import below_path


def from_environment() -> ASGIApp:
    """The HTTP interface as the environment asks for it, with the desk before it."""
    api = api_from_environment()
    settings = api.state.runtime.settings
    return below_path(Desk(api, settings, utc_now), settings.path_prefix)
