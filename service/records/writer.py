"""The one thread that writes. Whatever has queued up while it was busy goes into one commit.

So durability costs a caller one commit of waiting, but a busy service commits once for many callers.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import queue
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any, TypeVar, cast

from service.audit.event import RecordedEvent
from service.records.action import Action, T
from service.records.model import Document
from service.storage.errors import RecordsUnavailable

Item = Document | RecordedEvent | Action[Any]
"""What is written: a screening with its event, an event alone, or what an action writes with its events."""

Outcome = Any
"""What became of an item: itself, the document stored earlier under its key, what an action led to, or an exception
that says why it was not stored."""

StoreBatch = Callable[[Sequence[Item]], Sequence[Outcome]]
"""Stores items in one transaction and says what became of each, in order."""

_T = TypeVar("_T", Document, RecordedEvent)

_LARGEST_BATCH = 512
_MANY_FINDINGS = 20
_LARGE_ANSWER = 512 * 1024
"""Findings of a screening, and bytes of its answer, that take tens of milliseconds to write. Such a screening is
prepared ahead of its transaction (`Store.prepare`), and written by itself after those that are written at once: 500
lines of goods with 500 alerts held up everybody for half a second."""
_GATHER_SECONDS = 0.003
"""Least time from batch to batch while many write at once: a commit costs as much as a dozen rows, and each takes the
interpreter from the event loop some ten times. Whoever writes alone does not wait."""


@dataclass(slots=True, eq=False)
class _Waiting:
    item: Item
    loop: asyncio.AbstractEventLoop | None
    """Whose turn it is when the item is written. None for a thread that waits without a loop."""
    future: asyncio.Future[Any] | concurrent.futures.Future[Any]
    abandoned: bool = field(default=False)


def is_large(item: Item) -> bool:
    """Whether others would notice that something is written."""
    return isinstance(item, Document) and (len(item.findings) > _MANY_FINDINGS or len(item.answer) > _LARGE_ANSWER)


class GroupWriter:
    """Takes documents from event loops, stores them in batches and wakes those who wait."""

    def __init__(self, store: StoreBatch, *, timeout: float, done: Callable[[], None] = lambda: None) -> None:
        """`done` is called by the thread that writes, when nothing more is to be written."""
        self._store, self._done = store, done
        self._timeout = timeout
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="records-writer", daemon=True)
        self._thread.start()

    async def append(self, item: _T) -> _T:
        """Store a document and return it, or the one stored earlier under its idempotency key; or store an event.

        Raises RecordsUnavailable if it is not known to be stored in time: then nothing may be answered.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_T] = loop.create_future()
        waiting = self._enqueue(_Waiting(item, loop, future))
        timer = loop.call_later(self._timeout, _give_up, waiting, self._timeout)
        try:
            return await future
        finally:
            timer.cancel()
            waiting.abandoned = True

    async def perform(self, action: Action[T]) -> T:
        """Do something in a transaction. Raises what the action raises, and RecordsUnavailable."""
        return cast(T, await self.append(cast(Any, action)))

    def perform_now(self, action: Action[T]) -> T:
        """The same for a thread without an event loop, which waits."""
        return cast(T, self.append_now(cast(Any, action)))

    def append_now(self, item: _T) -> _T:
        """Store a document or event from a thread without an event loop, which waits."""
        future: concurrent.futures.Future[_T] = concurrent.futures.Future()
        waiting = self._enqueue(_Waiting(item, None, future))
        try:
            return future.result(self._timeout)
        except concurrent.futures.TimeoutError:
            raise _too_late(self._timeout) from None
        finally:
            waiting.abandoned = True

    def _enqueue(self, waiting: _Waiting) -> _Waiting:
        if self._closed:
            raise RecordsUnavailable("the records are closed")
        self._queue.put(waiting)
        return waiting

    def close(self) -> None:
        """Write what is queued, then stop."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
        self._thread.join(timeout=self._timeout)

    def _run(self) -> None:
        open_, begun = True, 0.0
        batch: list[_Waiting | None] = []
        large: deque[_Waiting] = deque()
        while open_ or large:
            crowded = len(batch) > 1
            batch = [] if large else [self._queue.get()]
            if crowded:
                sleep(max(0.0, begun + _GATHER_SECONDS - monotonic()))
            begun = monotonic()
            while len(batch) < _LARGEST_BATCH and not self._queue.empty():
                batch.append(self._queue.get())
            open_ = open_ and None not in batch
            queued = [waiting for waiting in batch if waiting is not None]
            large.extend(waiting for waiting in queued if is_large(waiting.item))
            self._write([waiting for waiting in queued if not is_large(waiting.item)])
            if large:
                self._write([large.popleft()])
        self._done()

    def _write(self, queued: list[_Waiting]) -> None:
        batch = [waiting for waiting in queued if not waiting.abandoned]
        if not batch:
            return
        try:
            outcomes = self._store([waiting.item for waiting in batch])
            settled = list(zip(batch, outcomes, strict=True))
        except Exception as error:  # whatever it was, those who wait have to hear of it
            refusal = RecordsUnavailable(f"the record could not be written: {type(error).__name__}")
            settled = [(waiting, refusal) for waiting in batch]
        _deliver(settled)


def _deliver(settled: list[tuple[_Waiting, Outcome]]) -> None:
    """Wake everybody, with one call into each event loop."""
    by_loop: dict[asyncio.AbstractEventLoop | None, list[tuple[_Waiting, Outcome]]] = {}
    for waiting, outcome in settled:
        by_loop.setdefault(waiting.loop, []).append((waiting, outcome))
    for loop, theirs in by_loop.items():
        if loop is None:
            _settle(theirs)
            continue
        with suppress(RuntimeError):  # the loop was closed: nobody waits there any more
            loop.call_soon_threadsafe(_settle, theirs)


def _give_up(waiting: _Waiting, timeout: float) -> None:
    _settle([(waiting, _too_late(timeout))])


def _too_late(timeout: float) -> RecordsUnavailable:
    return RecordsUnavailable(f"the record was not written within {timeout:g} s")


def _settle(settled: list[tuple[_Waiting, Outcome]]) -> None:
    for waiting, outcome in settled:
        if waiting.future.done():
            continue
        if isinstance(outcome, Exception):
            waiting.future.set_exception(outcome)
        else:
            waiting.future.set_result(outcome)
