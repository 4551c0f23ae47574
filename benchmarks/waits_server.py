"""The service with a clock in it. Started by `benchmarks.waits`; writes a line of JSON for each screening, and one for
each batch of records, into the file that the environment's BENCHMARK_WAITS names.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from pathlib import Path
from time import perf_counter, thread_time
from typing import TextIO

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.main import from_environment
from service.cli.serve import server_options
from service.records.store import Store
from service.records.writer import Item, Outcome
from service.settings import Settings

FILE = "BENCHMARK_WAITS"
_BUFFER = 1 << 24
"""Bytes: nothing is written to the disk while it is measured."""

_Write = Callable[[Store, Sequence[Item]], Sequence[Outcome]]
_CURRENT: ContextVar[dict[str, float] | None] = ContextVar("moments", default=None)


class Clock:
    """Notes when a request begins, when each of its stages does, and when it ends."""

    def __init__(self, app: ASGIApp, *, file: TextIO) -> None:
        self._app, self._file = app, file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/v1/screenings":
            await self._app(scope, receive, send)
            if scope["type"] == "lifespan":  # the server ends by a signal, so that nobody else would
                self._file.flush()
            return
        moments = {"begin": perf_counter()}
        _CURRENT.set(moments)
        await self._app(scope, receive, send)
        moments["end"] = perf_counter()
        self._file.write(json.dumps(moments) + "\n")


def note_stage(name: str | None) -> None:
    """Called by the service as a stage begins; None where one ends that no other follows."""
    moments = _CURRENT.get()
    if moments is not None:
        moments["searched" if name is None and "write" not in moments else name or "recorded"] = perf_counter()


def timed(write: _Write, file: TextIO) -> _Write:
    """Writing a batch of records, with a note of when, and of the processor time that it took."""

    def wrapped(store: Store, items: Sequence[Item]) -> Sequence[Outcome]:
        begun, used = perf_counter(), thread_time()
        outcomes = write(store, items)
        batch = {"begun": begun, "ended": perf_counter(), "cpu": thread_time() - used, "items": len(items)}
        file.write(json.dumps({"batch": batch}) + "\n")
        return outcomes

    return wrapped


def application() -> FastAPI:
    """The service, with the clock around it."""
    file = Path(os.environ[FILE]).open("w", encoding="utf-8", buffering=_BUFFER)  # noqa: SIM115 - for the whole run
    Store.write = timed(Store.write, file)  # type: ignore[method-assign,assignment]
    app = from_environment()
    app.add_middleware(Clock, file=file)
    app.state.runtime.screenings.observe_stages(note_stage)
    return app


if __name__ == "__main__":
    uvicorn.run("benchmarks.waits_server:application", factory=True, **server_options(Settings()))
