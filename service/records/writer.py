"""The one thread that writes. Whatever has queued up while it was busy goes into one commit.

So durability costs a caller one commit of waiting, but a busy service commits once for many callers.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from service.records.errors import RecordsUnavailable
from service.records.model import Document

Outcome = Document | Exception
"""What became of a document: itself, the one stored earlier under its key, or why it was not stored."""

StoreBatch = Callable[[Sequence[Document]], Sequence[Outcome]]
"""Stores documents in one transaction and says what became of each, in order."""

_LARGEST_BATCH = 512


@dataclass(slots=True, eq=False)
class _Waiting:
    document: Document
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Document]
    abandoned: bool = field(default=False)


class GroupWriter:
    """Takes documents from event loops, stores them in batches and wakes those who wait."""

    def __init__(self, store: StoreBatch, *, timeout: float) -> None:
        self._store = store
        self._timeout = timeout
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="records-writer", daemon=True)
        self._thread.start()

    async def append(self, document: Document) -> Document:
        """Store a document and return it, or the one stored earlier under its idempotency key.

        Raises RecordsUnavailable if it is not known to be stored in time: then nothing may be answered.
        """
        if self._closed:
            raise RecordsUnavailable("the records are closed")
        loop = asyncio.get_running_loop()
        waiting = _Waiting(document, loop, loop.create_future())
        self._queue.put(waiting)
        timer = loop.call_later(self._timeout, _give_up, waiting, self._timeout)
        try:
            return await waiting.future
        finally:
            timer.cancel()
            waiting.abandoned = True

    def close(self) -> None:
        """Write what is queued, then stop."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
        self._thread.join(timeout=self._timeout)

    def _run(self) -> None:
        open_ = True
        while open_:
            batch = [self._queue.get()]
            while len(batch) < _LARGEST_BATCH and not self._queue.empty():
                batch.append(self._queue.get())
            open_ = None not in batch
            self._write([waiting for waiting in batch if waiting is not None and not waiting.abandoned])

    def _write(self, batch: list[_Waiting]) -> None:
        if not batch:
            return
        try:
            outcomes = self._store([waiting.document for waiting in batch])
            settled = list(zip(batch, outcomes, strict=True))
        except Exception as error:  # whatever it was, those who wait have to hear of it
            refusal = RecordsUnavailable(f"the record could not be written: {type(error).__name__}")
            settled = [(waiting, refusal) for waiting in batch]
        _deliver(settled)


def _deliver(settled: list[tuple[_Waiting, Outcome]]) -> None:
    """Wake everybody, with one call into each event loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[_Waiting, Outcome]]] = {}
    for waiting, outcome in settled:
        by_loop.setdefault(waiting.loop, []).append((waiting, outcome))
    for loop, theirs in by_loop.items():
        with suppress(RuntimeError):  # the loop was closed: nobody waits there any more
            loop.call_soon_threadsafe(_settle, theirs)


def _give_up(waiting: _Waiting, timeout: float) -> None:
    refusal = RecordsUnavailable(f"the record was not written within {timeout:g} s")
    _settle([(waiting, refusal)])


def _settle(settled: list[tuple[_Waiting, Outcome]]) -> None:
    for waiting, outcome in settled:
        if waiting.future.done():
            continue
        if isinstance(outcome, Exception):
            waiting.future.set_exception(outcome)
        else:
            waiting.future.set_result(outcome)
