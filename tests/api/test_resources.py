"""Comparisons, lists, entities, health, documentation."""

import re

import pytest

from service.api import examples
from service.api.routes.docs import STATIC
from service.api.schemas.compare import CompareOut
from service.api.schemas.watchlists import WatchlistsOut


@pytest.mark.parametrize("name", sorted(examples.COMPARISONS))
def test_compare_examples_work_as_they_stand(client, name):
    response = client.post("/v1/compare", json=examples.COMPARISONS[name]["value"])
    CompareOut.model_validate_json(response.content)


def test_likeness_is_told_from_difference(client):
    results = client.post("/v1/compare", json=examples.COMPARISONS["companies"]["value"]).json()["results"]
    assert [result["match"] for result in results] == [True, False]


def test_a_thousand_pairs_fit_and_no_more(client):
    pair = {"left": "Hanako Yamada", "right": "Hanako Yamadera"}
    assert len(client.post("/v1/compare", json={"pairs": [pair] * 1000}).json()["results"]) == 1000
    assert client.post("/v1/compare", json={"pairs": [pair] * 1001}).status_code == 422


def test_unsearchable_sides_and_unknown_profiles_are_named(client):
    body = {"pairs": [{"left": "Hana", "right": "..."}]}
    assert client.post("/v1/compare", json=body).json()["errors"][0]["pointer"] == "/pairs/0/right"
    body = {"pairs": [{"left": "Hana", "right": "Taro"}], "profile": "none"}
    assert "default" in client.post("/v1/compare", json=body).json()["detail"]


def test_watchlists_say_edition_and_hash(client):
    listed = WatchlistsOut.model_validate_json(client.get("/v1/watchlists").content)
    japan = next(one for one in listed.watchlists if one.id == "jp_crimea_2014")
    assert japan.entities == 42
    assert client.get("/v1/watchlists/jp_crimea_2014").json()["sha256"] == japan.sha256
    assert "jp_crimea_2014" in client.get("/v1/watchlists/none").json()["detail"]


def test_profiles_are_listed(client):
    assert "default" in [profile["id"] for profile in client.get("/v1/profiles").json()["profiles"]]


def test_an_entity_is_shown_as_of_a_day(client):
    path = "/v1/entities/jp_crimea_2014:026-000002"
    now = client.get(path).json()
    assert now["names"][0]["text"] == "Sergey AKSYONOV"
    assert now["listed"]
    before = client.get(path, params={"as_of": "2014-08-04"}).json()
    assert not before["listed"]
    assert before["other_designations"][0]["listed_on"] == "2014-08-05"
    assert client.get("/v1/entities/none:1").status_code == 404


def test_the_origin_of_goods_is_drawn(client):
    answer = client.post("/v1/screenings", json=examples.SCREENINGS["cyrillic"]["value"]).json()
    picture = client.get(f"/v1/screenings/{answer['id']}/goods/line-1/map")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert picture.text.startswith("<svg")
    assert "Sevastopol" in picture.text
    assert client.get(f"/v1/screenings/{answer['id']}/goods/none/map").status_code == 404


def test_health(client):
    assert client.get("/livez").json() == {"status": "alive"}
    assert client.get("/readyz").json()["entities"] >= 42


def test_metrics_count_without_names(client):
    client.post("/v1/screenings", json={"parties": [{"name": "Hanako Yamada"}]})
    text = client.get("/metrics").text
    assert 'sekisho_screenings_total{decision="clear"} 1.0' in text
    assert 'route="/v1/screenings"' in text
    assert "Hanako" not in text


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_documentation_asks_no_other_host(client, path):
    page = client.get(path)
    assert "<title>Sekisho</title>" in page.text
    assert "http:" not in page.text
    assert "https:" not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    for part in re.findall(r'(?:src|href)="(static/[^"]+)"', page.text):
        assert client.get(f"/{part}").status_code == 200


def test_vendored_files_carry_their_licences():
    for folder in ("swagger-ui", "redoc"):
        assert (STATIC / folder / "LICENSE").is_file()
    assert "cdn." not in (STATIC / "redoc" / "redoc.standalone.js").read_text(encoding="utf-8")


def test_the_front_page_is_the_documentation(client):
    assert client.get("/").headers["location"] == "docs"


def test_request_ids_come_back_and_odd_ones_are_replaced(client):
    assert client.get("/livez", headers={"x-request-id": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert client.get("/livez", headers={"x-request-id": "<script>"}).headers["x-request-id"] != "<script>"


def test_security_headers_are_on_every_answer_and_other_origins_are_not_let_in(client):
    for response in (client.get("/livez"), client.get("/nothing"), client.get("/docs")):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
    answer = client.get("/livez", headers={"origin": "https://example.com"})
    assert "access-control-allow-origin" not in answer.headers
