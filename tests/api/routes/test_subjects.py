"""The book over HTTP: put, put again, list, withdraw, and who may."""

from datetime import timedelta

import pytest

from service.api.app import create_app
from service.auth.api_keys import Wanted, make_key
from service.auth.key_policy import KeyPolicy
from service.auth.store import add_key
from service.common.roles import Role
from service.worker.rescreening.context import Snapshots
from service.worker.rescreening.leader import lead
from tests.conftest import NOW, Client

LISTED = {"type": "person", "name": "Sergey Aksyonov", "segment": "trade"}
NOBODY = {"type": "person", "name": "Wilhelmina Unlisted", "segment": "private"}


@pytest.fixture
def runtime(make_runtime):
    return make_runtime()


@pytest.fixture
def people(runtime):
    trade = KeyPolicy(segments=("trade",))
    keys = {"desk": (Role.SCREENER, trade), "officer": (Role.OFFICER, None), "auditor": (Role.AUDITOR, None)}
    keys["supervisor"] = (Role.SUPERVISOR, None)
    client, senders = Client(create_app(runtime)), {}
    for name, (role, policy) in keys.items():
        wanted = Wanted(name, frozenset([role]), NOW + timedelta(days=1), None, policy)
        key, secret = make_key(wanted, by="local", now=NOW - timedelta(1))
        runtime.records.perform_now(add_key(key))
        headers = {"Authorization": f"Bearer {secret}"}
        senders[name] = lambda method, path, body=None, etag=None, headers=headers: client.request(
            method, f"/v1{path}", json=body, headers=headers | ({"If-Match": etag} if etag else {})
        )
    return senders


def test_a_subject_is_put_with_its_screening_and_alert(people):
    officer = people["officer"]
    answer = officer("PUT", "/subjects/C-1", LISTED)
    assert answer.status_code == 201
    put = answer.json()
    assert put["screening"]["decision"] == put["subject"]["last"]["decision"] == "review"
    assert put["screening"]["parties"][0]["alert_id"]
    assert put["subject"]["last"]["screening_id"] == put["screening"]["id"]
    assert officer("GET", f"/screenings/{put['screening']['id']}").json() == put["screening"]
    hits = officer("GET", "/subjects/C-1").json()["hits"]
    assert hits[0]["entity_id"] == put["screening"]["parties"][0]["hits"][0]["entity_id"]


def test_the_same_again_makes_no_other_version_and_no_other_alert(people):
    officer = people["officer"]
    first = officer("PUT", "/subjects/C-1", LISTED).json()
    answer = officer("PUT", "/subjects/C-1", LISTED)
    again = answer.json()
    assert answer.status_code == 200
    assert (again["subject"]["version"], again["subject"]["sha256"]) == (1, first["subject"]["sha256"])
    assert again["screening"]["parties"][0]["alert_id"] == first["screening"]["parties"][0]["alert_id"]
    other = officer("PUT", "/subjects/C-1", LISTED | {"birth_date": "1972"}).json()
    assert other["subject"]["version"] == 2


def test_a_name_that_cannot_be_searched_is_refused_and_not_stored(people):
    officer = people["officer"]
    assert officer("PUT", "/subjects/C-1", LISTED | {"name": "..."}).status_code == 422
    assert officer("GET", "/subjects/C-1").status_code == 404


def test_lists_by_segment_decision_and_hit_in_pages(people):
    officer = people["officer"]
    for number in range(3):
        officer("PUT", f"/subjects/C-{number}", LISTED)
    entity = officer("GET", "/subjects/C-1").json()["hits"][0]["entity_id"]
    officer("PUT", "/subjects/P-1", NOBODY)
    page = officer("GET", "/subjects?limit=2&segment=trade").json()
    assert [one["reference"] for one in page["subjects"]] == ["C-2", "C-1"]
    rest = officer("GET", f"/subjects?limit=2&segment=trade&after={page['next']}").json()
    assert [one["reference"] for one in rest["subjects"]] == ["C-0"]
    assert rest["next"] is None
    assert [one["reference"] for one in officer("GET", "/subjects?decision=clear").json()["subjects"]] == ["P-1"]
    assert len(officer("GET", f"/subjects?entity={entity}").json()["subjects"]) == 3


def test_a_withdrawn_subject_comes_back_when_it_is_put_again(people):
    officer = people["officer"]
    officer("PUT", "/subjects/C-1", LISTED)
    gone = officer("POST", "/subjects/C-1/withdraw", {"reason": "ended"}).json()
    assert (gone["status"], gone["withdrawn_reason"], gone["version"]) == ("withdrawn", "ended", 2)
    assert officer("POST", "/subjects/C-1/withdraw", {"reason": "again"}).json()["version"] == 2
    back = officer("PUT", "/subjects/C-1", LISTED).json()["subject"]
    assert (back["status"], back["version"]) == ("active", 3)
    assert officer("POST", "/subjects/none/withdraw", {"reason": "ended"}).status_code == 404


def test_a_key_bound_to_a_segment_sees_and_changes_no_other(people):
    desk, officer = people["desk"], people["officer"]
    assert desk("PUT", "/subjects/C-1", LISTED).status_code == 201
    officer("PUT", "/subjects/P-1", NOBODY)
    assert desk("PUT", "/subjects/P-2", NOBODY).status_code == 403
    assert desk("PUT", "/subjects/P-1", LISTED).status_code == 403
    assert desk("GET", "/subjects/P-1").status_code == 404
    assert desk("POST", "/subjects/P-1/withdraw", {"reason": "x"}).status_code == 404
    assert [one["reference"] for one in desk("GET", "/subjects").json()["subjects"]] == ["C-1"]
    assert people["auditor"]("GET", "/subjects/P-1").status_code == 200
    assert people["auditor"]("PUT", "/subjects/P-1", NOBODY).status_code == 403


def test_what_two_people_have_decided_holds_in_every_rescreen(people, runtime):
    officer, supervisor = people["officer"], people["supervisor"]
    alert = officer("PUT", "/subjects/C-1", LISTED).json()["screening"]["parties"][0]["alert_id"]
    proposal = {
        "match_ids": [1],
        "outcome": "false_positive",
        "reason_code": "name_only",
        "rationale": "Another person: born in another year and place.",
        "suppress": {},
    }
    made = officer("POST", f"/alerts/{alert}/dispositions", proposal, '"1"')
    approval = {"disposition_sha256": made.json()["content_sha256"]}
    path = f"/dispositions/{made.json()['id']}/approve"
    assert supervisor("POST", path, approval, made.headers["etag"]).status_code == 200
    again = officer("PUT", "/subjects/C-1", LISTED).json()
    assert (again["subject"]["last"]["decision"], again["screening"]["suppressed_hits"]) == ("clear", 1)
    assert officer("GET", "/subjects/C-1").json()["hits"][0]["decision"] == "review"
    officer("POST", "/rescreens", {"reason": "asked for"})
    snapshot, settings = runtime.snapshots.current(), runtime.settings
    patient = settings.model_copy(update={"clock_behind_seconds": 1e9})  # the records have another clock
    lead(patient, Snapshots(settings, snapshot), 1, snapshot.sha256, clock=lambda: NOW)
    made = officer("GET", "/rescreens").json()["rescreens"]
    assert {one["trigger"] for one in made} == {"manual", "daily"}
    assert {(one["state"], one["missed"], one["alerts"]) for one in made} == {("done", 0, 0)}
    assert officer("GET", "/subjects/C-1").json()["last"]["decision"] == "clear"
    assert len(officer("GET", "/alerts").json()["alerts"]) == 1
