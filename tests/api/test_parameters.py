"""Query parameters that a path does not know are refused."""

import pytest

from service.api.parameters import MOST_FIELDS


@pytest.mark.parametrize(
    ("path", "pointers"),
    [
        ("/v1/screenings?refrence=x", ["/refrence"]),
        ("/v1/screenings?reference=x", []),
        ("/v1/screenings?a=1&limit=5&b=2", ["/a", "/b"]),
        ("/v1/profiles?x=1", ["/x"]),
        ("/v1/screenings?a/b~c=1", ["/a~1b~0c"]),
        ("/docs?x=1", []),
    ],
)
def test_each_that_is_unknown_is_named_and_what_is_known_is_told(client, path, pointers):
    answer = client.get(path)
    if not pointers:
        assert answer.status_code == 200
        return
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == pointers
    assert answer.json()["errors"][0]["expected"].startswith(("known: ", "no parameters"))


@pytest.mark.parametrize("path", ["/v1/screenings", "/v1/entities", "/nowhere", "/yente/search/default"])
def test_very_many_are_refused_as_one(client, path):
    answer = client.get(f"{path}?{'&'.join(['a=1'] * (MOST_FIELDS + 1))}")
    assert answer.status_code == 422
    detail = f"a URL may have at most {MOST_FIELDS} parameters, this one has {MOST_FIELDS + 1}"
    assert answer.json()["detail"] == detail


def test_as_many_as_may_be_are_read(client):
    assert client.get(f"/v1/entities?{'&'.join(['watchlist=jp_crimea_2014'] * MOST_FIELDS)}").status_code == 200


def test_a_form_of_very_many_fields_is_refused_before_it_is_taken_apart(client):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post("/yente/reconcile/default", content=b"a=1&" * 100_000 + b"queries={}", headers=form)
    assert (answer.status_code, answer.json()["detail"]) == (
        422, f"a form may have at most {MOST_FIELDS} parameters, this one has 100001",
    )  # fmt: skip
