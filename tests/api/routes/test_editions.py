"""Editions over HTTP: what is kept, what changed, how fresh it is."""

import itertools
from datetime import timedelta

import pytest

from service.api.app import create_app
from service.api.schemas.editions import EditionDifferenceOut, EditionsOut
from service.settings import bundled_lists
from service.snapshots.loader import load_snapshot
from service.watchlists.editions.importing import ImportOptions, import_files
from service.watchlists.editions.model import Attempt
from service.watchlists.editions.store import Store, store_of
from tests.conftest import NOW, Client

LIST = "own_partners"


@pytest.fixture
def bring(tmp_path):
    """Import a list of these names, each a second after the last."""
    seconds = itertools.count()

    def bring_(*names):
        path = tmp_path / "own.csv"
        path.write_text("id,name\n" + "".join(f"{at},{name}\n" for at, name in enumerate(names)), encoding="utf-8")
        store, at = Store(tmp_path / "editions"), NOW + timedelta(seconds=next(seconds))
        return import_files(store, LIST, [path], gates=(), clock=lambda: at, options=ImportOptions()).edition

    return bring_


def test_editions_and_what_changed(bring, make_runtime, tmp_path):
    first, second = bring("Testan Examplov"), bring("Testan Examplow", "Proba Samplova")
    runtime = make_runtime(load=lambda: load_snapshot(bundled_lists(), Store(tmp_path / "editions")))
    client = Client(create_app(runtime))
    body = EditionsOut.model_validate_json(client.get(f"/v1/watchlists/{LIST}/editions").content)
    assert {one.sha256: one.active for one in body.editions} == {first.sha256: False, second.sha256: True}
    assert [one.edition for one in body.log] == [first.sha256, second.sha256]
    asked = {"from": first.sha256, "to": second.sha256[:8]}
    found = EditionDifferenceOut.model_validate_json(client.get(f"/v1/watchlists/{LIST}/diff", params=asked).content)
    assert [one.name for one in found.added] == ["Proba Samplova"]
    assert found.changed[0].fields[0].removed == ["Testan Examplov; type: primary"]
    assert (found.added_count, found.removed_count, found.changed_count) == (1, 0, 1)
    listed = {one["id"]: one for one in client.get("/v1/watchlists").json()["watchlists"]}
    assert listed[LIST]["freshness"]["last_attempt"]["outcome"] == "activated"
    assert listed["jp_crimea_2014"]["freshness"] is None
    found = client.post("/v1/screenings", json={"parties": [{"name": "Proba Samplova"}]}).json()
    assert found["parties"][0]["hits"][0]["provenance"]["edition_sha256"] == second.sha256


def test_what_is_not_there_is_said(client):
    assert client.get("/v1/watchlists/none/editions").status_code == 404
    assert client.get("/v1/watchlists/none/diff", params={"from": "a", "to": "b"}).status_code == 404
    assert client.get("/v1/watchlists/none/diff", params={"from": "a"}).status_code == 422
    [bundled] = client.get("/v1/watchlists/jp_crimea_2014/editions").json()["editions"]
    assert (bundled["reader"], bundled["active"]) == ("bundled", True)


def test_a_stale_list_is_not_ready(make_runtime, bring):
    edition = bring("Testan Examplov")
    runtime = make_runtime(max_list_age_hours=24)
    client = Client(create_app(runtime))
    ready = client.get("/readyz").json()
    assert ready["freshness"][LIST]["age_hours"] == 0
    old = Attempt(NOW - timedelta(hours=25), "unchanged", edition.sha256)
    store_of(runtime.settings).attempted(LIST, old)
    refused = client.get("/readyz")
    assert refused.status_code == 503
    assert LIST in refused.json()["detail"]


def test_metrics_tell_the_age_of_lists(make_runtime, bring):
    bring("Testan Examplov")
    runtime = make_runtime()
    store_of(runtime.settings).attempted(LIST, Attempt(NOW - timedelta(hours=2), "refused", None, ("not shrunk",)))
    text = Client(create_app(runtime)).get("/metrics").text
    assert f'sekisho_list_age_seconds{{watchlist="{LIST}"}} 0.0' in text
    assert f'sekisho_list_last_attempt_ok{{watchlist="{LIST}"}} 0.0' in text
    assert 'sekisho_list_entities{watchlist="jp_crimea_2014"} 42.0' in text
    assert "sekisho_lists_reloaded 1.0" in text


def test_a_broken_store_is_said_and_counted_around(make_runtime, bring, tmp_path):
    bring("Testan Examplov")
    (tmp_path / "editions" / LIST / "active.json").write_text("{", encoding="utf-8")
    client = Client(create_app(make_runtime()))
    assert client.get("/v1/watchlists").status_code == 503
    assert client.get(f"/v1/watchlists/{LIST}/editions").status_code == 503
    assert "sekisho_lists_reloaded" in client.get("/metrics").text
