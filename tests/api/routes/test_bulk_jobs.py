"""Files over HTTP: what is refused at once, what a job shows, who sees it, what comes out."""

import gzip
import io
import json
import zipfile

import pytest

from service.bulk.jobs.task_runner import Worker
from service.worker.bulk.worker import tools_of

FILE = b"name,dob\nSergei Aksenov,1972-11-26\nTesta Testova,1980\nTesta Testova,01/02/1980\n"
JOBS = "/v1/bulk-jobs"


def send(client, content=FILE, name="customers.csv", query=""):
    return client.post(JOBS + query, files={"file": (name, content)})


def work(client, snapshot):
    worker = Worker(tools_of(client.app.state.runtime.settings, "test", snapshot))
    while worker.work():
        pass


@pytest.fixture
def done(client, snapshot):
    job = send(client).json()
    work(client, snapshot)
    return job["id"]


def test_a_file_is_taken_in_and_its_columns_are_shown(client):
    answer = send(client, query="?date_order=dmy&limit=3")
    assert answer.status_code == 202
    job = answer.json()
    assert answer.headers["location"] == f"{JOBS}/{job['id']}"
    assert (job["state"], job["file"]["name"], job["repeated"]) == ("queued", "customers.csv", False)
    assert [column["field"] for column in job["layout"]["columns"]] == ["name", "date_of_birth"]
    assert send(client, query="?date_order=dmy&limit=3").json()["repeated"]


def test_the_whole_way(client, snapshot, done):
    job = client.get(f"{JOBS}/{done}").json()
    assert job["state"] == "done"
    assert job["totals"] == {"clear": 1, "review": 0, "block": 1, "rejected": 1, "hits": 1, "suppressed_hits": 0}
    assert job["progress"]["rows"] == job["progress"]["rows_done"] == 3
    assert job["faults"][0]["column"] == "dob"
    rows = client.get(f"{JOBS}/{done}/results?format=jsonl").text.splitlines()
    assert [json.loads(row)["decision"] for row in rows] == ["block", "clear", "rejected"]
    alerts = client.get(f"{JOBS}/{done}/alerts").json()
    assert [(one["row"], one["screening_id"], one["status"]) for one in alerts["alerts"]] == [(1, f"{done}-1", "hold")]
    (alert,) = client.get(f"/v1/alerts?bulk_job={done}").json()["alerts"]
    assert alert["id"] == alerts["alerts"][0]["alert_id"]
    assert alert["source"] == {"screening_id": f"{done}-1", "party_id": "party", "bulk_job_id": done, "row": 1}
    assert client.get("/v1/alerts?bulk_job=blk_none").json()["alerts"] == []
    shown = client.get(f"/v1/alerts/{alert['id']}").json()
    assert shown["subject"]["as_screened"]["name"] == "Sergei Aksenov"
    assert shown["matches"][0]["provenance"]["authority"]
    assert [one["id"] for one in client.get(JOBS).json()["jobs"]] == [done]


def test_a_file_is_taken_into_the_book(client, snapshot):
    content = b"customer_id,name,dob\nC-1,Sergei Aksenov,1972-11-26\nC-2,Testa Testova,1980\n"
    planned = send(client, content, query="?monitor=replace&segment=trade&dry_run=true").json()["id"]
    work(client, snapshot)
    assert client.get(f"{JOBS}/{planned}").json()["book"]["new"] == 2
    assert client.get("/v1/subjects").json()["subjects"] == []
    job = send(client, content, query="?monitor=replace&segment=trade").json()
    assert job["book"] is None
    work(client, snapshot)
    shown = client.get(f"{JOBS}/{job['id']}").json()
    assert (shown["state"], shown["totals"]["block"], shown["book"]["segment"]) == ("done", 1, "trade")
    subjects = client.get("/v1/subjects?segment=trade").json()["subjects"]
    assert sorted(one["reference"] for one in subjects) == ["C-1", "C-2"]


def bomb():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(220):
                part.write(b" " * 1024 * 1024)
    return content.getvalue()


HOSTILE = {
    "an empty file": (b"", "an empty file"),
    "an executable": (b"MZ\x90\x00\x03" + b"\x00" * 300, "a Windows program"),
    "a password-protected workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "protected by a password"),
    "a zip bomb": (bomb, "a ZIP bomb"),
    "one endless line": (b"name\n" + b"x" * 3_000_000, "at most 1048576 characters in a line"),
    "an endless line, packed": (gzip.compress(b"name\n" + b"x" * 50_000_000), "at most 1048576 characters in a line"),
    "a header of endless columns": (b"name," * 400_000, "at most 1048576 characters in a line"),
    "too many columns": (b"name" + b",a" * 1_000 + b"\n", "a header that names 1001 columns"),
    "CP932 as UTF-8": (
        "name\n関所 太郎\n".encode("cp932"),
        "expected text in utf-8, got the byte 0x8A; say the encoding",
    ),
    "a quote that is never closed": (b'name\n"A\nB\n', "is not closed"),
    "a web page": (b"<!DOCTYPE html><html></html>", "a web page"),
    "columns that nobody knows": (b"a,b\n1,2\n", "no column is known"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(client, what):
    content, reason = HOSTILE[what]
    answer = send(client, content() if callable(content) else content)
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:sekisho:problem:bad-file"
    assert reason in answer.json()["detail"]
    assert not list((client.app.state.job_service.settings.bulk_dir / "incoming").iterdir())


def test_mixed_line_ends_are_read(client, snapshot):
    job = send(client, b"name,dob\r\nA Testova,1980\nB Testova,1981\rC Testova,1982").json()["id"]
    work(client, snapshot)
    assert client.get(f"{JOBS}/{job}").json()["progress"]["rows"] == 3


def test_too_large_a_file_is_refused_while_it_comes(make_runtime):
    from service.api.app import create_app
    from tests.conftest import Client

    client = Client(create_app(make_runtime(bulk_max_bytes=2_000)))
    assert send(client, b"name\n" + b"A B\n" * 1_000).status_code == 413
    assert send(client, b"name\n" + b"A B\n" * 100_000).status_code == 413
    assert not list((client.app.state.job_service.settings.bulk_dir / "incoming").iterdir())


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"content": b"name\nA\n", "headers": {"Content-Type": "text/csv"}}, 415),
        ({"files": {"other": ("a.csv", b"name\nA\n")}}, 400),
        ({"data": {"file": "no file"}}, 415),
        ({"content": b"--x\r\nnonsense", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, 400),
        ({"content": b"", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, 400),
        ({"files": [("file", ("a.csv", b"name\nA B\n")), ("file", ("b.csv", b"name\nC D\n"))]}, 400),
    ],
)
def test_what_is_no_form_with_one_file_is_refused(client, given, status):
    answer = client.post(JOBS, **given)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_what_cannot_be_asked_is_refused(client):
    assert "unknown profile" in send(client, query="?profile=nobody").json()["detail"]
    assert send(client, query="?date_order=ydm").status_code == 422
    assert send(client, query="?encoding=klingon").status_code == 422
    assert send(client, query="?column=shoe=name").status_code == 422


def test_a_job_belongs_to_who_asked(client, snapshot, done):
    from service.auth.api_keys import Wanted, make_key
    from service.auth.store import add_key
    from service.common.roles import Role
    from tests.conftest import NOW

    headers = {}
    for name, role in (("one", Role.SCREENER), ("officer", Role.OFFICER), ("admin", Role.ADMIN)):
        key, secret = make_key(Wanted(name, frozenset({role})), by="local", now=NOW)
        client.app.state.runtime.records.perform_now(add_key(key))
        headers[name] = {"Authorization": f"Bearer {secret}"}
    client.app.state.authenticator.key_cache.read(anyway=True)
    assert client.get(f"{JOBS}/{done}", headers=headers["one"]).status_code == 404
    assert client.get(JOBS, headers=headers["one"]).json()["jobs"] == []
    assert client.get(f"{JOBS}/{done}", headers=headers["officer"]).status_code == 200
    assert client.get(f"{JOBS}/{done}", headers=headers["admin"]).status_code == 403
