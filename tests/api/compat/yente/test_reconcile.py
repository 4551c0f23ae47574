"""The reconciliation API 0.2, its answers held against the shapes that the specification prescribes."""

import json

import jsonschema_rs
import pytest

from service.api.app import create_app
from tests.api.compat.yente import reconciliation_schemas as shapes
from tests.api.compat.yente.conftest import YenteClient

AKSYONOV = "jp_crimea_2014:026-000002"
HERE = "/yente/reconcile/default"


def post(yente, dataset="default", **form):
    fields = {name: value if isinstance(value, str) else json.dumps(value) for name, value in form.items()}
    return yente.post(f"/yente/reconcile/{dataset}", data=fields)


def candidates(yente, **query):
    answer = post(yente, queries={"q0": query}).json()
    jsonschema_rs.validate(shapes.RESULTS, answer)
    return answer["q0"]["result"]


@pytest.mark.parametrize("dataset", ["default", "jp_crimea_2014"])
def test_the_manifest(yente, dataset):
    document = yente.get(f"/yente/reconcile/{dataset}").json()
    jsonschema_rs.validate(shapes.MANIFEST, document)
    assert document["batchSize"] == 50
    assert document["suggest"]["entity"]["service_url"].endswith(f"/yente/reconcile/{dataset}")


def test_the_manifest_hands_a_key_in_the_address_on(make_runtime):
    client = YenteClient(create_app(make_runtime(yente_keys_in_addresses=True)))
    document = client.get(f"{HERE}?api_key=k").json()
    jsonschema_rs.validate(shapes.MANIFEST, document)
    assert document["suggest"]["type"]["service_path"] == "/suggest/type?api_key=k"
    assert document["suggest"]["type"]["flyout_service_path"] == "/flyout/type?id=${id}&api_key=k"
    assert document["view"]["url"].endswith("/preview/{{id}}?api_key=k")


def test_a_name_is_reconciled(yente):
    (found,) = candidates(yente, query="Сергей Аксёнов", type="Person", limit=3)
    assert (found["id"], found["match"]) == (AKSYONOV, True)
    assert found["type"] == [{"id": "Person", "name": "People"}]


@pytest.mark.parametrize("type_", [None, "Thing", ["Person", "Company"], []])
def test_types_come_in_every_form(yente, type_):
    query = {"query": "Sergey Aksyonov"} | ({} if type_ is None else {"type": type_})
    assert candidates(yente, **query)[0]["id"] == AKSYONOV


@pytest.mark.parametrize(
    "value", ["1972-11-26", ["1972-11-26"], {"id": "1972-11-26", "name": "1972-11-26"}, [{"id": "1972-11-26"}]]
)
@pytest.mark.parametrize("pid", ["birthDate", "Person:birthDate"])
def test_properties_count(yente, pid, value):
    plain = candidates(yente, query="Sergey Aksyonov", type="Person")[0]["score"]
    born = candidates(yente, query="Sergey Aksyonov", type="Person", properties=[{"pid": pid, "v": value}])
    assert born[0]["score"] > plain


def test_a_batch_is_one_recorded_screening(yente):
    response = post(yente, queries={"a": {"query": "Sergey Aksyonov"}, "b": {"query": "Hanako Yamada"}})
    jsonschema_rs.validate(shapes.RESULTS, response.json())
    assert response.json()["b"]["result"] == []
    assert response.headers["x-batch-size"] == "2"
    screening = yente.get(f"/v1/screenings/{response.headers['x-sekisho-screening-id']}").json()
    assert [party["id"] for party in screening["parties"]] == ["a", "b"]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "queries"),
        ({"queries": "{"}, "JSON"),
        ({"queries": []}, ""),
        ({"queries": {}}, "1 to 100"),
        ({"queries": {"q": {"query": "Ltd."}}}, "/queries/q"),
        ({"queries": {"q": {"query": "Putin", "type": "Yacht"}}}, "cannot be matched"),
        ({"extend": {"ids": [AKSYONOV], "properties": [{"id": "shoeSize"}]}}, "shoeSize"),
        ({"extend": "{"}, "JSON"),
    ],
)
def test_what_cannot_be_reconciled_fails_with_a_reason(yente, form, words):
    response = post(yente, **(form or {"other": "1"}))
    assert response.status_code == 400
    assert words in response.json()["detail"]


def test_a_form_is_needed(yente):
    assert yente.post(HERE, json={"queries": {}}).status_code == 415


def test_an_unknown_dataset(yente):
    assert yente.get("/yente/reconcile/nowhere").status_code == 404
    assert post(yente, "nowhere", queries={"q": {"query": "Putin"}}).status_code == 404


def test_properties_of_what_was_found(yente):
    wanted = [{"id": "birthDate"}, {"id": "Thing:topics"}, {"id": "name", "settings": {"limit": 1, "render": "raw"}}]
    answer = post(yente, extend={"ids": [AKSYONOV, "nobody"], "properties": wanted}).json()
    jsonschema_rs.validate(shapes.EXTENSION, answer)
    assert answer["rows"][AKSYONOV] == {
        "birthDate": [{"str": "1972-11-26"}],
        "Thing:topics": [{"str": "Sanctioned entity"}],
        "name": [{"str": "Sergey AKSYONOV"}],
    }
    assert answer["rows"]["nobody"]["name"] == []


@pytest.mark.parametrize(
    ("kind", "prefix", "first"),
    [("entity", "sergey aks", AKSYONOV), ("property", "birth d", "Person:birthDate"), ("type", "peo", "Person")],
)
def test_suggestions(yente, kind, prefix, first):
    answer = yente.get(f"{HERE}/suggest/{kind}", params={"prefix": prefix}).json()
    jsonschema_rs.validate(shapes.SUGGESTIONS, answer)
    assert answer["result"][0]["id"] == first
    assert yente.get(f"{HERE}/suggest/{kind}", params={"prefix": ""}).json()["result"] == []


@pytest.mark.parametrize(
    ("kind", "id_", "words"),
    [
        ("entity", AKSYONOV, "<h1>Sergey AKSYONOV</h1><p>Person, Japan"),
        ("property", "Person:birthDate", "<h1>Birth date</h1>"),
        ("type", "Person", "<h1>Person</h1>"),
    ],
)
def test_what_is_shown_beside_a_suggestion(yente, kind, id_, words):
    path = yente.get(HERE).json()["suggest"][kind]["flyout_service_path"]
    answer = yente.get(f"{HERE}{path.replace('${id}', id_)}").json()
    jsonschema_rs.validate(shapes.FLYOUT, answer)
    assert (answer["id"], words in answer["html"]) == (id_, True)
    assert yente.get(f"{HERE}/flyout/{kind}", params={"id": "<b>"}).status_code == 404


def test_a_flyout_of_another_kind(yente):
    assert yente.get(f"{HERE}/flyout/view", params={"id": "Person"}).status_code == 404


def test_proposed_properties(yente):
    answer = yente.get(f"{HERE}/extend/property", params={"type": "Person", "limit": 3}).json()
    jsonschema_rs.validate(shapes.PROPOSED, answer)
    assert len(answer["properties"]) == 3
    assert yente.get(f"{HERE}/extend/property", params={"type": "Yacht"}).status_code == 400


def test_a_preview_may_be_shown_in_a_frame(yente):
    response = yente.get(f"{HERE}/preview/{AKSYONOV}")
    assert "<h1>Sergey AKSYONOV</h1>" in response.text
    assert "frame-ancestors *" in response.headers["content-security-policy"]
    assert yente.get(f"{HERE}/preview/nobody").status_code == 404
