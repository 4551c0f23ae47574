"""A client that may be used by many examples of one test."""

from collections.abc import Iterator

import pytest

from service.api.app import create_app
from service.bootstrap.runtime import Runtime
from service.records.records import Records
from service.settings import Settings
from tests.conftest import NOW, Client


@pytest.fixture(scope="module")
def shared_client(tmp_path_factory, snapshot) -> Iterator[Client]:
    # Wrong keys are tried by the hundred, and each is to be told so.
    settings = Settings(data_dir=tmp_path_factory.mktemp("records"), failed_keys_per_minute=0)
    runtime = Runtime(settings, Records(settings.database_address, timeout=5), lambda _: snapshot, lambda: NOW)
    runtime.snapshots.load()
    yield Client(create_app(runtime))
    runtime.close()
