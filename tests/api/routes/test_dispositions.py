"""Proposals and what a second person does with them, over HTTP."""

from tests.api.routes.test_alerts import BODY, proposal, raised


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
