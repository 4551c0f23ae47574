"""A client that may be used by many examples of one test, and people with keys."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from service.api.app import create_app
from service.auth.api_keys import Wanted, make_key
from service.auth.store import add_key
from service.bootstrap.runtime import Runtime
from service.common.roles import Role
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


@pytest.fixture
def people(make_runtime):
    """Each is a function that sends a request as that person."""
    runtime = make_runtime()
    roles = {
        "desk": [Role.SCREENER],
        "a.yamada": [Role.OFFICER],
        "both": [Role.OFFICER, Role.SUPERVISOR],
        "b.tanaka": [Role.SUPERVISOR],
        "auditor": [Role.AUDITOR],
        "admin": [Role.ADMIN],
    }
    secrets = {}
    for name, given in [*roles.items(), ("BOTH", [Role.SUPERVISOR])]:
        key, secrets[name] = make_key(
            Wanted(name, frozenset(given), NOW + timedelta(days=1)), by="local", now=NOW - timedelta(1)
        )
        runtime.records.perform_now(add_key(key))
    client = Client(create_app(runtime))

    def person(name):
        def send(method, path, body=None, etag=None):
            headers = {"Authorization": f"Bearer {secrets[name]}"} | ({"If-Match": etag} if etag else {})
            return client.request(method, f"/v1{path}", json=body, headers=headers)

        return send

    return {name: person(name) for name in secrets}
