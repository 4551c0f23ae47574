"""A book in a database of its own, and a clock that a test moves."""

import pytest

from service.customers.rescreen_tasks import RescreenTasks
from service.customers.rescreens import RescreenStore
from service.records.records import Records
from tests.conftest import NOW


class Clock:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(database):
    opened = Records(database, timeout=20)
    yield opened
    opened.close()


@pytest.fixture
def store(records, clock):
    return RescreenStore(records, clock)


@pytest.fixture
def tasks(records, clock):
    return RescreenTasks(records, clock)
