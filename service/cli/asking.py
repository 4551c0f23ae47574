"""Asking one question from the command line: on record, like every other."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import typer
from pydantic_core import from_json, to_json

from service.cli.show import print_json, print_screening
from service.runtime import open_runtime
from service.screening.documents import request_document
from service.screening.errors import Fault, InvalidRequest
from service.screening.request import ScreeningRequest
from service.settings import Settings

HIT = 1


def ask(request: ScreeningRequest) -> tuple[bytes, dict[str, Any]]:
    """Screen and record; the answer as bytes and as a document."""
    runtime = open_runtime(Settings())
    try:
        recorded = asyncio.run(runtime.screen(request, document=to_json(request_document(request))))
    finally:
        runtime.close()
    return recorded.answer, from_json(recorded.answer)


def show(answer: bytes, document: dict[str, Any], *, json: bool) -> None:
    """Print an answer and leave with the status that it asks for."""
    if json:
        print_json(answer)
    else:
        print_screening(document)
    raise typer.Exit(0 if document["decision"] == "clear" else HIT)


def read_day(text: str | None, option: str) -> date | None:
    """A day in ISO 8601, or nothing."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidRequest([Fault(f"/{option}", f"expected a day such as 2014-08-05, got {text!r}")]) from None
