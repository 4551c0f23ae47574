"""One search over everything, as each may see it."""

import pytest

from service.api.schemas.search import SearchOut

PERSON = {"type": "person", "name": "Sergei Aksenov", "birth_date": "1972-11-26"}


def ask(call, q):
    answer = call("GET", f"/search?q={q}")
    assert answer.status_code == 200, answer.text
    return SearchOut.model_validate_json(answer.content)


@pytest.fixture
def asked(people):
    body = {"reference": "TRD-7", "parties": [PERSON | {"id": "C-7"}]}
    screening = people["a.yamada"]("POST", "/screenings", body).json()
    assert people["a.yamada"]("PUT", "/subjects/C-7", PERSON).status_code == 201
    return screening


@pytest.mark.parametrize("q", ["Sergej Aksjonow", "TRD-7", "C-7"])
def test_a_screening_is_found_by_name_reference_and_party(people, asked, q):
    assert asked["id"] in {one.id for one in ask(people["a.yamada"], q).screenings}


def test_by_a_name_everything_about_the_party_is_found(people, asked):
    found = ask(people["a.yamada"], "aksenov%20sergei")
    alert = asked["parties"][0]["alert_id"]
    assert alert in {one.id for one in found.alerts}
    assert [one.reference for one in found.subjects] == ["C-7"]


def test_ids_lead_to_what_they_are_of(people, asked):
    officer = people["a.yamada"]
    assert [one.id for one in ask(officer, asked["id"]).screenings] == [asked["id"]]
    alert = asked["parties"][0]["alert_id"]
    assert [one.id for one in ask(officer, alert).alerts] == [alert]
    entity = asked["parties"][0]["hits"][0]["entity_id"]
    assert entity in {one.entity_id for party in ask(officer, entity).entities for one in party.entries}


def test_each_sees_what_they_may(people, asked):
    screener = ask(people["desk"], "aksenov")
    assert (screener.screenings, screener.alerts) == ([], None)
    admin = ask(people["admin"], "aksyonov")
    assert (admin.screenings, admin.alerts) == (None, None)
    assert admin.entities


def test_it_is_on_record_that_somebody_looked_but_not_for_whom(people, asked):
    ask(people["a.yamada"], "aksenov")
    (event,) = people["auditor"]("GET", "/audit/events?kind=records_searched").json()["events"]
    assert event["details"] == {"conditions": ["q"]}


def test_there_has_to_be_something_to_look_for(people):
    assert people["a.yamada"]("GET", "/search?q=").status_code == 422
    assert ask(people["a.yamada"], "...").screenings == []
