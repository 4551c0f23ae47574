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
