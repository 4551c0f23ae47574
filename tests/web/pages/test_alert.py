"""The walk of an officer over the pages."""

import re

import pytest

RATIONALE = "Another person: born in another year and place."


@pytest.fixture
def alert(person):
    """The address of an alert that waits."""
    page = person("a.yamada").post("/desk/screen", name="Sergey Aksyonov", type="person", reference="T-7")
    assert page.status_code == 200
    return re.search(r'href="(/desk/alerts/[^"]+)"', page.text)[1]


def propose(browser, alert, **changed):
    browser.get(alert)
    fields = {"match": "1", "outcome": "false_positive", "reason_code": "name_only", "rationale": RATIONALE}
    return browser.post(f"{alert}/propose", version=browser.hidden("version"), **fields | changed)


def approve(browser, alert):
    browser.get(alert)
    fields = {name: browser.hidden(name) for name in ("version", "disposition", "sha256")}
    return browser.post(f"{alert}/approve", **fields)


def test_another_person_approves(person, alert):
    proposed = propose(person("a.yamada"), alert, remember="1")
    assert proposed.status_code == 200
    assert "waits for approval" in proposed.text
    assert RATIONALE in proposed.text
    approved = approve(person("b.tanaka"), alert)
    assert "status-closed_false_positive" in approved.text


def test_nobody_approves_a_proposal_of_their_own(person, alert):
    both = person("both")
    propose(both, alert)
    refused = approve(both, alert)
    assert refused.status_code == 403
    assert 'role="alert"' in refused.text
    assert "status-proposed" in refused.text


def test_a_changed_alert_is_told_with_what_has_happened(person, alert):
    first, second = person("a.yamada"), person("both")
    first.get(alert)
    version = first.hidden("version")
    second.get(alert)
    second.post(f"{alert}/comment", version=second.hidden("version"), comment="The passport has come in.")
    answer = first.post(
        f"{alert}/propose",
        version=version,
        match="1",
        outcome="false_positive",
        reason_code="name_only",
        rationale=RATIONALE,
    )
    assert answer.status_code == 412
    assert "both, commented" in answer.text
    assert "The passport has come in." in answer.text
    assert RATIONALE in answer.text, "what was written is not lost"


def test_a_proposal_is_sent_back(person, alert):
    propose(person("a.yamada"), alert)
    supervisor = person("b.tanaka")
    supervisor.get(alert)
    fields = {name: supervisor.hidden(name) for name in ("version", "disposition")}
    page = supervisor.post(f"{alert}/return", comment="Which year?", **fields)
    assert "status-returned" in page.text
    assert "Which year?" in page.text


def test_what_is_missing_is_said(person, alert):
    answer = propose(person("a.yamada"), alert, rationale="no")
    assert answer.status_code == 422
    assert "rationale" in answer.text


def test_an_auditor_reads_and_decides_nothing(person, alert):
    auditor = person("auditor")
    page = auditor.get(alert)
    assert page.status_code == 200
    assert f'action="{alert}/' not in page.text
    assert auditor.post(f"{alert}/take", version="1").status_code == 403


def test_an_alert_that_is_not_there(person):
    assert person("auditor").get("/desk/alerts/alr_none").status_code == 404
