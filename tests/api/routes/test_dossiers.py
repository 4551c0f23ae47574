"""Dossiers: everything in the order of time, and whether it still stands."""

import json

from tests.api.routes.test_certificates import BODY, verified

RATIONALE = "Another date of birth, another place of birth, another passport."


def decided(people):
    """An alert that two people have decided, and that is remembered."""
    party = {"id": "buyer", "type": "person", "name": "Sergei Aksenov", "subject_id": "C-9"}
    answer = people["desk"]("POST", "/screenings", {"parties": [party]}).json()
    alert = answer["parties"][0]["alert_id"]
    shown = people["a.yamada"]("GET", f"/alerts/{alert}")
    proposal = {
        "match_ids": [1],
        "outcome": "false_positive",
        "reason_code": "birth_date_differs",
        "rationale": RATIONALE,
        "checks": ["list", "type", "whole_name", "other_facts", "conclusion"],
        "suppress": {},
    }
    made = people["a.yamada"]("POST", f"/alerts/{alert}/dispositions", proposal, shown.headers["etag"])
    assert made.status_code == 201, made.text
    body = {"disposition_sha256": made.json()["content_sha256"]}
    approved = people["b.tanaka"]("POST", f"/dispositions/{made.json()['id']}/approve", body, made.headers["etag"])
    assert approved.status_code == 200, approved.text
    return alert, party


def test_the_dossier_of_an_alert_names_both_persons(people):
    alert, party = decided(people)
    answer = people["auditor"]("GET", f"/alerts/{alert}/dossier")
    entries = answer.json()["dossier"]["entries"]
    kinds = [one["kind"] for one in entries]
    assert {"screening", "alert_event", "disposition_proposed", "disposition_approved", "suppression_started"} <= set(
        kinds
    )
    assert [one["at"] for one in entries] == sorted(one["at"] for one in entries)
    approved = entries[kinds.index("disposition_approved")]
    assert (approved["proposed_by"], approved["actor"]) == ("a.yamada", "b.tanaka")
    page = people["auditor"]("GET", f"/alerts/{alert}/dossier?format=html&lang=ja").text
    assert RATIONALE in page
    assert "判断の承認" in page

    again = people["desk"]("POST", "/screenings", {"parties": [party]}).json()
    assert again["decision"] == "clear"
    content = people["auditor"]("GET", f"/screenings/{again['id']}/certificate").json()["certificate"]
    (remembered,) = content["suppressions"]
    assert remembered["disposition"]["proposed_by"] == "a.yamada"
    assert remembered["disposition"]["approved_by"] == "b.tanaka"
    assert RATIONALE not in json.dumps(content)
    page = people["desk"]("GET", f"/screenings/{again['id']}/certificate?format=html").text
    assert "proposed by a.yamada, approved by b.tanaka" in page


def test_a_dossier_verifies_and_a_change_in_it_is_found(client):
    screening = client.post("/v1/screenings", json=BODY).json()
    alert = screening["parties"][0]["alert_id"]
    file = client.get(f"/v1/alerts/{alert}/dossier").content
    found = verified(client, file).json()
    assert (found["holds"], found["faults"], found["of"]) == (True, [], alert)
    changed = verified(client, file.replace(b'"actor":"local"', b'"actor":"loca1"', 1)).json()
    assert (changed["known"], changed["intact"], changed["same"]) == (False, False, False)


def test_the_dossier_of_a_counterparty_has_its_versions_and_screenings(client):
    for name in ("Sergey Aksyonov", "Sergei Aksyonov"):
        assert client.request("PUT", "/v1/subjects/C-1001", json={"type": "person", "name": name}).status_code < 300
    answer = client.get("/v1/subjects/C-1001/dossier")
    kinds = [one["kind"] for one in answer.json()["dossier"]["entries"]]
    assert (kinds.count("subject_version"), kinds.count("screening")) == (2, 2)
    assert "alert_event" in kinds
    assert verified(client, answer.content).json()["holds"]
    assert client.get("/v1/subjects/C-1001/dossier?format=html").status_code == 200
    assert client.get("/v1/subjects/unknown/dossier").status_code == 404


def test_dossiers_are_for_those_who_look_back(people):
    alert, _ = decided(people)
    statuses = {
        name: people[name]("GET", f"/alerts/{alert}/dossier").status_code for name in ("desk", "admin", "auditor")
    }
    assert statuses == {"desk": 403, "admin": 403, "auditor": 200}
