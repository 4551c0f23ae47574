"""Suppressions over HTTP: asked for, approved by another, listed, refused where somebody has decided otherwise."""

ENTITY = "jp_crimea_2014:026-000002"
PARTY = {"subject_id": "C-1", "type": "person", "name": "Sergey Aksyonov"}
REASONS = {"reason_code": "name_only", "rationale": "Another person: born in another year and place."}


def wanted(**changed):
    return {"party": PARTY, "entity_ids": [ENTITY], **REASONS} | changed


def approved(people, made, by="b.tanaka"):
    approval = {"disposition_sha256": made.json()["content_sha256"]}
    return people[by]("POST", f"/dispositions/{made.json()['id']}/approve", approval, made.headers["etag"])


def screened(people):
    return people["desk"]("POST", "/screenings", {"parties": [PARTY]}).json()


def test_it_waits_for_another_person(people):
    made = people["both"]("POST", "/suppressions", wanted())
    assert (made.status_code, made.json()["status"], made.json()["outcome"]) == (201, "proposed", "false_positive")
    assert screened(people)["suppressed_hits"] == 0
    assert approved(people, made, "both").status_code == 403
    (suppression,) = approved(people, made).json()["suppressions"]
    answer = screened(people)
    assert (answer["decision"], answer["suppressed_hits"]) == ("clear", 1)
    again = people["a.yamada"]("POST", "/suppressions", wanted())
    assert (again.status_code, suppression in again.json()["detail"]) == (409, True)


def test_it_is_listed_and_ended(people):
    (suppression,) = approved(people, people["a.yamada"]("POST", "/suppressions", wanted())).json()["suppressions"]

    def listed(query):
        found = people["auditor"]("GET", f"/suppressions?{query}").json()["suppressions"]
        return [one["id"] for one in found]

    assert listed("subject_id=C-1") == listed("status=active") == listed("expires_before=2029-01-01") == [suppression]
    assert listed("subject_id=C-2") == listed("expires_before=2026-12-31") == []
    ended = people["a.yamada"]("POST", f"/suppressions/{suppression}/revoke", {"comment": "It was the same person."})
    assert ended.json()["status"] == "revoked"
    assert screened(people)["suppressed_hits"] == 0


def test_what_cannot_be_remembered_is_refused(people):
    ask = people["a.yamada"]
    assert people["desk"]("POST", "/suppressions", wanted()).status_code == 403
    nobody = ask("POST", "/suppressions", wanted(entity_ids=["un_sc_sanctions:6908555"]))
    assert (nobody.status_code, ENTITY in nobody.text) == (422, True)
    stranger = ask("POST", "/suppressions", wanted(party={"type": "person", "name": "Testa Testova"}))
    assert stranger.status_code == 422
    assert ask("POST", "/suppressions", wanted(expires_at="2031-01-01")).status_code == 422
    assert ask("POST", "/suppressions", wanted(rationale="no")).status_code == 422


def test_a_true_match_is_never_suppressed(people):
    alert = screened(people)["parties"][0]["alert_id"]
    decision = {"match_ids": [1], "outcome": "true_match", **REASONS}
    approved(people, people["a.yamada"]("POST", f"/alerts/{alert}/dispositions", decision, '"1"'))
    refused = people["a.yamada"]("POST", "/suppressions", wanted())
    assert (refused.status_code, alert in refused.json()["detail"]) == (409, True)
    # More is known of the subject, so that there is another alert: the decision before still stands in the way.
    changed = PARTY | {"nationalities": ["JP"]}
    refused = people["a.yamada"]("POST", "/suppressions", wanted(party=changed))
    assert (refused.status_code, alert in refused.text) == (422, True)
    newer = people["desk"]("POST", "/screenings", {"parties": [changed]}).json()["parties"][0]["alert_id"]
    without = {"match_ids": [1], "outcome": "false_positive", **REASONS}
    decided = approved(people, people["a.yamada"]("POST", f"/alerts/{newer}/dispositions", without, '"1"'))
    assert decided.json()["alert"]["status"] == "closed_false_positive"
    assert people["a.yamada"]("POST", "/suppressions", wanted(party=changed)).status_code == 201
