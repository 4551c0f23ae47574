"""A screening asked again gives the same answer, on the lists that it was asked of, or what is missing is named."""

import asyncio
import json
import shutil

import pytest

from service.api.app import create_app
from service.audit.search import EventQuery
from service.settings import bundled_lists
from service.snapshots.loader import load_snapshot
from service.storage.errors import RecordsUnavailable
from service.watchlists.editions.importing import ImportOptions, import_files
from service.watchlists.editions.store import store_of
from tests.conftest import NOW, Client

LIST = "own_partners"
HEADINGS = "id,type,name,listed_on"
ASKED = {"parties": [{"type": "person", "name": "Testan Examplov"}, {"type": "person", "name": "Proba Samplova"}]}


@pytest.fixture
def installation(make_runtime, tmp_path):
    """A runtime on lists and profiles of its own, whose partners can be replaced."""

    class Server:
        def __init__(self):
            self.lists = tmp_path / "lists"
            shutil.copytree(bundled_lists(), self.lists)
            self.runtime = make_runtime(load=self.load, lists_dir=self.lists)
            self.client = Client(create_app(self.runtime))

        def load(self):
            return load_snapshot(self.lists, own_store())

        def bring(self, *names):
            path = tmp_path / f"partners-{len(list(tmp_path.iterdir()))}.csv"
            rows = (f"{number},person,{name},2020-01-02" for number, name in enumerate(names))
            path.write_text("\n".join([HEADINGS, *rows]) + "\n")
            options = ImportOptions(accept=True)
            outcome = import_files(own_store(), LIST, [path], gates=(), clock=lambda: NOW, options=options)
            assert self.runtime.snapshots.load()
            return outcome.edition

        def screen(self):
            return self.client.post("/v1/screenings", json=ASKED).json()

        def replay(self, answer):
            again = self.client.post(f"/v1/screenings/{answer['id']}/replay")
            assert again.status_code == 200, again.text
            return again.json()

        def events(self, kind):
            return asyncio.run(self.runtime.records.events(EventQuery(kind))).events

    def own_store():
        from service.settings import Settings

        return store_of(Settings(data_dir=tmp_path))

    return Server()


def test_what_is_not_in_use_any_more_is_put_together_again(installation):
    installation.bring("Testan Examplov")
    first = installation.screen()
    installation.bring("Testan Examplov", "Proba Samplova")
    second = installation.screen()
    assert [party["decision"] for party in first["parties"]] != [party["decision"] for party in second["parties"]]
    for answer in (first, second, first):
        again = installation.replay(answer)
        assert again["identical"]
        assert again["same_snapshot"]
        assert again["missing"] == []


def test_a_missing_edition_is_named(installation):
    edition = installation.bring("Testan Examplov")
    answer = installation.screen()
    installation.bring("Testan Examplov", "Proba Samplova")
    shutil.rmtree(store_of(installation.runtime.settings).home(edition))
    again = installation.replay(answer)
    assert not again["identical"]
    assert not again["same_snapshot"]
    assert edition.sha256[:12] in again["missing"][0]
    assert LIST in again["missing"][0]
    assert "/snapshot/sha256" in [one["pointer"] for one in again["differences"]]


def test_another_profile_is_put_together_again_and_its_change_is_an_event(installation):
    answer = installation.screen()
    profile = installation.lists / "profiles" / "default.toml"
    profile.write_text("review_threshold = 0.9\n" + profile.read_text().replace("review_threshold", "#"))
    installation.runtime.snapshots.load()
    (event,) = installation.events("profile_changed")
    assert event.subject == "default"
    assert json.loads(event.details)["before"] == answer["profile"]["sha256"]
    again = installation.replay(answer)
    assert again["identical"]
    assert again["missing"] == []


def test_other_rules_are_named(installation):
    answer = installation.screen()
    rules = installation.lists / "territories" / "areas.json"
    rules.write_text(rules.read_text() + "\n")
    installation.runtime.snapshots.load()
    again = installation.replay(answer)
    assert not again["same_snapshot"]
    assert "the origin rules" in again["missing"][0]


def test_a_snapshot_is_recorded_once_and_activated_whenever_it_comes_into_use(installation, make_runtime):
    installation.runtime.snapshots.load()
    make_runtime(load=installation.load)
    assert len(installation.events("snapshot_recorded")) == 1
    assert [one.subject for one in installation.events("snapshot_activated")] == [
        installation.runtime.snapshots.current().sha256
    ] * 2


def test_a_snapshot_that_cannot_be_put_on_record_is_not_used(installation, monkeypatch):
    before = installation.runtime.snapshots.current()

    def gone(event):
        raise RecordsUnavailable("the record could not be written: disk is full")

    house_load = installation.runtime.records.note_now
    monkeypatch.setattr(installation.runtime.records, "note_now", gone)
    with pytest.raises(AssertionError):
        installation.bring("Testan Examplov")
    assert installation.runtime.snapshots.current() is before
    assert "disk is full" in installation.runtime.snapshots.last_failure
    monkeypatch.setattr(installation.runtime.records, "note_now", house_load)
    assert installation.runtime.snapshots.load()
    assert installation.runtime.snapshots.current().sha256 != before.sha256


def test_who_reads_a_screening_is_on_record(installation):
    answer = installation.screen()
    assert installation.client.get(f"/v1/screenings/{answer['id']}").status_code == 200
    (event,) = installation.events("record_read")
    assert (event.subject, event.actor) == (answer["id"], "local")
    assert json.loads(event.details) == {"operation": "GET /v1/screenings/{id}"}
