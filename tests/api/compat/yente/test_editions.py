"""First and last editions of entities, versions, and the changes between editions over HTTP."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.api.app import create_app
from service.api.compat.yente.editions import sightings, versions
from service.settings import bundled_lists
from service.snapshots.loader import load_snapshot
from service.watchlists.editions.importing import ImportOptions, import_files
from service.watchlists.editions.loading import load_with_history
from service.watchlists.editions.store import Store
from tests.api.compat.yente.conftest import YenteClient

LIST = "us_bis_denied"
COLUMNS = (
    "Name Street_Address City State Country Postal_Code Effective_Date Expiration_Date Standard_Order Last_Update "
    "Action FR_Citation"
)
HEADER = "\t".join(COLUMNS.split()) + "\n"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def row(name, city="TEHRAN"):
    return f"{name}\t1 STREET\t{city}\t\tIR\t\t01/02/2020\t01/02/2030\tY\t2020-01-10\tADDED\t85 F.R. 1 1/10/20\n"


@pytest.fixture
def store(tmp_path):
    """A list in two editions: one entity stays, one changes, one goes and one comes."""
    store = Store(tmp_path / "editions")
    texts = (
        row("STAYING LTD") + row("CHANGING LTD") + row("GOING LTD"),
        row("STAYING LTD") + row("CHANGING LTD", "SHIRAZ") + row("COMING LTD"),
    )
    for day, text in enumerate(texts, 1):
        path = tmp_path / f"{day}" / "dpl.txt"
        path.parent.mkdir()
        path.write_text(HEADER + text, encoding="utf-8")
        at = datetime(2026, 11, day, 10, tzinfo=UTC)
        outcome = import_files(store, LIST, [path], gates=(), clock=lambda at=at: at, options=ImportOptions())
        assert outcome.edition is not None, outcome
    return store


def by_name(watchlist):
    return {entity.names[0].text: entity.id for entity in watchlist.entities}


def test_when_entities_were_seen_and_changed(store):
    watchlist = load_with_history(store, LIST)
    seen, ids = sightings(store, watchlist, EPOCH), by_name(watchlist)
    days = {
        name: tuple(at.day for at in (one.first, one.last, one.changed))
        for name, one in ((n, seen.of(i)) for n, i in ids.items())
    }
    assert days == {
        "STAYING LTD": (1, 2, 1),
        "CHANGING LTD": (1, 2, 2),
        "GOING LTD": (1, 1, 1),
        "COMING LTD": (2, 2, 2),
    }


def test_versions_can_be_parsed_and_grow(store):
    found = versions(store.editions(LIST))
    assert all(re.fullmatch(r"2026110[12]100000-[a-p]{3}", one) for one in found)
    assert list(found) == sorted(found)


def test_editions_of_one_moment_have_different_versions(store):
    edition = store.editions(LIST)[0]
    found = versions([edition, replace(edition), replace(edition)])
    assert list(found) == sorted(set(found))


@pytest.fixture
def yente(make_runtime, store):
    return YenteClient(create_app(make_runtime(load=lambda: load_snapshot(bundled_lists(), store))))


def test_changes_over_http(yente):
    version, address = next(iter(yente.get(f"/yente/datasets/{LIST}/delta.json").json()["versions"].items()))
    catalogue = {one["name"]: one for one in yente.get("/yente/catalog").json()["datasets"]}
    assert catalogue[LIST]["version"] == version
    lines = [json.loads(line) for line in yente.get(address).text.splitlines()]
    parties = {
        line["entity"].get("caption"): line["op"] for line in lines if line["entity"].get("schema") == "LegalEntity"
    }
    assert parties == {"CHANGING LTD": "MOD", "COMING LTD": "ADD"}
    assert any(line["op"] == "DEL" for line in lines)


def test_what_went_is_not_exported(yente):
    text = yente.get(f"/yente/datasets/{LIST}/entities.ftm.json").text
    assert "COMING LTD" in text
    assert "GOING LTD" not in text


@pytest.mark.parametrize(
    ("name", "since", "total"), [("Changing Ltd", "2026-11-01T12", 1), ("Staying Ltd", "2026-11-01T12", 0)]
)
def test_matches_can_be_those_that_changed(yente, name, since, total):
    found = yente.results({"name": [name]}, schema="Company", changed_since=since)
    assert found["total"]["value"] == total


def test_a_list_of_export_controls_is_no_sanctions_list(yente):
    assert yente.results({"name": ["Coming Ltd"]}, schema="Company")["results"][0]["properties"]["topics"] == [
        "export.control"
    ]
    assert yente.results({"name": ["Coming Ltd"]}, schema="Company", dataset="sanctions")["results"] == []
