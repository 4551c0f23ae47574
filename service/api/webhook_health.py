"""How the sending of events stands. Receivers that do not answer are no reason to refuse screenings: only to warn."""

from __future__ import annotations

from sqlalchemy import Engine

from service.bootstrap.runtime import Runtime
from service.engine.screening.warnings import ScreeningWarning
from service.webhooks.delivery_queue import QueueFigures, figures

_OVERDUE_SECONDS = 60.0
"""Longer than it takes to look for what is due, so that nobody sends it."""


async def webhook_figures(runtime: Runtime) -> QueueFigures:
    """Endpoints and deliveries in figures. Raises RecordsUnavailable."""

    def read(engine: Engine) -> QueueFigures:
        with engine.connect() as connection:
            return figures(connection, runtime.clock())

    return await runtime.records.read(read)


async def webhook_warnings(runtime: Runtime) -> list[ScreeningWarning]:
    """What an operator should know. Raises RecordsUnavailable."""
    found = await webhook_figures(runtime)
    warnings = [
        ScreeningWarning("webhook_disabled", f"the webhook {one} is disabled: its events wait until it is enabled")
        for one in found.disabled
    ]
    if found.overdue_seconds > _OVERDUE_SECONDS:
        detail = f"events have been due to be sent for {found.overdue_seconds:.0f} s ({found.pending} wait)"
        warnings.append(ScreeningWarning("webhooks_overdue", detail))
    return warnings
