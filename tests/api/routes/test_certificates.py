"""Certificates of screenings: what they say, who gets them, and that nothing in them can be changed unseen."""

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.api.app import create_app
from service.evidence import pdf
from service.evidence.rendering import _plain
from service.records.deletion import deletions
from tests.conftest import Client
from tests.examples import examples

SCRIPT = "<script>alert(1)</script>"
BODY = {
    "reference": "TRD-7",
    "parties": [
        {"id": "buyer", "type": "person", "name": "Sergey Aksyonov", "birth_date": "1972"},
        {"id": "agent", "name": f"=HYPERLINK(1) {SCRIPT}"},
        {"id": "bank", "name": "شركة المثال"},
        {"id": "ship", "name": "例示商事"},
    ],
    "goods": [{"id": "wine", "description": "wine", "origin": {"text": "Sevastopol"}}],
}
LARGE = {"parties": [{"id": f"p{at}", "type": "person", "name": "Sergey Aksyonov"} for at in range(60)]}
JSON = {"content-type": "application/json"}


def screened(client, body=BODY):
    return client.post("/v1/screenings", json=body).json()["id"]


def certificate(client, screening, **params):
    answer = client.get(f"/v1/screenings/{screening}/certificate", params=params)
    assert answer.status_code == 200, answer.text
    return answer


def verified(client, content):
    return client.post("/v1/certificates/verify", content=content, headers=JSON)


@pytest.fixture(scope="module")
def issued(shared_client):
    return certificate(shared_client, screened(shared_client)).content


def test_it_says_what_was_asked_and_answered_and_where_that_stands(client):
    screening = screened(client)
    content = certificate(client, screening).json()["certificate"]
    assert content["request"] == BODY
    assert content["answer"] == client.get(f"/v1/screenings/{screening}").json()
    assert content["screening"]["local_time"] == "2026-11-23T18:00:00+09:00"
    assert content["profile"]["title"]
    assert [one["hits"] for one in content["findings"]] == [1, 0, 0, 0]
    (listed,) = content["lists"]
    assert (listed["published_on"], listed["age_days"]) == ("2022-05-27", 1641)
    event = content["chain"]["event"]
    events = client.get("/v1/audit/events", params={"subject": screening, "kind": "screening_performed"}).json()
    assert event["sha256"] == events["events"][0]["sha256"]
    assert event["details"]["answer_sha256"] == content["record"]["answer_sha256"]


def test_every_issue_is_the_same_document_and_is_on_record(client):
    screening = screened(client)
    first, second = (certificate(client, screening).content for _ in range(2))
    assert first == second
    sha256 = json.loads(first)["sha256"]
    assert sha256 in certificate(client, screening, format="html").text
    events = client.get("/v1/audit/events", params={"kind": "certificate_issued"}).json()["events"]
    assert [(one["subject"], one["details"]["of"]) for one in events] == [(sha256, screening)] * 3
    assert [one["details"]["format"] for one in events] == ["html", "json", "json"]


def test_the_hash_is_that_of_the_bytes_between(issued):
    inner = issued.removeprefix(b'{"certificate":')[: -len(',"sha256":""}') - 64]
    assert hashlib.sha256(inner).hexdigest() == json.loads(issued)["sha256"]


@pytest.mark.parametrize("body", [BODY, {"parties": [{"name": "Hanako Yamada"}]}, {"goods": BODY["goods"]}, LARGE])
def test_every_certificate_verifies(client, body):
    found = verified(client, certificate(client, screened(client, body)).content).json()
    assert (found["holds"], found["faults"]) == (True, [])


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_one_flipped_byte_is_found(shared_client, issued, data):
    at = data.draw(st.integers(0, len(issued) - 1))
    flipped = bytes([issued[at] ^ data.draw(st.integers(1, 255))])
    answer = verified(shared_client, issued[:at] + flipped + issued[at + 1 :])
    assert answer.status_code in {400, 422} or not answer.json()["holds"]


def test_a_number_spelt_otherwise_is_found(shared_client, issued):
    changed = issued.replace(b'"threshold":0.7', b'"threshold":7e-1', 1)
    assert changed != issued
    found = verified(shared_client, changed).json()
    assert (found["known"], found["intact"], found["same"]) == (True, False, True)


def test_a_change_with_its_hash_put_right_is_not_known(shared_client, issued):
    content = json.loads(issued)["certificate"]
    content["answer"]["decision"] = "clear"
    inner = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    sha256 = hashlib.sha256(inner).hexdigest()
    found = verified(shared_client, b'{"certificate":%s,"sha256":"%s"}' % (inner, sha256.encode())).json()
    assert (found["known"], found["same"]) == (False, False)
    assert "`answer` is not what is on record" in found["faults"]


def test_a_hash_alone_is_enough_to_know_it(shared_client, issued):
    found = shared_client.post("/v1/certificates/verify", json={"sha256": json.loads(issued)["sha256"]}).json()
    assert (found["holds"], found["known"], found["intact"]) == (True, True, None)
    unknown = shared_client.post("/v1/certificates/verify", json={"sha256": "0" * 64}).json()
    assert (unknown["holds"], unknown["known"]) == (False, False)


@pytest.mark.parametrize(
    "content", [{}, {"format": "sekisho/screening-certificate"}, {"screening": []}, {"about": {"id": "\0"}}]
)
def test_what_is_no_certificate_does_not_hold(client, content):
    found = client.post("/v1/certificates/verify", json={"certificate": content, "sha256": "0" * 64}).json()
    assert not found["holds"]
    assert found["faults"]


def test_a_deleted_screening_says_so(make_runtime, tmp_path):
    runtime = make_runtime()
    client = Client(create_app(runtime))
    screening = screened(client)
    before = certificate(client, screening).content
    for event in deletions([screening], actor="records", reason="the client asked for it"):
        runtime.records.note_now(event)
    after = certificate(client, screening)
    content = after.json()["certificate"]
    assert (content["status"], content["deletion"]["reason"]) == ("deleted", "the client asked for it")
    assert "request" not in content
    assert "Aksyonov" not in after.text
    assert verified(client, after.content).json()["holds"]
    found = verified(client, before).json()
    assert (found["known"], found["intact"], found["same"]) == (True, True, False)
    assert "deleted since" in found["faults"][0]
    assert "The screening was deleted" in certificate(client, screening, format="html").text


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "No hit at or above 0.70 in these 1 lists"), ("ja", "0.70 以上の該当はありません")]
)
def test_the_page_says_what_was_not_found_and_runs_nothing(client, lang, words):
    page = certificate(client, screened(client), format="html", lang=lang)
    assert words in page.text
    assert SCRIPT not in page.text
    assert "&lt;script&gt;" in page.text
    assert all(name in page.text for name in ("شركة المثال", "例示商事", "MOFA Notice No. 267 of 2014", "<svg"))
    assert "script-src" not in page.headers["content-security-policy"]
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_of_very_many_hits_fifty_are_shown_in_full(client):
    page = certificate(client, screened(client, LARGE), format="html").text
    assert page.count('<div class="hit">') == 50
    assert page.count("What the score is made of") == 50
    assert page.count("jp_crimea_2014:026-000002") >= 60


def test_signs_that_turn_the_direction_are_shown():
    assert _plain({"name": "abc\u202ecba", "empty": None}) == "name: abc[U+202E]cba"


def test_it_is_given_to_those_who_may_see_the_screening(people):
    screening = people["desk"]("POST", "/screenings", BODY).json()["id"]
    path = f"/screenings/{screening}/certificate"
    expected = {"desk": 200, "a.yamada": 200, "b.tanaka": 200, "auditor": 200, "admin": 403}
    assert {name: people[name]("GET", path).status_code for name in expected} == expected
    others = people["a.yamada"]("POST", "/screenings", BODY).json()["id"]
    assert people["desk"]("GET", f"/screenings/{others}/certificate").status_code == 404


def test_guesses_about_screenings_of_others_are_not_answered(people):
    screening = people["a.yamada"]("POST", "/screenings", BODY).json()["id"]
    file = people["a.yamada"]("GET", f"/screenings/{screening}/certificate").json()
    guess = file["certificate"] | {"request": {"parties": [{"name": "Hanako Yamada"}]}}
    body = {"certificate": guess, "sha256": file["sha256"]}
    told = {name: people[name]("POST", "/certificates/verify", body).json() for name in ("desk", "auditor")}
    assert (told["desk"]["same"], told["desk"]["of"]) == (None, None)
    assert "on record" not in " ".join(told["desk"]["faults"])
    assert told["auditor"]["same"] is False


def test_without_what_makes_pdf_it_says_what_to_do(client, monkeypatch):
    def missing(*_, **__):
        raise pdf.PdfUnavailable(pdf.MISSING)

    monkeypatch.setattr("service.api.evidence_views.pdf_of", missing)
    answer = client.get(f"/v1/screenings/{screened(client)}/certificate", params={"format": "pdf"})
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:sekisho:problem:not-installed")
    assert "sekisho[pdf]" in answer.json()["detail"]
    assert "format=html" in answer.json()["detail"]


def test_the_pdf_holds_the_file(client):
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        pytest.skip("no WeasyPrint or no Pango on this machine")
    answer = certificate(client, screened(client), format="pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"/EmbeddedFile" in answer.content
