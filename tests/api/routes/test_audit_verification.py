"""The records are verified over HTTP, each time by a process of its own."""

import asyncio

import pytest
from sqlalchemy import text

from service.api.app import create_app
from service.bootstrap.runtime import open_records
from service.settings import Settings
from service.storage.database import begin_writing
from tests.conftest import Client
from tests.e2e.flips import unguard


@pytest.fixture
def runtime(make_runtime, tmp_path):
    """With anchors beside the records: where these processes take a minute, some are due."""
    return make_runtime(records=open_records(Settings(data_dir=tmp_path, record_timeout_seconds=60)))


@pytest.fixture
def client(runtime):
    return Client(create_app(runtime))


def test_the_records_are_verified_one_after_the_other(client, runtime):
    async def two():
        return await asyncio.gather(*(client.send("GET", "/v1/audit/verify") for _ in range(2)))

    client.post("/v1/screenings", json={"reference": "T-1", "parties": [{"name": "Hanako Yamada"}]})
    for verdict in (response.json() for response in asyncio.run(two())):
        assert (verdict["intact"], verdict["screenings"], verdict["faults"]) == (True, 1, [])
    unguard(runtime.records.engine)
    with begin_writing(runtime.records.engine) as connection:
        connection.execute(text("UPDATE screenings SET decision = 'block'"))
    verdict = client.get("/v1/audit/verify").json()
    assert (verdict["intact"], len(verdict["faults"])) == (False, 1)
    assert verdict["faults"][0]["screening"].startswith("scr_")
    assert client.get("/v1/audit/verify", params={"screenings": False}).json()["intact"]
