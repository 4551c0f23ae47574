"""Asking, retrying, finding again."""

import asyncio

import pytest

from service.api import examples
from service.api.schemas.screening_answer import ScreeningOut

AKSYONOV = {"parties": [{"id": "buyer", "type": "person", "name": "Sergey Aksyonov"}]}


def ask(client, body, **headers):
    return client.post("/v1/screenings", json=body, headers=headers)


def test_a_listed_name_is_a_hit_with_its_provenance(client):
    answer = ask(client, AKSYONOV).json()
    assert answer["decision"] in {"review", "block"}
    hit = answer["parties"][0]["hits"][0]
    assert hit["entity_id"] == "jp_crimea_2014:026-000002"
    source = hit["provenance"]
    assert source["legal_basis"] == "MOFA Notice No. 267 of 2014"
    assert source["listed_on"] == "2014-08-05"
    assert source["measures"] == ["asset_freeze"]
    assert len(source["edition_sha256"]) == 64


@pytest.mark.parametrize("name", sorted(examples.SCREENINGS))
def test_every_example_works_as_it_stands_and_is_what_the_description_says(client, name):
    response = ask(client, examples.SCREENINGS[name]["value"])
    assert response.status_code == 200
    ScreeningOut.model_validate_json(response.content)


@pytest.mark.parametrize(("name", "decision"), [("english", "block"), ("cyrillic", "block"), ("katakana", "block")])
def test_the_trades_of_the_examples_are_stopped(client, name, decision):
    assert ask(client, examples.SCREENINGS[name]["value"]).json()["decision"] == decision


@pytest.mark.parametrize("name", ["clear", "as_of"])
def test_the_harmless_examples_are_clear(client, name):
    assert ask(client, examples.SCREENINGS[name]["value"]).json()["decision"] == "clear"


@pytest.mark.parametrize(("day", "hits"), [("2014-08-04", 0), ("2014-08-05", 1)])
def test_what_applied_on_the_day_is_what_counts(client, day, hits):
    answer = ask(client, AKSYONOV | {"options": {"as_of": day}}).json()
    assert len(answer["parties"][0]["hits"]) == hits
    assert answer["as_of"] == day


@pytest.mark.parametrize(("day", "decision"), [("2014-08-04", "clear"), ("2014-08-05", "block")])
def test_japan_bans_crimean_goods_from_the_fifth_of_august(client, day, decision):
    goods = [{"id": "1", "origin": {"text": "Севастополь"}}]
    answer = ask(client, {"goods": goods, "options": {"as_of": day, "regimes": ["JP"]}}).json()
    assert answer["goods"][0]["decision"] == decision


def test_the_answer_names_the_options_that_decided_it(client):
    chosen = {"watchlists": ["jp_crimea_2014"], "regimes": ["JP"], "limit": 3, "threshold": 0.9}
    assert ask(client, AKSYONOV | {"options": chosen}).json()["options"] == {"profile": "default"} | chosen
    left_open = ask(client, AKSYONOV).json()["options"]
    assert (left_open["profile"], left_open["watchlists"], left_open["limit"]) == ("default", None, 5)
    assert 0 < left_open["threshold"] < 1


def test_parties_without_an_id_get_their_position(client):
    answer = ask(client, {"parties": [{"name": "Hanako Yamada"}, {"name": "Taro Yamada"}]}).json()
    assert [party["id"] for party in answer["parties"]] == ["1", "2"]


def test_an_answer_is_found_again_as_it_was_given(client):
    given = ask(client, AKSYONOV | {"reference": "T-1"})
    again = client.get(f"/v1/screenings/{given.json()['id']}")
    assert again.content == given.content
    asked = client.get(f"/v1/screenings/{given.json()['id']}/request").json()
    assert asked["reference"] == "T-1"


def test_a_replay_gives_the_same_answer(client):
    given = ask(client, examples.SCREENINGS["cyrillic"]["value"]).json()
    replay = client.post(f"/v1/screenings/{given['id']}/replay").json()
    assert replay["identical"]
    assert replay["same_snapshot"]
    assert replay["differences"] == []


def test_the_same_key_and_body_get_the_same_answer(client):
    first = ask(client, AKSYONOV, **{"Idempotency-Key": "k-1"})
    second = ask(client, AKSYONOV, **{"Idempotency-Key": "k-1"})
    assert first.content == second.content
    assert second.headers["idempotency-replayed"] == "true"


def test_the_same_key_with_another_body_is_refused(client):
    ask(client, AKSYONOV, **{"Idempotency-Key": "k-2"})
    response = ask(client, {"parties": [{"name": "Hanako Yamada"}]}, **{"Idempotency-Key": "k-2"})
    assert response.status_code == 409
    assert "k-2" not in response.json()["detail"]


def test_concurrent_retries_leave_one_record(client):
    async def many():
        tries = [
            client.send("POST", "/v1/screenings", json=AKSYONOV, headers={"Idempotency-Key": "k-3"}) for _ in range(20)
        ]
        return await asyncio.gather(*tries)

    answers = {response.content for response in asyncio.run(many())}
    assert len(answers) == 1
    assert len(client.get("/v1/screenings").json()["screenings"]) == 1


@pytest.mark.parametrize("key", ["", "two words", "ключ", "x" * 201])
def test_a_key_that_cannot_be_kept_is_refused(client, key):
    response = client.post("/v1/screenings", json=AKSYONOV, headers=[("Idempotency-Key", key.encode())])
    assert response.status_code == 400


def test_screenings_are_listed_by_reference_and_decision(client):
    ask(client, AKSYONOV | {"reference": "T-1"})
    ask(client, {"reference": "T-2", "parties": [{"name": "Hanako Yamada"}]})
    by_reference = client.get("/v1/screenings", params={"reference": "T-2"}).json()["screenings"]
    assert [entry["reference"] for entry in by_reference] == ["T-2"]
    clear = client.get("/v1/screenings", params={"decision": "clear"}).json()["screenings"]
    assert [entry["reference"] for entry in clear] == ["T-2"]


def test_screenings_are_listed_by_the_entities_that_were_hits(client):
    answer = ask(client, AKSYONOV).json()
    ask(client, {"parties": [{"name": "Hanako Yamada"}]})
    hit = answer["parties"][0]["hits"][0]
    assert hit["above_threshold"]
    found = client.get("/v1/screenings", params={"entity": hit["entity_id"]}).json()["screenings"]
    assert [entry["id"] for entry in found] == [answer["id"]]
    assert client.get("/v1/screenings", params={"entity": "jp_crimea_2014:none"}).json()["screenings"] == []


@pytest.mark.parametrize(
    ("from_", "to", "found"),
    [
        ("2026-11-23", "2026-11-23", 1),
        ("2026-11-24", None, 0),
        (None, "2026-11-22", 0),
        ("2026-11-23T09:00:00Z", "2026-11-23T09:00:01Z", 1),
        ("2026-11-23T18:00:00+09:00", "2026-11-23T18:00:01+09:00", 1),
        (None, "2026-11-23T09:00:00Z", 0),
    ],
)
def test_screenings_are_listed_by_time(client, from_, to, found):
    ask(client, AKSYONOV)
    params = {name: value for name, value in (("from", from_), ("to", to)) if value}
    assert len(client.get("/v1/screenings", params=params).json()["screenings"]) == found


def test_pages_cover_everything_once_even_while_more_comes_in(client):
    ids = [ask(client, AKSYONOV).json()["id"] for _ in range(5)]
    seen, after = [], None
    while True:
        page = client.get("/v1/screenings", params={"limit": 2} | ({"after": after} if after else {})).json()
        seen += [entry["id"] for entry in page["screenings"]]
        ask(client, AKSYONOV)
        after = page["next"]
        if after is None:
            break
    assert set(ids) <= set(seen)
    assert len(seen) == len(set(seen))
