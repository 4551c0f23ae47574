"""Asking one question from the command line: on record, like every other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import typer
from pydantic_core import from_json, to_json

from service.cli.output import note, print_json, print_screening
from service.common.gc_tuning import undisturbed
from service.engine.screening.errors import Fault, InvalidRequest

if TYPE_CHECKING:
    from service.bootstrap.runtime import Runtime
    from service.engine.screening.request import ScreeningRequest
    from service.engine.snapshot import Snapshot

HIT = 1


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as bytes and as a document, and what it rests on."""

    answer: bytes
    document: dict[str, Any]
    snapshot: Snapshot


def ask(request: ScreeningRequest) -> Answered:
    """Screen and record."""
    import asyncio

    from service.engine.screening.serialization import request_document

    runtime = undisturbed(_runtime)
    note(*runtime.folder_warnings)
    try:
        recorded = asyncio.run(runtime.screenings.screen(request, document=to_json(request_document(request))))
    finally:
        runtime.close()
    return Answered(recorded.answer, from_json(recorded.answer), runtime.snapshots.current())


def _runtime() -> Runtime:
    """Imported only here, so that help is there before the database and the lists could be."""
    from service.bootstrap.runtime import open_runtime
    from service.settings import Settings

    return open_runtime(Settings(), lazily=True)


def show(answered: Answered, *, json: bool) -> None:
    """Print an answer and leave with the status that it asks for."""
    if json:
        print_json(answered.answer)
    else:
        print_screening(answered.document)
    raise typer.Exit(0 if answered.document["decision"] == "clear" else HIT)


def read_day(text: str | None, option: str) -> date | None:
    """A day in ISO 8601, or nothing."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidRequest([Fault(f"/{option}", f"expected a day such as 2014-08-05, got {text!r}")]) from None
