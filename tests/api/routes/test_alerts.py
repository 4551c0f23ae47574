"""The officer's walk over HTTP: screen, propose, be refused as one's own approver, approve as another, suppressed."""

import pytest

BODY = {"reference": "T-7", "parties": [{"id": "buyer", "type": "person", "name": "Sergey Aksyonov"}]}
RATIONALE = "Another person: born in another year and place."


def proposal(**changed):
    body = {
        "match_ids": [1],
        "outcome": "false_positive",
        "reason_code": "name_only",
        "rationale": RATIONALE,
        "suppress": {},
    }
    return body | changed


def raised(people):
    answer = people["desk"]("POST", "/screenings", BODY).json()
    return answer["id"], answer["parties"][0]["alert_id"]


def test_the_walk_of_an_officer(people):
    screening, alert = raised(people)
    assert people["desk"]("GET", f"/screenings/{screening}/status").json()["status"] == "hold"
    shown = people["a.yamada"]("GET", f"/alerts/{alert}")
    assert shown.headers["etag"] == '"1"'
    assert shown.json()["subject"]["as_screened"]["name"] == "Sergey Aksyonov"
    assert shown.json()["matches"][0]["provenance"]["watchlist"] == "jp_crimea_2014"
    made = people["both"]("POST", f"/alerts/{alert}/dispositions", proposal(), '"1"')
    assert made.status_code == 201
    disposition, etag = made.json(), made.headers["etag"]
    approval = {"disposition_sha256": disposition["content_sha256"]}
    path = f"/dispositions/{disposition['id']}/approve"
    for own in ("both", "BOTH"):
        refused = people[own]("POST", path, approval, etag)
        assert (refused.status_code, refused.json()["type"]) == (403, "urn:sekisho:problem:second-person-needed")
    queue = people["b.tanaka"]("GET", "/dispositions?status=proposed").json()["dispositions"]
    assert [one["id"] for one in queue] == [disposition["id"]]
    approved = people["b.tanaka"]("POST", path, approval, etag)
    assert approved.json()["alert"]["status"] == "closed_false_positive"
    assert people["desk"]("GET", f"/screenings/{screening}/status").json()["status"] == "release"
    again = people["desk"]("POST", "/screenings", BODY).json()
    assert (again["decision"], again["suppressed_hits"]) == ("clear", 1)
    assert again["parties"][0]["hits"][0]["suppressed_by"] == approved.json()["suppressions"][0]
    replayed = people["auditor"]("POST", f"/screenings/{again['id']}/replay").json()
    assert (replayed["identical"], replayed["differences"]) == (True, [])
    first = people["auditor"]("POST", f"/screenings/{screening}/replay").json()
    assert (first["identical"], first["differences"]) == (True, [])
    figures = {one["value"]: one for one in people["auditor"]("GET", "/reports/alerts").json()["figures"]}
    assert (figures["jp_crimea_2014"]["false_positives"], figures["all"]["undecided"]) == (1, 0)


def test_a_suppression_is_revoked_by_one(people):
    _, alert = raised(people)
    made = people["a.yamada"]("POST", f"/alerts/{alert}/dispositions", proposal(), '"1"')
    approval = {"disposition_sha256": made.json()["content_sha256"]}
    people["b.tanaka"]("POST", f"/dispositions/{made.json()['id']}/approve", approval, made.headers["etag"])
    (listed,) = people["auditor"]("GET", "/suppressions?status=active").json()["suppressions"]
    revoked = people["a.yamada"]("POST", f"/suppressions/{listed['id']}/revoke", {"comment": "a mistake"})
    assert revoked.json()["status"] == "revoked"
    again = people["a.yamada"]("POST", f"/suppressions/{listed['id']}/revoke", {"comment": "a mistake"})
    assert again.status_code == 409
    answer = people["desk"]("POST", "/screenings", BODY).json()
    assert (answer["decision"], answer["parties"][0]["alert_id"] == alert) == ("review", False)


def test_who_looks_at_an_old_version_is_told_what_has_happened(people):
    _, alert = raised(people)
    people["b.tanaka"]("POST", f"/alerts/{alert}/comments", {"comment": "wait"}, '"1"')
    refused = people["a.yamada"]("POST", f"/alerts/{alert}/dispositions", proposal(), '"1"')
    assert refused.status_code == 412
    assert refused.json()["errors"][1]["got"].startswith("commented by b.tanaka")


def test_return_withdraw_assign_and_escalate(people):
    _, alert = raised(people)
    made = people["a.yamada"]("POST", f"/alerts/{alert}/dispositions", proposal(), '"1"')
    path, comment = f"/dispositions/{made.json()['id']}", {"comment": "say more"}
    back = people["b.tanaka"]("POST", f"{path}/return", comment, made.headers["etag"])
    assert back.json()["alert"]["status"] == "returned"
    made = people["a.yamada"]("POST", f"/alerts/{alert}/dispositions", proposal(), back.headers["etag"])
    path = f"/dispositions/{made.json()['id']}"
    assert people["both"]("POST", f"{path}/withdraw", {}, made.headers["etag"]).status_code == 409
    back = people["a.yamada"]("POST", f"{path}/withdraw", {}, made.headers["etag"])
    assert back.json()["alert"]["status"] == "in_review"
    passed = people["a.yamada"]("POST", f"/alerts/{alert}/escalate", comment, back.headers["etag"])
    assert passed.json()["status"] == "escalated"
    taken = people["both"]("POST", f"/alerts/{alert}/assign", {}, passed.headers["etag"])
    assert (taken.json()["status"], taken.json()["assignee"]) == ("in_review", "both")
    listed = people["auditor"]("GET", "/alerts?assignee=both&status=in_review&watchlist=jp_crimea_2014").json()
    assert [one["id"] for one in listed["alerts"]] == [alert]


@pytest.mark.parametrize(
    ("person", "body", "etag", "status", "words"),
    [
        ("a.yamada", proposal(rationale="no"), '"1"', 422, "20 to"),
        ("a.yamada", proposal(match_ids=[9]), '"1"', 422, "matches of this alert"),
        ("a.yamada", proposal(suppress={"expires_at": "2036-01-01"}), '"1"', 422, "at most 1095 days"),
        ("a.yamada", proposal(outcome="true_match"), '"1"', 422, "only a false positive"),
        ("a.yamada", proposal(), None, 428, "If-Match"),
        ("a.yamada", proposal(), "*", 400, "one ETag"),
        ("a.yamada", proposal(), '"2"', 412, "version 1 now"),
        ("b.tanaka", proposal(), '"1"', 403, "roles officer"),
        ("admin", proposal(), '"1"', 403, "roles officer"),
    ],
)
def test_a_proposal_that_cannot_be_taken(people, person, body, etag, status, words):
    _, alert = raised(people)
    refused = people[person]("POST", f"/alerts/{alert}/dispositions", body, etag)
    assert refused.status_code == status
    assert words in refused.text


def test_what_is_not_there(people):
    for path in ("/alerts/alr_1", "/dispositions/dsp_1", "/suppressions/sup_1"):
        assert people["auditor"]("GET", path).status_code == 404
