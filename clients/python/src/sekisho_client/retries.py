"""Sends a request again when that is safe and can help.

Safe is what changes nothing (GET), what carries an `Idempotency-Key`, and what the service itself keeps from happening
twice (a bulk file, a comparison). Anything else is sent again only if it was never received: the connection could not
be made, or the service said 429. Not handled: a circuit breaker, and hedging.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx

REPEATABLE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
REPEATABLE_PATHS = ("/v1/bulk-jobs", "/v1/compare")
PASSING = frozenset({408, 429, 502, 503, 504})
NEVER_RECEIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True)
class RetryPolicy:
    """How often and how long. Waits double from `first_wait` up to `longest_wait` seconds, less up to half at random.

    `Retry-After` in seconds goes before, up to `longest_wait`.
    """

    attempts: int = 4
    first_wait: float = 0.5
    longest_wait: float = 30.0
    draw: Callable[[], float] = field(default=random.random, repr=False)

    def wait(self, attempt: int, response: httpx.Response | None) -> float:
        """Seconds to wait after attempt number `attempt`, counted from 1."""
        stated = response.headers.get("Retry-After", "") if response is not None else ""
        if stated.isdecimal():
            return min(float(stated), self.longest_wait)
        return min(self.first_wait * 2.0 ** (attempt - 1), self.longest_wait) * (1 - self.draw() / 2)


def is_repeatable(request: httpx.Request) -> bool:
    """Whether a request may arrive twice without a second effect."""
    return (
        request.method in REPEATABLE_METHODS
        or "Idempotency-Key" in request.headers
        or request.url.path.endswith(REPEATABLE_PATHS)
    )


def worth_retrying(request: httpx.Request, outcome: httpx.Response | httpx.TransportError) -> bool:
    """Whether the same request may be sent again, and may then succeed."""
    if isinstance(outcome, httpx.Response):
        return outcome.status_code == 429 or (outcome.status_code in PASSING and is_repeatable(request))
    return isinstance(outcome, NEVER_RECEIVED) or is_repeatable(request)


class RetryTransport(httpx.BaseTransport):
    """A transport that hands requests to another one, more than once if need be."""

    def __init__(
        self, inner: httpx.BaseTransport, policy: RetryPolicy, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._inner = inner
        self._policy = policy
        self._sleep = sleep

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the last attempt, or its error."""
        for attempt in range(1, self._policy.attempts):
            outcome = self._attempt(request)
            if not worth_retrying(request, outcome):
                return _returned(outcome)
            response = outcome if isinstance(outcome, httpx.Response) else None
            if response is not None:
                response.close()
            self._sleep(self._policy.wait(attempt, response))
        return self._inner.handle_request(request)

    def _attempt(self, request: httpx.Request) -> httpx.Response | httpx.TransportError:
        try:
            return self._inner.handle_request(request)
        except httpx.TransportError as error:
            return error

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


class AsyncRetryTransport(httpx.AsyncBaseTransport):
    """The same for `httpx.AsyncClient`."""

    def __init__(
        self,
        inner: httpx.AsyncBaseTransport,
        policy: RetryPolicy,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._inner = inner
        self._policy = policy
        self._sleep = sleep

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the last attempt, or its error."""
        for attempt in range(1, self._policy.attempts):
            outcome = await self._attempt(request)
            if not worth_retrying(request, outcome):
                return _returned(outcome)
            response = outcome if isinstance(outcome, httpx.Response) else None
            if response is not None:
                await response.aclose()
            await self._sleep(self._policy.wait(attempt, response))
        return await self._inner.handle_async_request(request)

    async def _attempt(self, request: httpx.Request) -> httpx.Response | httpx.TransportError:
        try:
            return await self._inner.handle_async_request(request)
        except httpx.TransportError as error:
            return error

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


def _returned(outcome: httpx.Response | httpx.TransportError) -> httpx.Response:
    if isinstance(outcome, httpx.Response):
        return outcome
    raise outcome
