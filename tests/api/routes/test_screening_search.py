"""Screenings found again by half-remembered names and by what was answered."""

import csv
import io

import pytest

from service.alerts.decisions import propose
from service.alerts.model import Proposal, WantedSuppression
from service.alerts.reading import read_alert
from service.alerts.statuses import Outcome
from service.alerts.steps import By
from service.bulk.jobs.task_runner import Worker
from service.worker.bulk.worker import tools_of
from tests.conftest import NOW


def screen(client, *names, **more):
    parties = [{"id": f"p{at}", "type": "person", "name": name} for at, name in enumerate(names, 1)]
    return client.post("/v1/screenings", json={"parties": parties, **more}).json()["id"]


def found(client, **params):
    answer = client.get("/v1/screenings", params=params)
    assert answer.status_code == 200, answer.text
    return sorted(one["id"] for one in answer.json()["screenings"])


@pytest.fixture
def kept(client):
    return {
        name: screen(client, name)
        for name in ("Hanako Yamada", "Taro Yamada", "Sergey Aksyonov", "Сергей Примеров", "Muammar Qadhafi")
    }


@pytest.mark.parametrize(
    ("params", "names"),
    [
        ({"name": "yamada"}, ["Taro Yamada", "Hanako Yamada"]),
        ({"name": "YAMADA hanako"}, ["Hanako Yamada"]),
        ({"name": "yamad"}, []),
        ({"name": "Gaddafi"}, []),
        ({"name": "Gaddafi", "similar": True}, ["Muammar Qadhafi"]),
        ({"name": "Sergej Primerow", "similar": True}, ["Сергей Примеров"]),
        ({"name": "Hanaka Yamada", "similar": True}, ["Hanako Yamada"]),
        ({"name": "yamada", "decision": "block"}, []),
        ({"watchlist": "jp_crimea_2014"}, ["Sergey Aksyonov"]),
        ({"watchlist": "jp_crimea"}, []),
        ({"min_score": 0.9}, ["Sergey Aksyonov"]),
        ({"profile": "default", "name": "primerov"}, []),
        ({"party_reference": "p1", "name": "sergey"}, ["Sergey Aksyonov"]),
        ({"party_reference": "p2"}, []),
    ],
)
def test_screenings_are_found_by_name(client, kept, params, names):
    assert found(client, **params) == sorted(kept[name] for name in names)


def test_the_party_that_was_found_is_shown(client, kept):
    (one,) = client.get("/v1/screenings", params={"name": "qadafi", "similar": True}).json()["screenings"]
    assert (one["match"]["party_id"], one["match"]["name"]) == ("p1", "Muammar Qadhafi")


def test_words_of_two_parties_are_no_name(client):
    screen(client, "Hanako Suzuki", "Taro Yamada")
    assert found(client, name="Hanako Yamada") == []
    assert found(client, name="Hanako Yamada", similar=True) == []


def test_goods_are_found_by_territory(client):
    goods = [{"id": "l", "description": "wine", "origin": {"text": "Севастополь"}}]
    one = client.post("/v1/screenings", json={"goods": goods}).json()["id"]
    screen(client, "Taro Yamada")
    assert found(client, territory="sevastopol") == [one]


def test_pages_hold_everything_once(client):
    ids = [screen(client, name) for name in ["Jon Smith", "John Smith", "Jane Smith", "Jon Smid"] * 3]
    seen, after = [], {}
    while True:
        page = client.get("/v1/screenings", params={"name": "john smith", "similar": True, "limit": 2, **after}).json()
        seen += [one["id"] for one in page["screenings"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert len(seen) == len(set(seen))
    spelt_alike = {one for at, one in enumerate(ids) if at % 4 < 2}
    assert [one for one in seen if one in spelt_alike] == sorted(spelt_alike, reverse=True)


def test_a_table_has_no_formulas(client):
    screen(client, "=HYPERLINK Yamada", reference="@SUM(A1)")
    answer = client.get("/v1/screenings", params={"name": "yamada", "format": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert (row["name"], row["reference"]) == ("'=HYPERLINK Yamada", "'@SUM(A1)")


def test_the_chain_says_that_names_were_looked_for_but_not_which(client, kept):
    found(client, name="Yamada")
    (event,) = client.get("/v1/audit/events", params={"kind": "records_searched"}).json()["events"]
    assert event["details"] == {"conditions": ["name"]}


def test_names_are_not_in_the_index(client, kept):
    with client.app.state.runtime.records.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT key, screening_id FROM screening_names").all()
    assert {type(key) for key, _ in rows} == {int}
    assert {id_ for _, id_ in rows} == set(kept.values())


def test_nothing_to_look_for_is_said(client):
    assert client.get("/v1/screenings", params={"name": "..."}).status_code == 422


def test_screeners_find_their_own_only(people):
    body = {"parties": [{"id": "buyer", "name": "Hanako Yamada"}]}
    one = people["desk"]("POST", "/screenings", body).json()["id"]
    other = people["a.yamada"]("POST", "/screenings", body).json()["id"]

    def ids(who, query):
        return {one["id"] for one in people[who]("GET", f"/screenings?{query}").json()["screenings"]}

    assert ids("desk", "name=yamada") == {one}
    assert ids("desk", "name=yamada&actor=a.yamada") == set()
    for who in ("a.yamada", "b.tanaka", "auditor"):
        assert ids(who, "name=yamada") == {other, one}
        assert ids(who, "name=yamada&actor=desk") == {one}
    assert people["admin"]("GET", "/screenings?name=yamada").status_code == 403


CUSTOMERS = "client_ref,customer_id,name,dob\nR-1,C-1,Hanako Yamada,1980\nR-2,C-2,Сергей Аксёнов,1972-11-26\n"


@pytest.fixture
def screen_file(client, snapshot):
    """Screens a file of customers. Gives the id of its job."""

    def screened(content=CUSTOMERS):
        job = client.post("/v1/bulk-jobs", files={"file": ("customers.csv", content.encode())}).json()
        worker = Worker(tools_of(client.app.state.runtime.settings, "test", snapshot))
        while worker.work():
            pass
        return job["id"]

    return screened


@pytest.fixture
def file_of_customers(screen_file):
    return screen_file()


@pytest.mark.parametrize(
    ("params", "row"),
    [
        ({"name": "yamada"}, 1),
        ({"name": "Hanaka Yamada", "similar": True}, 1),
        ({"name": "Sergej Aksjonow", "similar": True}, 2),
        ({"party_reference": "C-2"}, 2),
        ({"reference": "R-1"}, 1),
        ({"watchlist": "jp_crimea_2014"}, 2),
        ({"min_score": 0.9}, 2),
        ({"decision": "review"}, 2),
    ],
)
def test_rows_of_files_are_found_like_any_screening(client, file_of_customers, params, row):
    assert found(client, **params) == [f"{file_of_customers}-{row}"]


def test_pages_go_through_rows_and_screenings(client, file_of_customers):
    one = screen(client, "Taro Yamada")
    page = client.get("/v1/screenings", params={"name": "yamada", "limit": 1}).json()
    last = client.get("/v1/screenings", params={"name": "yamada", "limit": 1, "after": page["next"]}).json()
    assert {one["id"] for one in (*page["screenings"], *last["screenings"])} == {one, f"{file_of_customers}-1"}
    assert last["next"] is None


def test_a_row_opens_by_its_id_and_replays(client, file_of_customers):
    one = f"/v1/screenings/{file_of_customers}-2"
    answer = client.get(one).json()
    assert (answer["decision"], answer["reference"]) == ("review", "R-2")
    assert answer["parties"][0]["hits"][0]["entity_id"] == "jp_crimea_2014:026-000002"
    assert answer["snapshot"]["watchlists"][0]["entities"] == 42
    asked = client.get(f"{one}/request").json()
    assert (asked["parties"][0]["name"], asked["parties"][0]["subject_id"]) == ("Сергей Аксёнов", "C-2")
    assert client.get(f"{one}/status").json()["status"] == "hold"
    replayed = client.post(f"{one}/replay").json()
    assert (replayed["identical"], replayed["differences"]) == (True, [])


def test_a_row_says_which_columns_were_not_looked_at_and_replays(client, screen_file):
    job_id = screen_file("name,Notes\nHanako Yamada,Taro Yamada\n")
    one = f"/v1/screenings/{job_id}-1"
    said = [warning["detail"] for warning in client.get(one).json()["warnings"]]
    assert any("not looked at: 'Notes'" in detail for detail in said)
    assert client.post(f"{one}/replay").json()["identical"]
    assert client.get(f"{one}9").status_code == 404
    assert client.get("/v1/screenings/blk_x").status_code == 404


def test_a_row_of_several_parties_is_found_by_each_and_replays(client, screen_file):
    job_id = screen_file("name,Notify party,Vessel\nHanako Yamada,Sergei Aksenov,Ltd\n")
    one = f"/v1/screenings/{job_id}-1"
    answer = client.get(one).json()
    assert [(party["id"], party["decision"]) for party in answer["parties"]] == [
        ("party", "clear"),
        ("notify_party", "review"),
    ]
    assert "party_not_screened" in [warning["code"] for warning in answer["warnings"]]
    asked = client.get(f"{one}/request").json()
    assert [party["name"] for party in asked["parties"]] == ["Hanako Yamada", "Sergei Aksenov"]
    assert client.post(f"{one}/replay").json()["identical"]
    for name in ("yamada", "aksenov"):
        found = client.get("/v1/screenings", params={"name": name}).json()["screenings"]
        assert f"{job_id}-1" in [row["id"] for row in found]
    (alert,) = client.get("/v1/alerts").json()["alerts"]
    shown = client.get(f"/v1/alerts/{alert['id']}").json()
    assert shown["subject"]["as_screened"] == {"name": "Sergei Aksenov"}


def clear_for_good(runtime, alert_id):
    """Two people decide that an alert is none, and that this is remembered."""

    def alert():
        with runtime.records.engine.connect() as connection:
            return read_alert(connection, alert_id)

    matches = tuple(one.match_id for one in alert().matches)
    proposal = Proposal(
        matches, Outcome.FALSE_POSITIVE, "name_only", "Another person, born elsewhere.", suppress=WantedSuppression("")
    )
    made = runtime.records.perform_now(propose(alert_id, proposal, By("a", NOW, alert().version)))
    runtime.alerts.approve_now(made.id, made.content_sha256, By("b", NOW, alert().version))


def test_a_row_that_a_remembered_decision_clears_opens_and_replays(client, screen_file):
    first = screen_file()
    (alert,) = client.get("/v1/alerts", params={"bulk_job": first}).json()["alerts"]
    clear_for_good(client.app.state.runtime, alert["id"])
    second = screen_file()
    one = f"/v1/screenings/{second}-2"
    answer = client.get(one).json()
    assert (answer["decision"], answer["suppressed_hits"]) == ("clear", 1)
    (party,) = answer["parties"]
    assert (party["hits"][0]["suppressed_by"][:4], party.get("alert_id")) == ("sup_", None)
    assert client.get(f"{one}/status").json()["status"] == "release"
    replayed = client.post(f"{one}/replay").json()
    assert (replayed["identical"], replayed["differences"]) == (True, [])
    rows = client.get("/v1/screenings", params={"name": "Sergej Aksjonow", "similar": True}).json()["screenings"]
    assert {row["id"]: row["decision"] for row in rows} == {f"{first}-2": "review", f"{second}-2": "clear"}


def test_what_is_too_common_to_be_looked_through_is_said(client, monkeypatch):
    monkeypatch.setattr("service.screenings.search._FEW", 2)
    for name in ("Hanako Yamada", "Hanako Suzuki", "Hanako Tanaka"):
        screen(client, name)
    page = client.get("/v1/screenings", params={"name": "Hanako Abcdefgh", "similar": True}).json()
    assert (page["screenings"], page["too_common"]) == ([], ["Hanako"])


def test_a_row_of_which_parts_were_screened_replays(client, screen_file):
    cells = 'TO ORDER,TBN,9187629,Sergei Aksenov,2062-01-01,"#REF!"'
    job_id = screen_file(f"name,Vessel,IMO,Director,Director date of birth,Director country\n{cells}\n")
    one = f"/v1/screenings/{job_id}-1"
    answer = client.get(one).json()
    assert [(party["id"], party["decision"]) for party in answer["parties"]] == [
        ("vessel", "clear"),
        ("director", "review"),
    ]
    (said,) = [warning["detail"] for warning in answer["warnings"] if warning["code"] == "party_not_screened"]
    assert all(header in said for header in ("Vessel: ", "Director date of birth: ", "Director country: "))
    assert client.post(f"{one}/replay").json()["identical"]
