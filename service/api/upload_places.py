"""The places over which files come in: so many at a time, and of one caller so many at most."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from service.api.problems import BUSY, TOO_MANY, Problem

_WAIT_SECONDS = 10.0
_RETRY = {"Retry-After": "5"}


class UploadPlaces:
    """Used on one event loop. Whoever has all of his places is refused at once, so that he keeps nobody waiting."""

    def __init__(self, places: int, of_one_caller: int) -> None:
        self._places, self._most = asyncio.Semaphore(places), of_one_caller
        self._taken: Counter[str] = Counter()

    @asynccontextmanager
    async def place(self, caller: str) -> AsyncIterator[None]:
        """One place. Raises Problem if the caller has enough of them, or none becomes free soon."""
        if self._taken[caller] >= self._most:
            detail = f"{self._most} files of yours are coming in already; send this one when one of them is here"
            raise Problem(TOO_MANY, detail, headers=_RETRY)
        self._taken[caller] += 1
        try:
            async with self._free_place():
                yield
        finally:
            self._taken[caller] -= 1
            if not self._taken[caller]:
                del self._taken[caller]

    @asynccontextmanager
    async def _free_place(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(_WAIT_SECONDS):
                await self._places.acquire()
        except TimeoutError:
            detail = "too many files are coming in at the same time; send this one again in a moment"
            raise Problem(BUSY, detail, headers=_RETRY) from None
        try:
            yield
        finally:
            self._places.release()
