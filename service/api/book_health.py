"""How the book stands. A rescreen that is late is no reason to refuse screenings: only to warn."""

from __future__ import annotations

from service.bootstrap.runtime import Runtime
from service.engine.screening.warnings import ScreeningWarning

_OVERDUE_SECONDS = 600.0
"""Longer than a rescreen of a million subjects takes."""


async def book_warnings(runtime: Runtime) -> list[ScreeningWarning]:
    """What an operator should know. Raises RecordsUnavailable, NotReady."""
    found = await runtime.rescreens.figures(runtime.snapshots.current().sha256)
    warnings = []
    if found.open_seconds > _OVERDUE_SECONDS:
        detail = f"a rescreen has been at work for {found.open_seconds:.0f} s; {found.waiting} subjects wait"
        warnings.append(ScreeningWarning("rescreen_overdue", detail))
    elif found.waiting:
        detail = f"{found.waiting} subjects of the book were not screened on the lists in use yet"
        warnings.append(ScreeningWarning("subjects_waiting", detail))
    if found.subjects.get("unscreenable"):
        detail = f"{found.subjects['unscreenable']} subjects of the book cannot be searched; each has an alert"
        warnings.append(ScreeningWarning("subjects_unscreenable", detail))
    if found.daily_missed:
        detail = f"the last full run of a day found {found.daily_missed} differences that no rescreen before had found"
        warnings.append(ScreeningWarning("rescreen_missed", detail))
    return warnings
