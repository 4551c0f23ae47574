"""Records on each database, and short words for what administrators do."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from service.records.action import Action, Performed
from service.records.records import Records
from service.webhooks.endpoints import WantedEndpoint, create_endpoint
from service.webhooks.outbox import OutboxEvent, write_events
from tests.conftest import NOW


class MovableClock:
    """A clock that a test moves."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def records(database, clock):
    opened = Records(database, timeout=5, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def tell(records, clock):
    """Write events, as something that happens."""

    def tell(*types: str, **data: Any) -> None:
        def run(connection):
            write_events(connection, [OutboxEvent(one, data) for one in types], clock())
            return Performed(None, [])

        records.perform_now(Action(run))

    return tell


@pytest.fixture
def endpoint(records, clock):
    """Make an endpoint, and give it with its secret."""

    def make(url: str = "https://receiver.example/hook", *types: str):
        return records.perform_now(create_endpoint(WantedEndpoint(url, types), "admin", clock()))

    return make
