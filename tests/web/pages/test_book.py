"""The book and its rescreens as people see them."""

import re

import pytest

from service.api.app import create_app
from service.worker.rescreening.context import Snapshots
from service.worker.rescreening.leader import lead
from tests.conftest import Client


@pytest.fixture
def put(runtime, keys):
    """Puts somebody into the book."""
    client = Client(create_app(runtime))

    def send(reference, name="Wilhelmina Unlisted", **fields):
        body = {"type": "person", "name": name, **fields}
        answer = client.request("PUT", f"/v1/subjects/{reference}", json=body, headers={"x-api-key": keys["a.yamada"]})
        assert answer.status_code == 201, answer.text

    return send


def shown(page):
    """The references in the table of subjects."""
    return re.findall(r'<th scope="row"><a href="/desk/book/([^"]+)"', page.text)


def test_subjects_are_found_by_what_is_known_of_them(person, put):
    put("C-1", segment="trade")
    put("C-2", "Sergey Aksyonov")
    officer = person("a.yamada")
    assert shown(officer.get("/desk/book")) == ["C-2", "C-1"]
    assert shown(officer.get("/desk/book?segment=trade")) == ["C-1"]
    assert shown(officer.get("/desk/book?decision=review")) == ["C-2"]
    assert officer.get("/desk/book?reference=C-2").headers["location"] == "/desk/book/C-2"
    assert officer.get("/desk/book?status=nonsense").status_code == 422
    assert "No counterparty is like that" in officer.get("/desk/book?segment=other").text


def test_an_empty_book_says_what_to_do(person):
    assert "sekisho book import" in person("auditor").get("/desk/book").text


def test_a_subject_is_shown_with_its_hits_and_withdrawn_with_a_reason(person, put):
    put("C-2", "Sergey Aksyonov", address="Yalta")
    officer = person("a.yamada")
    page = officer.get("/desk/book/C-2")
    assert "/desk/entities/jp_crimea_2014%3A026-000002" in page.text
    assert "Yalta" in page.text
    withdrawn = officer.post("/desk/book/C-2/withdraw", reason="The relation has ended.")
    assert "subject-withdrawn" in withdrawn.text
    assert "The relation has ended." in withdrawn.text
    assert "/withdraw" not in withdrawn.text
    assert officer.get("/desk/book/C-none").status_code == 404


def test_only_those_who_may_stop_watching(person, put):
    put("C-2")
    for name in ("b.tanaka", "auditor"):
        browser = person(name)
        assert "/withdraw" not in browser.get("/desk/book/C-2").text
        assert browser.post("/desk/book/C-2/withdraw", reason="No.").status_code == 403
        assert "Screen the whole book again" not in browser.get("/desk/rescreens").text
        assert browser.post("/desk/rescreens", reason="No.").status_code == 403


def test_a_rescreen_is_asked_for_shown_and_certified(person, put, runtime, snapshot):
    put("C-1")
    officer = person("a.yamada")
    officer.get("/desk/rescreens")
    waiting = officer.post("/desk/rescreens", reason="The supervisor asked for it.")
    assert "data-refresh" in waiting.text
    assert "Asked for by an officer" in waiting.text
    patient = runtime.settings.model_copy(update={"clock_behind_seconds": 1e9})  # the records have another clock
    lead(patient, Snapshots(patient, snapshot), 1, snapshot.sha256, clock=runtime.clock)
    path = waiting.url.path
    done = officer.get(path)
    assert "data-refresh" not in done.text
    certificate = officer.get(f"{path}/certificate")
    assert certificate.headers["content-disposition"].startswith("attachment")
    assert certificate.json()["sha256"] in done.text
    assert path in officer.get("/desk/book").text
    assert officer.post("/desk/rescreens", reason="").status_code == 422
