"""Listed parties over HTTP."""

import pytest

from service.api.schemas.entities import PartiesFoundOut


def test_a_party_is_found_by_the_beginning_of_its_name(client):
    answer = PartiesFoundOut.model_validate_json(client.get("/v1/entities", params={"q": "aksyo"}).content)
    (party,) = answer.parties
    assert (party.name, party.found_by, party.listed) == ("Sergey AKSYONOV", "beginnings", True)
    assert "jp_crimea_2014" in {one.watchlist for one in party.entries}
    assert str(party.first_listed_on) == "2014-08-05"


def test_all_parties_are_read_page_by_page(client):
    total = client.get("/v1/entities").json()["total"]
    seen, after = [], {}
    while True:
        page = client.get("/v1/entities", params={"limit": 15, **after}).json()
        seen += [party["group_id"] for party in page["parties"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert len(seen) == len(set(seen)) == total


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"watchlist": "none"}, "there is no list 'none'"),
        ({"after": "AAAA"}, "expected `next` of the page before"),
        ({"after": "é"}, "expected `next` of the page before"),
        ({"type": "thing"}, "/type"),
        ({"limit": 101}, "/limit"),
    ],
)
def test_what_cannot_be_looked_for_is_said(client, params, said):
    answer = client.get("/v1/entities", params=params)
    assert answer.status_code == 422
    assert said in answer.text


def test_filters_leave_what_they_name(client):
    answer = client.get("/v1/entities", params={"watchlist": "jp_crimea_2014", "type": "entity", "limit": 100}).json()
    assert answer["total"] > 0
    assert all("jp_crimea_2014" in {one["watchlist"] for one in party["entries"]} for party in answer["parties"])


def test_an_entity_is_shown_as_of_a_day(client):
    path = "/v1/entities/jp_crimea_2014:026-000002"
    now = client.get(path).json()
    assert now["names"][0]["text"] == "Sergey AKSYONOV"
    assert now["listed"]
    before = client.get(path, params={"as_of": "2014-08-04"}).json()
    assert not before["listed"]
    assert before["other_designations"][0]["listed_on"] == "2014-08-05"
    assert client.get("/v1/entities/none:1").status_code == 404
