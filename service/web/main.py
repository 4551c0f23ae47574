"""Where a server finds the interface with the desk: `uvicorn --factory service.web.main:from_environment`."""

from __future__ import annotations

from service.api.main import from_environment as api_from_environment
from service.common.clock import utc_now
from service.web.app import Desk


def from_environment() -> Desk:
    """The HTTP interface as the environment asks for it, with the desk before it."""
    api = api_from_environment()
    return Desk(api, api.state.runtime.settings, utc_now)
