"""Backups taken under load: all are restored and verify."""

import asyncio
import json
import threading
from collections import Counter
from contextlib import contextmanager

import pytest

from service.api.app import create_app
from service.audit.search import EventQuery, search_events
from service.auth.api_keys import Wanted, make_key
from service.auth.store import add_key
from service.bootstrap.backup import back_up, restore
from service.bootstrap.runtime import open_records, open_runtime
from service.common.clock import utc_now
from service.common.roles import Role
from service.settings import Settings
from tests.bootstrap.used_installation import LISTED, use
from tests.conftest import Client
from tests.databases import postgresql_database
from tests.e2e.scale import scale


@contextmanager
def new_database(kind):
    """The address of an empty database, None for that in the data folder."""
    if kind == "sqlite":
        yield None
    else:
        with contextmanager(postgresql_database)() as address:
            yield address


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_backups_under_load_are_restored_and_verify(kind, tmp_path):
    with new_database(kind) as address:
        settings = Settings(data_dir=tmp_path / "data", database_url=address, record_timeout_seconds=30)
        use(settings)
        runtime = open_runtime(settings, clock=utc_now)
        stop = threading.Event()
        key, secret = make_key(Wanted("load", frozenset({Role.SCREENER})), by="local", now=utc_now())
        runtime.records.perform_now(add_key(key))
        headers = {"Authorization": f"Bearer {secret}"}
        statuses = Counter()
        callers = threading.Thread(target=keep_asking, args=(runtime, headers, stop, statuses))
        callers.start()
        try:
            folders = [tmp_path / f"backup-{number}" for number in range(scale().backups)]
            for folder in folders:
                back_up(settings, folder, actor="local", clock=utc_now)
        finally:
            stop.set()
            callers.join()
            runtime.close()
    assert statuses.keys() == {200}
    seen = [events_after_restore(kind, folder, tmp_path / f"restored-{folder.name}") for folder in folders]
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]


def keep_asking(runtime, headers, stop, statuses):
    """Two callers, who screen until it is enough. They share an event loop, as all callers of a server do."""
    client = Client(create_app(runtime))

    async def ask():
        while not stop.is_set():
            body = {"reference": f"L-{statuses.total()}", "parties": [{"id": "buyer", **LISTED}]}
            answer = await client.send("POST", "/v1/screenings", json=body, headers=headers)
            statuses[answer.status_code] += 1

    async def both():
        await asyncio.gather(ask(), ask())

    asyncio.run(both())


def events_after_restore(kind, folder, data_dir):
    with new_database(kind) as address:
        settings = Settings(data_dir=data_dir, database_url=address, record_timeout_seconds=30)
        verdict = restore(settings, folder, actor="local", clock=utc_now)
        assert verdict.intact, verdict.faults
        records = open_records(settings)
        [restored] = search_events(records.engine, EventQuery("backup_restored")).events
        records.close()
        assert json.loads(restored.details)["intact"]
        return verdict.events
