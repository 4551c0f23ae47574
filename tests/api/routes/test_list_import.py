"""Bringing a list over HTTP: as a multipart form, through the gates, with a dry run, audited."""

import pytest

from service.api.app import create_app
from service.api.upload_places import UploadPlaces
from service.settings import bundled_lists
from service.snapshots.loader import load_snapshot
from service.watchlists.editions.store import Store
from tests.conftest import Client

LIST = "own_partners"
PATH = f"/v1/watchlists/{LIST}/editions"
GOOD = "id,name\n1,Testan Examplov\n2,Mustera Fiktivna\n3,Proba Samplova\n"
SMALL = "id,name\n1,Testan Examplov\n"


@pytest.fixture
def client(make_runtime, tmp_path):
    runtime = make_runtime(load=lambda: load_snapshot(bundled_lists(), Store(tmp_path / "editions")))
    return Client(create_app(runtime))


def send(client, content, query="", path=PATH, field="file", name="partners.csv"):
    return client.post(path + query, files=[(field, (name, content.encode(), "text/csv"))])


def test_a_dry_run_tells_what_the_gates_say_and_keeps_nothing(client, tmp_path):
    tried = send(client, GOOD, "?dry_run=true")
    assert (tried.status_code, tried.json()["outcome"], tried.json()["entities"]) == (200, "passed", 3)
    assert Store(tmp_path / "editions").watchlists() == ()
    done = send(client, GOOD, "?reason=first")
    assert (done.status_code, done.json()["outcome"], done.json()["in_use"]) == (200, "activated", True)
    tried = send(client, SMALL, "?dry_run=true").json()
    assert tried["outcome"] == "refused"
    assert "not shrunk" in tried["messages"][0]
    assert send(client, GOOD).json()["outcome"] == "unchanged"
    log = client.get(PATH).json()["log"]
    assert [one["reason"] for one in log] == ["first (by local)"]


def test_a_gate_that_objects_or_a_file_that_cannot_be_read_is_a_conflict(client):
    send(client, GOOD)
    refused = send(client, SMALL)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:sekisho:problem:edition-refused")
    assert "not shrunk" in refused.json()["detail"]
    assert send(client, SMALL, "?accept=true").json()["outcome"] == "activated"
    damaged = send(client, "<html>log in</html>")
    assert damaged.status_code == 409
    assert "HTML" in damaged.json()["detail"]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"json": {}}, 415),
        ({"files": [("list", ("a.csv", b"id", "text/csv"))]}, 400),
        ({"files": [("file", ("a.csv", b"id", "text/csv"))] * 2}, 400),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data; boundary=a"}}, 400),
    ],
)
def test_forms_that_hold_no_list(client, given, status):
    assert client.post(PATH, **given).status_code == status


def test_a_list_that_nobody_knows(client):
    unknown = send(client, GOOD, path="/v1/watchlists/nowhere/editions")
    assert unknown.status_code == 404
    assert "own_" in unknown.json()["detail"]


def test_one_caller_has_only_some_of_the_places_over_which_files_come_in(client):
    client.app.state.uploads = UploadPlaces(1, 0)
    assert send(client, GOOD).status_code == 429
