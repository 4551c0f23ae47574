"""Sends events to endpoints, beside a server: publishes what is committed, claims what is due, sends, writes down.

Runs in one process of a machine; on PostgreSQL several machines share the work by leases. One that is killed loses
nothing (`service.webhooks.delivery_queue`).
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from service.bootstrap.runtime import Runtime
from service.common.background import BackgroundThread
from service.common.clock import Clock
from service.common.logging import Logger
from service.records.records import Records
from service.storage.errors import RecordsUnavailable
from service.storage.sqlite_write_lock import SqliteWriteLock
from service.webhooks.addresses import read_networks
from service.webhooks.delivery_queue import claim, release, settle
from service.webhooks.feed import body_of, prune
from service.webhooks.model import Claim
from service.webhooks.publishing import publish
from service.webhooks.retrying import described
from service.webhooks.sending import Sender
from service.webhooks.signing import signed_headers

log = Logger("sekisho.webhooks")

_T = TypeVar("_T")

_LOOK_SECONDS = 0.5
_GATHER_SECONDS = 0.02
"""So that a look finds room for several: each costs a transaction."""
_PAUSE_SECONDS = 2.0
"""After a failure of the database."""
_GRACE_SECONDS = 3.0
"""How long attempts at work may take to end when the server stops."""
_PRUNE_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DeliveryLimits:
    """How many attempts are at work at a time: to one endpoint, so that one that hangs does not hold up the others, and
    in all."""

    one_endpoint: int = 16
    all_endpoints: int = 128


class WebhookDelivery(BackgroundThread):
    """The sender of one process."""

    def __init__(
        self,
        records: Records,
        sender: Sender,
        clock: Clock,
        *,
        chance: Callable[[], float] = random.random,
        limits: DeliveryLimits = DeliveryLimits(),
    ) -> None:
        super().__init__("sekisho-webhooks")
        self._records, self._sender, self._clock, self._chance, self._limits = records, sender, clock, chance, limits
        self._owner = secrets.token_hex(8)
        self._lock = SqliteWriteLock(records.engine)
        self._at_work: Counter[str] = Counter()
        self._pruned: datetime | None = None

    def run(self) -> None:
        """Send until it is stopped."""
        asyncio.run(self._run())
        self._lock.close()

    async def _run(self) -> None:
        tasks: set[asyncio.Task[None]] = set()
        while not self.stopped.is_set():
            try:
                claims = await asyncio.to_thread(self._claim)
            except (RecordsUnavailable, SQLAlchemyError) as error:
                log.error("webhooks_not_sent", error=type(error).__name__)
                await asyncio.sleep(_PAUSE_SECONDS)
                continue
            for one in claims:
                self._at_work[one.endpoint_id] += 1
                task = asyncio.create_task(self._deliver(one))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
            await _look(tasks if claims else ())
        await self._end(tasks)

    async def _end(self, tasks: set[asyncio.Task[None]]) -> None:
        if tasks:
            _, running = await asyncio.wait(tasks, timeout=_GRACE_SECONDS)
            for one in running:
                one.cancel()
        try:
            await asyncio.to_thread(self._writing, lambda: release(self._records.engine, self._owner))
        except SQLAlchemyError as error:  # the leases run out by themselves
            log.error("webhooks_not_released", error=type(error).__name__)

    def _writing(self, action: Callable[[], _T]) -> _T:
        """Take turns with the others that write to an SQLite file."""
        with self._lock.mine():
            return action()

    def _claim(self) -> list[Claim]:
        """Publish, and claim what is due. Blocks on the database."""
        now = self._clock()
        engine = self._records.engine
        if self._pruned is None or now - self._pruned >= _PRUNE_EVERY:
            self._pruned = now
            self._writing(lambda: prune(engine, now))
        while self._writing(lambda: publish(engine, self._clock())):
            pass
        return self._writing(lambda: claim(engine, self._owner, self._places, now))

    def _places(self, endpoint_id: str) -> int:
        free = self._limits.all_endpoints - self._at_work.total()
        return min(free, self._limits.one_endpoint - self._at_work[endpoint_id])

    async def _deliver(self, claimed: Claim) -> None:
        try:
            now = self._clock()
            body = body_of(claimed.event)
            headers = signed_headers(claimed.keys, claimed.event.id, body, now)
            attempt = await self._sender.post(claimed.url, headers, body)
            step = await self._records.perform(settle(claimed, attempt, self._clock, self._chance))
        except RecordsUnavailable as error:  # sent again once the lease is over
            log.error("webhook_attempt_not_recorded", delivery=claimed.delivery_id, error=type(error).__name__)
            return
        finally:
            self._at_work[claimed.endpoint_id] -= 1
        if step is not None and not attempt.delivered:
            log.warning(
                "webhook_not_delivered",
                delivery=claimed.delivery_id,
                endpoint=claimed.endpoint_id,
                attempt=claimed.attempt,
                reason=described(attempt),
                disabled=step.disable_because is not None,
            )


async def _look(tasks: Collection[asyncio.Task[None]]) -> None:
    """Wait before the next look; where there was something to do, until one of the tasks has made room for more."""
    if tasks:
        await asyncio.wait(tasks, timeout=_LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.sleep(_GATHER_SECONDS)
    else:
        await asyncio.sleep(_LOOK_SECONDS)


def webhook_delivery_of(runtime: Runtime) -> WebhookDelivery:
    """A sender for a runtime, not yet started."""
    networks = read_networks(runtime.settings.webhook_networks)
    return WebhookDelivery(runtime.records, Sender(networks, clock=runtime.clock), runtime.clock)
