"""The service with a watch on its event loop. Started by `benchmarks.holds`; writes a line of JSON for each time that
the loop was held, into the file that the environment's BENCHMARK_HOLDS names.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from time import perf_counter, sleep, thread_time, time
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from service.api.main import from_environment
from service.cli.serve import server_options
from service.settings import Settings

FILE = "BENCHMARK_HOLDS"
_BEAT_SECONDS = 0.001
_HELD_SECONDS = 0.005
_PACKAGE = "/service/"
_TURNS = ("cooperative.py", "middleware", "asyncio")
"""Where every request goes through, which says nothing of what it does."""


class Watch:
    """Notes each time between two beats of an event loop that is long, and where its thread was meanwhile.

    A second thread looks where the first one is, once in a millisecond while the loop is held: it needs the interpreter
    for that, so that what does not let go of it is seen at its end.
    """

    def __init__(self) -> None:
        self.holds: list[dict[str, Any]] = []
        self._beaten, self._used = perf_counter(), 0.0
        self._seen: Counter[str] = Counter()
        self._ended = threading.Event()

    async def beat(self) -> None:
        """Until it is cancelled."""
        self._used = thread_time()
        threading.Thread(target=self._look, args=(threading.get_ident(),), daemon=True).start()
        while True:
            self._beaten, before, used = perf_counter(), self._beaten, self._used
            self._used = thread_time()
            seen, self._seen = self._seen, Counter()
            if self._beaten - before > _HELD_SECONDS:
                self.holds.append(
                    {
                        "at": time(),
                        "seconds": self._beaten - before,
                        "processor": self._used - used,
                        "where": seen.most_common(3),
                    }
                )
            await asyncio.sleep(_BEAT_SECONDS)

    def end(self) -> None:
        """Look no longer."""
        self._ended.set()

    def _look(self, thread: int) -> None:
        while not self._ended.is_set():
            sleep(_BEAT_SECONDS)
            if perf_counter() - self._beaten > _HELD_SECONDS:
                self._seen[place_of(sys._current_frames()[thread])] += 1


def place_of(frame: FrameType | None) -> str:
    """The two innermost functions of the service that say what is done, as `module:function`, the inner one first; and
    before them that of another package in which it stands."""
    found: list[str] = []
    if frame is not None and _PACKAGE not in frame.f_code.co_filename:
        found.append(_named(frame))
    while frame is not None and len(found) < 3:
        name = frame.f_code.co_filename
        if _PACKAGE in name and not any(one in name for one in _TURNS):
            found.append(_named(frame))
        frame = frame.f_back
    return " < ".join(found)


def _named(frame: FrameType) -> str:
    return f"{Path(frame.f_code.co_filename).stem}:{frame.f_code.co_name}"


def watched(
    lifespan: Callable[[FastAPI], AbstractAsyncContextManager[Any]], file: Path
) -> Callable[[FastAPI], AbstractAsyncContextManager[Any]]:
    """The life of an application, with a watch over its event loop."""

    @asynccontextmanager
    async def wrapped(app: FastAPI) -> AsyncIterator[Any]:
        watch = Watch()
        async with lifespan(app) as state:
            beating = asyncio.create_task(watch.beat())
            yield state
            beating.cancel()
            watch.end()
        file.write_text("\n".join(map(json.dumps, watch.holds)), encoding="utf-8")

    return wrapped


def application() -> FastAPI:
    """The service, watched."""
    app = from_environment()
    app.router.lifespan_context = watched(app.router.lifespan_context, Path(os.environ[FILE]))
    return app


if __name__ == "__main__":
    uvicorn.run("benchmarks.holds_server:application", factory=True, **server_options(Settings()))
