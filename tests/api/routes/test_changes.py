"""Activating and rolling back over HTTP: in a process of its own, through the gates, audited, in use at once."""

import itertools
from datetime import timedelta

import pytest

from service.api.app import create_app
from service.settings import bundled_lists
from service.snapshots.loader import load_snapshot
from service.watchlists.editions.importing import ImportOptions, import_files
from service.watchlists.editions.store import Store
from service.worker.list_commands import _ended
from tests.conftest import NOW, Client

LIST = "own_partners"


@pytest.fixture
def bring(tmp_path):
    """Import a list of these names, each a second after the last; only the first becomes active."""
    seconds = itertools.count()

    def bring_(*names):
        path = tmp_path / "own.csv"
        path.write_text("id,name\n" + "".join(f"{at},{name}\n" for at, name in enumerate(names)), encoding="utf-8")
        store, second = Store(tmp_path / "editions"), next(seconds)
        options, at = ImportOptions(activate=second == 0), NOW + timedelta(seconds=second)
        return import_files(store, LIST, [path], gates=(), clock=lambda: at, options=options).edition

    return bring_


@pytest.fixture
def deployed(make_runtime, tmp_path, monkeypatch):
    """A client of an application that takes over active editions, and the events that it noted."""
    runtime = make_runtime(load=lambda: load_snapshot(bundled_lists(), Store(tmp_path / "editions")))
    noted, note = [], runtime.records.note

    async def noting(event):
        noted.append(event)
        await note(event)

    monkeypatch.setattr(runtime.records, "note", noting)
    return Client(create_app(runtime)), noted


def active(client):
    return next(one["sha256"] for one in client.get("/v1/watchlists").json()["watchlists"] if one["id"] == LIST)


def test_an_edition_is_activated_used_at_once_and_taken_back(bring, deployed):
    first, second = bring("Testan Examplov", "Mustera Fiktivna"), bring("Testan Examplov", "Mustera Fiktivna", "Proba")
    client, noted = deployed
    client.app.state.runtime.snapshots.load()
    assert active(client) == first.sha256
    body = {"edition": second.sha256[:8], "reason": "approved --accept"}
    done = client.post(f"/v1/watchlists/{LIST}/activate", json=body)
    assert (done.status_code, done.json()["outcome"], done.json()["in_use"]) == (200, "activated", True)
    assert active(client) == second.sha256
    back = client.post(f"/v1/watchlists/{LIST}/rollback", json={"reason": "wrong file"})
    assert (back.status_code, back.json()["edition_sha256"]) == (200, first.sha256)
    assert active(client) == first.sha256
    log = client.get(f"/v1/watchlists/{LIST}/editions").json()["log"]
    assert [one["reason"] for one in log[1:]] == ["approved --accept (by local)", "wrong file (by local)"]
    asked = [(one.subject, one.details["action"], one.details["edition"]) for one in noted]
    assert asked == [(LIST, "activate", second.sha256), (LIST, "rollback", first.sha256)]


def test_a_gate_that_objects_is_a_conflict_unless_it_is_accepted(bring, deployed):
    bring("Testan Examplov", "Mustera Fiktivna")
    smaller = bring("Testan Examplov")
    client, _ = deployed
    path = f"/v1/watchlists/{LIST}/activate"
    refused = client.post(path, json={"edition": smaller.sha256})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:sekisho:problem:edition-refused")
    assert "not shrunk" in refused.json()["detail"]
    accepted = client.post(path, json={"edition": smaller.sha256, "accept": True}).json()
    assert accepted["outcome"] == "activated"
    assert "not shrunk" in accepted["messages"][0]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/watchlists/none/activate", {"edition": "abcdef"}, 404),
        ("/v1/watchlists/own_partners/activate", {"edition": "abcdef"}, 404),
        ("/v1/watchlists/own_partners/rollback", {}, 404),
        ("/v1/watchlists/jp_crimea_2014/rollback", {}, 404),
        ("/v1/watchlists/..%2F..%2Fx/activate", {"edition": "abcdef"}, 404),
        ("/v1/watchlists/own_partners/activate", {}, 422),
        ("/v1/watchlists/own_partners/activate", {"edition": "abcdef", "reason": "a\nb"}, 422),
    ],
)
def test_what_cannot_be_changed_is_said_and_not_noted(bring, deployed, path, body, status):
    bring("Testan Examplov")
    client, noted = deployed
    assert client.post(path, json=body).status_code == status
    assert noted == []


@pytest.mark.parametrize(
    ("out", "err", "messages"),
    [
        (b"", b"", ("the process ended without a word",)),
        (b"Traceback", b"Killed", ("the process ended without a word",)),
        (b"[1]", b'{"errors": ["own_x: busy"]}', ("own_x: busy",)),
    ],
)
def test_a_process_that_fails_is_a_change_that_failed(out, err, messages):
    ended = _ended(out, err)
    assert (ended.done, ended.edition, ended.messages) == (False, None, messages)


def test_an_edition_that_came_with_the_program_is_compared_too(client):
    [bundled] = client.get("/v1/watchlists/jp_crimea_2014/editions").json()["editions"]
    asked = {"from": bundled["edition"], "to": bundled["sha256"][:12]}
    found = client.get("/v1/watchlists/jp_crimea_2014/diff", params=asked)
    assert (found.status_code, found.json()["changed_count"]) == (200, 0)
    assert client.get("/v1/watchlists/jp_crimea_2014/diff", params=asked | {"to": "other"}).status_code == 404
