"""Matches as yente documents them, and what we promise beyond it."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.api.app import create_app
from service.api.compat.yente.algorithms import ENGINE_NAMES
from service.engine.screening.errors import NotReady
from service.storage.errors import RecordsUnavailable
from tests.api.compat.yente.conftest import YenteClient
from tests.api.test_fail_closed import FailingRecords
from tests.examples import examples

AKSYONOV = "jp_crimea_2014:026-000002"
LISTED = {"name": ["Sergey Aksyonov"]}


def test_an_answer_has_everything_that_clients_read(yente):
    response = yente.match({"name": ["Сергей Аксёнов"], "birthDate": "1972-11-26"})
    answer = response.json()["responses"]["q"]
    (hit,) = answer["results"]
    assert response.headers["x-batch-size"] == "1"
    assert (answer["status"], answer["total"]) == (200, {"value": 1, "relation": "eq"})
    assert response.json()["limit"] == 5
    assert (hit["id"], hit["schema"], hit["datasets"]) == (AKSYONOV, "Person", ["jp_crimea_2014"])
    assert hit["match"] is True
    assert 0.7 <= hit["score"] <= 1
    assert hit["target"] is True
    assert hit["properties"]["topics"] == ["sanction"]
    assert all(isinstance(value, str) for values in hit["properties"].values() for value in values)
    assert hit["explanations"]["name"].keys() == {"score", "detail", "query", "candidate", "weight"}
    assert hit["first_seen"] == "2022-05-27T00:00:00"


def test_the_query_comes_back_as_it_was_understood(yente):
    body = {
        "id": 7,
        "schema": "Person",
        "properties": {"name": "Hanako Yamada", "country": "Japan", "birthDate": [1972]},
    }
    response = yente.post("/yente/match/default", json={"queries": {"a": body}})
    assert response.json()["responses"]["a"]["query"] == {
        "id": "7",
        "schema": "Person",
        "properties": {"name": ["Hanako Yamada"], "country": ["jp"], "birthDate": ["1972"]},
    }


def test_a_call_is_one_recorded_screening_that_can_be_replayed(yente):
    queries = {key: {"schema": "Person", "properties": LISTED} for key in ("a", "b")}
    response = yente.post("/yente/match/default", json={"queries": queries})
    screening = yente.get(f"/v1/screenings/{response.headers['x-sekisho-screening-id']}").json()
    assert [party["id"] for party in screening["parties"]] == ["a", "b"]
    assert screening["decision"] == response.headers["x-sekisho-decision"] == "review"
    replayed = yente.post(f"/v1/screenings/{screening['id']}/replay").json()
    assert replayed["identical"] is True


def test_a_retry_with_its_key_gets_the_same_answer(yente):
    headers = {"Idempotency-Key": "k-1"}
    first, second = (yente.match(LISTED, headers=headers) for _ in range(2))
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert first.headers["x-sekisho-screening-id"] == second.headers["x-sekisho-screening-id"]
    assert yente.match(LISTED, headers=headers, limit=1).status_code == 409


def test_a_key_does_not_stand_for_a_request_to_the_other_interface(yente):
    headers = {"Idempotency-Key": "k-2"}
    assert yente.match({"name": "Hanako Yamada"}, headers=headers).status_code == 200
    body = {"parties": [{"id": "q", "type": "person", "name": "Hanako Yamada"}]}
    assert yente.post("/v1/screenings", json=body, headers=headers).status_code == 409


def test_the_limit_cuts_results_and_not_the_total(yente):
    names = {"name": ["Sergey Aksyonov", "Vladimir Konstantinov", "Rustam Temirgaliev"]}
    assert yente.results(names, limit=1)["total"]["value"] == 3
    assert len(yente.results(names, limit=1)["results"]) == 1
    assert yente.results(names, limit=0)["results"] == []


def test_a_lower_cutoff_shows_what_is_no_match(yente):
    near = {"name": ["Sergei Aksenoff"], "birthDate": ["1950-01-01"]}
    (only,) = yente.results(near, threshold=0.99, cutoff=0.1)["results"][:1]
    assert only["match"] is False
    assert yente.results(near, threshold=0.99, cutoff=0.1)["total"]["value"] == 0
    assert yente.results(near, threshold=0.99)["results"] == []


def test_a_cutoff_above_the_threshold_hides_nothing(yente):
    plain = yente.results(LISTED, threshold=0.7)
    assert yente.results(LISTED, threshold=0.7, cutoff=1.0) == plain


def test_a_score_equal_to_the_cutoff_is_shown(yente):
    score = yente.results(LISTED)["results"][0]["score"]
    assert yente.results(LISTED, threshold=score, cutoff=score)["results"][0]["match"] is True


@pytest.mark.parametrize("name", [*ENGINE_NAMES, "Logic-V1 "])
def test_every_algorithm_of_theirs_is_answered(yente, name):
    response = yente.match(LISTED, algorithm=name)
    assert response.json()["responses"]["q"]["results"][0]["id"] == AKSYONOV
    assert response.headers["x-sekisho-engine"] == "sekisho"


def test_excluded_entities_make_room_for_others(yente):
    names = {"name": ["Sergey Aksyonov", "Vladimir Konstantinov"]}
    first = yente.results(names, limit=1)
    rest = yente.results(names, limit=1, exclude_entity_ids=[first["results"][0]["id"]])
    assert rest["results"][0]["id"] != first["results"][0]["id"]
    assert (first["total"]["value"], rest["total"]["value"]) == (2, 1)


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"topics": "sanction"}, 1),
        ({"topics": "role.pep"}, 0),
        ({"topics": ["role.pep", "sanction"]}, 1),
        ({"exclude_schema": "Person"}, 0),
        ({"exclude_schema": "Company"}, 1),
        ({"changed_since": "2022-05-26"}, 1),
        ({"changed_since": "2022-05-28"}, 0),
        ({"include_dataset": "jp_crimea_2014"}, 1),
        ({"include_dataset": "sanctions"}, 1),
        ({"exclude_dataset": "not_loaded"}, 1),
    ],
)
def test_filters(yente, parameters, found):
    assert yente.results(LISTED, **parameters)["total"]["value"] == found


@pytest.mark.parametrize("dataset", ["default", "sanctions", "jp_crimea_2014"])
def test_lists_and_collections_are_datasets(yente, dataset):
    assert yente.results(LISTED, dataset=dataset)["results"][0]["id"] == AKSYONOV


def test_parameters_may_stand_in_the_body(yente):
    body = {"queries": {"q": {"schema": "Person", "properties": LISTED}}, "params": {"topics": "role.pep", "limit": 3}}
    answer = yente.post("/yente/match/default", json=body).json()
    assert (answer["limit"], answer["responses"]["q"]["results"]) == (3, [])


def test_what_is_ignored_is_named(yente):
    response = yente.match(LISTED | {"shoeSize": "42", "birthDate": "soon"}, colour="red")
    assert response.headers["x-sekisho-ignored"] == "colour, q.shoeSize, q.birthDate"


def test_no_content_type_is_needed(yente):
    body = '{"queries": {"q": {"schema": "Person", "properties": {"name": "Sergey Aksyonov"}}}}'
    assert yente.post("/yente/match/default", content=body).status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"queries": {}}, 400, "No queries"),
        ({"queries": {"q": None}}, 400, "No queries"),
        ({"queries": {"q": {"properties": LISTED}}}, 422, "schema"),
        ({"queries": {"q": {"schema": "Address", "properties": LISTED}}}, 400, "cannot be matched"),
        ({"queries": {"q": {"schema": "Yacht", "properties": LISTED}}}, 400, "cannot be matched"),
        ({"queries": {"q": {"schema": "Person", "properties": {}}}}, 400, "nothing to search for"),
        ({"queries": {"q": {"schema": "Person", "properties": {"name": "Ltd."}}}}, 400, "/queries/q/name"),
        ({"queries": {"q": {"schema": "Person", "properties": LISTED}}, "weights": {"name": 1}}, 400, "weights"),
        ({"queries": {"q": {"schema": "Person", "properties": LISTED}}, "config": {"x": 1}}, 400, "configuration"),
        ({"queries": {str(n): {"schema": "Person", "properties": LISTED} for n in range(101)}}, 400, "Too many"),
        ({}, 422, "queries"),
    ],
)
def test_what_cannot_be_searched_fails_with_a_reason(yente, body, status, words):
    response = yente.post("/yente/match/default", json=body)
    assert response.status_code == status
    assert words in response.json()["detail"]


def test_one_query_that_cannot_be_searched_fails_the_whole_call(yente):
    queries = {
        "good": {"schema": "Person", "properties": LISTED},
        "bad": {"schema": "Person", "properties": {"name": "-"}},
    }
    before = yente.get("/v1/screenings").json()
    response = yente.post("/yente/match/default", json={"queries": queries})
    assert response.status_code == 400
    assert "/queries/bad/name" in response.json()["detail"]
    assert "responses" not in response.json()
    assert yente.get("/v1/screenings").json() == before


@pytest.mark.parametrize(
    ("parameters", "status", "words"),
    [
        ({"algorithm": "guess"}, 400, "Invalid algorithm"),
        ({"limit": 501}, 422, "limit"),
        ({"limit": "many"}, 422, "limit"),
        ({"threshold": 2}, 422, "threshold"),
        ({"changed_since": "yesterday"}, 422, "changed_since"),
        ({"exclude_entity_ids": [str(n) for n in range(51)]}, 422, "exclude_entity_ids"),
        ({"include_dataset": "not_loaded"}, 400, "not loaded"),
        ({"exclude_dataset": "jp_crimea_2014"}, 400, "no dataset"),
    ],
)
def test_parameters_that_cannot_be_used(yente, parameters, status, words):
    response = yente.match(LISTED, **parameters)
    assert response.status_code == status
    assert words in response.json()["detail"]


def test_a_dataset_that_is_not_loaded_is_not_found(yente):
    response = yente.match(LISTED, dataset="nowhere")
    assert response.status_code == 404
    assert "No such dataset" in response.json()["detail"]


def test_without_lists_nothing_is_answered(make_runtime):
    def unreadable():
        raise NotReady("there is no watchlist")

    response = YenteClient(create_app(make_runtime(load=unreadable))).match(LISTED)
    assert response.status_code == 503
    assert "responses" not in response.json()


def test_what_cannot_be_recorded_is_not_answered(make_runtime):
    async def full(document):
        raise RecordsUnavailable("the record could not be written: database or disk is full")

    response = YenteClient(create_app(make_runtime(records=FailingRecords(full)))).match(LISTED)
    assert response.status_code == 503
    assert "disk is full" in response.json()["detail"]
    assert "responses" not in response.json()


def test_a_vehicle_is_searched_as_vessel_and_aircraft_in_one_screening(yente):
    response = yente.match({"name": ["Sergey Aksyonov"]}, schema="Vehicle")
    screening = yente.get(f"/v1/screenings/{response.headers['x-sekisho-screening-id']}/request").json()
    assert [(party["id"], party["type"]) for party in screening["parties"]] == [("q", "vessel"), ("q (2)", "aircraft")]


def test_of_several_birth_dates_the_best_counts(yente):
    born = {"name": ["Sergey Aksyonov"], "birthDate": ["1950-01-01", "1972-11-26"]}
    best = yente.results(LISTED | {"birthDate": "1972-11-26"})["results"][0]["score"]
    assert yente.results(born)["results"][0]["score"] == best
    assert yente.results(born)["total"]["value"] == 1


def test_names_are_joined_of_their_parts(yente):
    hit = yente.results({"firstName": "Sergey", "lastName": "Aksyonov"})["results"][0]
    assert hit["id"] == AKSYONOV


PARTIES = st.fixed_dictionaries(
    {
        "name": st.sampled_from(
            [
                "Сергей Аксёнов",
                "Aksenov Sergej",
                "Vladimir Konstantinov",
                "Hanako Yamada",
                "S. Aksyonov",
                "Natalia Poklonskaja",
            ]
        ),
        "birth_date": st.sampled_from([None, "1972", "1972-11-26", "1980-03-18", "1950-01-01"]),
        "nationality": st.sampled_from([None, "UA", "RU", "JP"]),
    }
)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(party=PARTIES)
def test_the_same_hits_and_scores_as_the_other_interface(yente, party):
    ours = {"type": "person", "name": party["name"], "birth_date": party["birth_date"]}
    ours["nationalities"] = [party["nationality"]] if party["nationality"] else []
    body = {"parties": [ours], "options": {"limit": 100}}
    v1 = yente.post("/v1/screenings", json=body).json()["parties"][0]["hits"]
    theirs = {"name": party["name"], "birthDate": party["birth_date"], "nationality": party["nationality"]}
    hits = yente.results({name: value for name, value in theirs.items() if value}, limit=100)["results"]
    assert [(hit["entity_id"], hit["score"]) for hit in v1] == [(hit["id"], hit["score"]) for hit in hits]


def test_matches_at_the_same_time_do_not_mix(yente):
    async def ask():
        names = ["Sergey Aksyonov", "Vladimir Konstantinov"] * 4
        bodies = [{"queries": {"q": {"schema": "Person", "properties": {"name": name}}}} for name in names]
        return await asyncio.gather(*(yente.send("POST", "/yente/match/default", json=body) for body in bodies))

    captions = [response.json()["responses"]["q"]["results"][0]["caption"] for response in asyncio.run(ask())]
    assert captions[::2] == [captions[0]] * 4
    assert captions[1::2] == [captions[1]] * 4
    assert captions[0] != captions[1]
