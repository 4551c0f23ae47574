"""A chain that waits too long for its time-stamp is warned of and counted; screenings go on."""

from datetime import timedelta

import pytest

from service.api.app import create_app
from service.bootstrap.runtime import open_runtime
from service.settings import Settings
from tests.api.routes.test_webhooks import BODY
from tests.audit.authority import pem_file, root
from tests.conftest import NOW, Client


@pytest.fixture
def at(tmp_path):
    """The runtime of a service whose authority is not there, and a clock that can be set."""
    now = [NOW]
    certificates = pem_file(tmp_path / "ca.pem", root().certificate)
    address = "http://127.0.0.1:9/tsa"
    settings = Settings(data_dir=tmp_path, timestamp_authority=address, timestamp_certificates=certificates)
    runtime = open_runtime(settings, clock=lambda: now[0])
    yield runtime, now
    runtime.close()


def warnings(runtime):
    ready = Client(create_app(runtime)).get("/readyz")
    assert ready.status_code == 200
    return [one for one in ready.json()["warnings"] if one["code"] == "timestamps_overdue"]


def metric(runtime):
    lines = Client(create_app(runtime)).get("/metrics").text.splitlines()
    return [line for line in lines if line.startswith("sekisho_audit_unstamped_seconds ")]


def test_it_is_warned_of_after_two_hours_and_a_little(at):
    runtime, now = at
    answer = Client(create_app(runtime)).request("POST", "/v1/screenings", json=BODY)
    assert answer.status_code in (200, 201)
    assert warnings(runtime) == []
    assert metric(runtime) == ["sekisho_audit_unstamped_seconds 0.0"]
    now[0] += timedelta(hours=3)
    (warning,) = warnings(runtime)
    assert warning["detail"].startswith("the audit chain has had no time-stamp for 10800 s")
    assert metric(runtime) == ["sekisho_audit_unstamped_seconds 10800.0"]
    assert Client(create_app(runtime)).request("POST", "/v1/screenings", json=BODY).status_code in (200, 201)


def test_without_an_authority_nothing_is_told(tmp_path):
    runtime = open_runtime(Settings(data_dir=tmp_path), clock=lambda: NOW)
    assert metric(runtime) == []
    assert warnings(runtime) == []
    runtime.close()
