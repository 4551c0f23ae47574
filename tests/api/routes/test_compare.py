"""Names held against each other over HTTP."""

import pytest

from service.api import examples
from service.api.schemas.compare import CompareOut


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
