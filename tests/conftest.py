"""What most tests need: the bundled lists, a runtime in a folder of its own, and a client without a network."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import hypothesis
import pytest
from sqlalchemy import Engine, StaticPool, create_engine

import tests.examples  # noqa: F401 - the profiles
from service.alerts.suppression_tables import SUPPRESSION_ENDS, SUPPRESSIONS
from service.api.app import create_app
from service.audit.tables import AUDIT_EVENTS
from service.auth.tables import API_KEYS
from service.bootstrap.runtime import Runtime
from service.bootstrap.tables import METADATA
from service.common.clock import Clock
from service.engine.snapshot import Snapshot
from service.records.records import Records
from service.settings import Settings
from tests.bundled import bundled_snapshot
from tests.databases import (
    _shared_engine,
    database,
    empty_database,
    engine,
    postgresql_with_tables,
    sqlite_with_tables,
    transaction,
)

__all__ = [
    "_shared_engine",
    "database",
    "empty_database",
    "engine",
    "postgresql_with_tables",
    "sqlite_with_tables",
    "transaction",
]

hypothesis.settings.load_profile("build")

NOW = datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)


TESTS = Path(__file__).parent
SLOW = tuple(
    line
    for line in (TESTS / "slow_modules.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
"""What is too slow to be run at every change: modules, and folders."""


@cache
def is_slow(path: Path) -> bool:
    return path.is_relative_to(TESTS) and path.relative_to(TESTS).as_posix().startswith(SLOW)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Without the slow modules none of them is even read, which would take seconds in every process."""
    not_wanted = config.option.markexpr == "not slow" and collection_path.suffix == ".py"
    return True if not_wanted and is_slow(collection_path) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow."""
    for item in items:
        if is_slow(item.path):
            item.add_marker(pytest.mark.slow)


class Client:
    """Asks an application without a network, one event loop a request."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def request(self, method: str, path: str, **given: Any) -> httpx.Response:
        return asyncio.run(self.send(method, path, **given))

    async def send(self, method: str, path: str, **given: Any) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, **given)

    def get(self, path: str, **given: Any) -> httpx.Response:
        return self.request("GET", path, **given)

    def post(self, path: str, **given: Any) -> httpx.Response:
        return self.request("POST", path, **given)


def without_keys() -> Engine:
    """A database in memory in which there are no keys and no suppressions."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    tables = (API_KEYS, AUDIT_EVENTS, SUPPRESSIONS, SUPPRESSION_ENDS)
    METADATA.create_all(engine, tables=[METADATA.tables[table.name] for table in tables])
    return engine


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return bundled_snapshot()


@pytest.fixture
def make_runtime(tmp_path: Path, snapshot: Snapshot, sqlite_with_tables: Path) -> Iterator[Callable[..., Runtime]]:
    """Runtimes on the bundled lists, their records in a folder of the test. The clock stands still."""
    opened: list[Runtime] = []

    def make(
        records: Any = None,
        load: Callable[[], Snapshot] = lambda: snapshot,
        clock: Clock = lambda: NOW,
        **settings: Any,
    ) -> Runtime:
        # A disk that is busy with other tests is no failure.
        chosen = Settings(data_dir=tmp_path, **{"record_timeout_seconds": 60, **settings})
        if not (tmp_path / sqlite_with_tables.name).exists():
            shutil.copyfile(sqlite_with_tables, tmp_path / sqlite_with_tables.name)
        kept = records or Records(chosen.database_address, timeout=chosen.record_timeout_seconds)
        runtime = Runtime(chosen, kept, lambda _: load(), clock)
        runtime.snapshots.load()
        opened.append(runtime)
        return runtime

    yield make
    for runtime in opened:
        runtime.close()


@pytest.fixture
def client(make_runtime: Callable[..., Runtime]) -> Client:
    return Client(create_app(make_runtime()))
