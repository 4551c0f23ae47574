"""A file from its check to its result, as people see it."""

import re

import pytest

from service.bulk.jobs.task_runner import Worker
from service.worker.bulk.worker import tools_of

FILE = b"name,Tag,Partner\nSergei Aksenov,1972-11-26,x\nWilhelmina Unlisted,1980,y\nWilhelmina Unlisted,31/31/1980,z\n"


@pytest.fixture
def work(runtime, snapshot):
    """Does all that waits."""

    def until_done():
        worker = Worker(tools_of(runtime.settings, "test", snapshot))
        while worker.work():
            pass

    return until_done


@pytest.fixture
def officer(person):
    browser = person("a.yamada")
    browser.get("/desk/bulk")
    return browser


def mapped(page):
    """What each column of the file is taken for."""
    rows = re.findall(r'name="header" value="([^"]*)".*?</select>', page.text, re.DOTALL)
    chosen = re.findall(r'name="was" value="([^"]*)"', page.text)
    return dict(zip(rows, chosen, strict=True))


def test_a_file_is_checked_corrected_and_screened(officer, work):
    page = officer.send_file("/desk/bulk", "customers.csv", FILE, profile="default", entity_type="person")
    assert mapped(page) == {"name": "name", "Tag": "", "Partner": ""}
    assert 'value="start"' not in page.text, "the file is not checked yet"
    upload = page.url.path
    columns = {"header": ["name", "Tag", "Partner"], "was": ["name", "", ""], "field": ["name", "date_of_birth", ""]}
    page = officer.post(upload, action="check", **columns)
    assert mapped(page) == {"name": "name", "Tag": "date_of_birth", "Partner": ""}
    work()
    page = officer.get(upload)
    assert "3 rows read, 1 of them cannot be screened" in page.text
    job = officer.post(upload, action="start")
    assert "data-refresh" in job.text
    assert officer.get(upload).status_code == 404, "the file is not kept"
    work()
    done = officer.get(job.url.path)
    assert "data-refresh" not in done.text
    assert "/desk/entities/jp_crimea_2014%3A026-000002" in done.text
    assert "/desk/alerts/alr_" in done.text
    assert re.findall(r'<span class="tag (\w+)">[^<]*</span></th><td class="number">(\d+)', done.text) == [
        ("block", "1"),
        ("review", "0"),
        ("rejected", "1"),
        ("clear", "1"),
    ]
    assert "/desk/alerts/" not in officer.get(f"{job.url.path}?decision=review").text
    result = officer.get(f"{job.url.path}/results/csv")
    assert result.headers["content-disposition"].startswith("attachment")
    assert result.text.count("\n") == 4
    assert "customers.csv" in officer.get("/desk/bulk").text


def test_unknown_columns_are_named_by_hand(officer):
    page = officer.send_file("/desk/bulk", "c.csv", b"Kundin\nSergei Aksenov\n")
    assert "no column is known" in page.text
    page = officer.post(page.url.path, action="check", columns="name=Kundin")
    assert mapped(page) == {"Kundin": "name"}


def test_a_file_belongs_to_its_sender(officer, person):
    path = officer.send_file("/desk/bulk", "c.csv", FILE).url.path
    other = person("both")
    other.get("/desk/bulk")
    assert other.get(path).status_code == 404
    assert other.post(path, action="start").status_code == 404


def test_a_file_is_forgotten(officer, runtime):
    path = officer.send_file("/desk/bulk", "c.csv", FILE).url.path
    assert officer.post(path, action="forget").status_code == 200
    assert officer.get(path).status_code == 404
    assert list((runtime.settings.data_dir / "desk-uploads").iterdir()) == []


def test_who_may_not_screen_sends_no_file(person):
    auditor = person("auditor")
    assert 'type="file"' not in auditor.get("/desk/bulk").text
    assert auditor.send_file("/desk/bulk", "c.csv", FILE).status_code == 403


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"name\n\xff\xfe\n"])
def test_what_is_wrong_with_a_file_is_said(officer, content):
    page = officer.send_file("/desk/bulk", "c.csv", content)
    assert 'role="alert"' in page.text


def test_a_form_of_another_site_leaves_nothing(officer, runtime):
    answer = officer._send("POST", "/desk/bulk", {"csrf": "guessed"}, {}, {"file": ("c.csv", FILE)})
    assert answer.status_code == 403
    assert list((runtime.settings.data_dir / "desk-uploads").iterdir()) == []


def test_a_job_is_cancelled(officer):
    page = officer.send_file("/desk/bulk", "c.csv", FILE)
    job = re.search(r"blk_\w+", officer.get("/desk/bulk").text)[0]
    assert page.status_code == 200
    assert "cancelled" in officer.post(f"/desk/bulk/{job}/cancel").text
