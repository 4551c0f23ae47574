"""Requests that are meant to hurt: each is answered, with a sentence, and nobody waits for long."""

import pytest

from tests.examples import examples

LONG = [("김정은" * 166), ("㍿" * 500), ("ﷺ" * 500), ("ﷺ " * 250), ("か゚" * 250), ("é" * 250), ("(" * 500), ("a " * 250)]


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("kind", ["person", "entity", "vessel", "unknown"])
def test_names_that_grow_when_they_are_read_are_answered(client, name, kind):
    answer = client.post("/v1/screenings", json={"parties": [{"name": name[:500], "type": kind}]})
    assert answer.status_code in {200, 422}, answer.text


LETTERS = "abcdefghijklmnopqrstuvwxyz"
TOO_LONG = [
    " ".join(f"mohammed {letter}" for letter in LETTERS),
    " ".join(["ali", "son", "of"] * 21),
]


@pytest.mark.parametrize("name", TOO_LONG)
def test_a_name_that_would_take_seconds_is_refused_with_the_remedy(client, name):
    answer = client.post("/v1/screenings", json={"parties": [{"name": name, "type": "person"}]})
    assert answer.status_code == 422
    [fault] = answer.json()["errors"]
    assert fault["pointer"] == "/parties/0/name"
    assert "too long to search" in str(fault)
    assert "send the name alone" in str(fault)


@pytest.mark.parametrize(
    "name",
    [
        " ".join(LETTERS[number % 26] for number in range(60)),
        "S E R G E Y A K S Y O N O V",
        "J. R. R. Testa Examplov",
        "A. B. C. D. E. Testa Trading",
    ],
)
def test_initials_as_people_write_them_are_searched(client, name):
    assert client.post("/v1/screenings", json={"parties": [{"name": name}]}).status_code == 200


SECRET = "sk_abcdefgh_" + "a1B2" * 10 + "xyz"


def test_a_key_that_is_sent_as_the_name_of_a_field_is_not_told_again(client):
    body = {"parties": [{"name": "Testa", SECRET: 1}], SECRET: {"x": SECRET}}
    answer = client.post("/v1/screenings", json=body)
    assert answer.status_code == 422
    assert SECRET[12:] not in answer.text
    assert SECRET[12:] not in client.get("/v1/profiles", params={SECRET: "1"}).text


def test_an_object_of_many_unknown_fields_is_refused_as_one(client):
    body = {"parties": [{"name": "Testa"}]} | {f"field {number}": 1 for number in range(20_000)}
    answer = client.post("/v1/screenings", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["expected"] == "at most 200"


def test_the_name_of_a_field_is_told_in_part_where_it_is_long(client):
    answer = client.post("/v1/screenings", json={"parties": [{"name": "Testa"}], "x" * 50_000: 1})
    assert answer.status_code == 422
    assert len(answer.content) < 5_000


def test_a_body_of_very_many_fields_is_refused_before_it_is_taken_apart(client):
    body = {"parties": [{"name": "Testa"} | {f"{at}": 1 for at in range(150)}] * 1_000}
    answer = client.post("/v1/screenings", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["expected"] == "at most 100000 colons"


def test_very_many_aliases_are_refused_before_any_is_searched(client):
    parties = [{"name": f"Testan {one}", "aliases": [f"Alias {other}" for other in range(50)]} for one in range(1_000)]
    answer = client.post("/v1/screenings", json={"parties": parties})
    assert answer.status_code == 422
    [fault] = answer.json()["errors"]
    assert fault["pointer"] == "/parties"
    assert "send fewer parties" in fault["detail"]
    assert client.post("/v1/screenings", json={"parties": parties[: examples(100)]}).status_code == 200
