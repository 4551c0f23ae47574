"""Lists of OpenSanctions data keep the ids that their users know."""

import json

import pytest

from service.api.app import create_app
from service.engine.snapshot import build_snapshot
from service.watchlists.load import load_files
from tests.api.compat.yente.conftest import YenteClient


@pytest.fixture
def yente(make_runtime, snapshot, tmp_path):
    person = {
        "id": "NK-1",
        "schema": "Person",
        "caption": "Ivan Petrov",
        "properties": {"name": ["Ivan Petrov"], "topics": ["role.pep"]},
    }
    path = tmp_path / "entities.ftm.json"
    path.write_text(json.dumps(person) + "\n", encoding="utf-8")
    lists = (*snapshot.watchlists, load_files("opensanctions", [path]))
    loaded = build_snapshot(lists, snapshot.rules, snapshot.profiles)
    return YenteClient(create_app(make_runtime(load=lambda: loaded)))


def test_a_hit_has_the_id_and_topics_of_the_data(yente):
    (hit,) = yente.results({"name": "Ivan Petrov"})["results"]
    assert (hit["id"], hit["referents"]) == ("NK-1", ["opensanctions:NK-1"])
    assert hit["properties"]["topics"] == ["role.pep"]


def test_another_id_leads_to_it(yente):
    response = yente.get("/yente/entities/opensanctions:NK-1", params={"nested": "false"})
    assert response.status_code == 308
    assert response.headers["location"] == "/yente/entities/NK-1?nested=false"
    assert yente.get(response.headers["location"]).json()["id"] == "NK-1"
    assert yente.get("/yente/entities/opensanctions:NK-1/adjacent").headers["location"].endswith("/NK-1/adjacent")


@pytest.mark.parametrize("id_", ["NK-1", "opensanctions:NK-1"])
def test_either_id_excludes_it(yente, id_):
    assert yente.results({"name": "Ivan Petrov"}, exclude_entity_ids=id_)["results"] == []


def test_data_of_others_is_not_handed_on(yente):
    assert yente.get("/yente/datasets/opensanctions/entities.ftm.json").status_code == 404
