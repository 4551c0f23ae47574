"""`sekisho book`: import, look, screen again, withdraw."""

import json

import pytest
from typer.testing import CliRunner

from benchmarks.mornings import morning_time_zone
from service.cli.app import app_of

FILE = "customer_id,name,type\nC-1,Sergey Aksyonov,person\nC-2,Wilhelmina Unlisted,person\n"


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("SEKISHO_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("SEKISHO_RESCREEN_HOUR", "23")
    monkeypatch.setenv("SEKISHO_TIME_ZONE", morning_time_zone())
    monkeypatch.setenv("SEKISHO_RESCREEN_PROCESSES", "1")
    path = tmp_path / "book.csv"
    path.write_text(FILE)
    runner = CliRunner()

    def run(*words):
        return runner.invoke(app_of(), ["book", *words])

    run.path = str(path)
    return run


def test_a_book_is_imported_screened_shown_and_withdrawn(book):
    dry = json.loads(book("import", book.path, "--dry-run", "--json").stdout)
    assert (dry["new"], dry["dry_run"]) == (2, True)
    assert json.loads(book("list", "--json").stdout)["subjects"] == []
    assert book("import", book.path).exit_code == 0
    before = json.loads(book("show", "C-1", "--json").stdout)
    assert (before["last"], before["hits"]) == (None, [])
    assert book("rescreen").exit_code == 0
    after = json.loads(book("show", "C-1", "--json").stdout)
    assert after["last"]["decision"] == "review"
    assert after["hits"][0]["watchlist"] == "jp_crimea_2014"
    made = json.loads(book("status", "--json").stdout)["rescreens"][0]
    assert (made["trigger"], made["state"], made["subjects_total"]) == ("subject_changed", "done", 2)
    assert book("withdraw", "C-1", "--reason", "ended").exit_code == 0
    listed = json.loads(book("list", "--status", "withdrawn", "--json").stdout)["subjects"]
    assert [one["reference"] for one in listed] == ["C-1"]


def test_a_full_run_can_be_asked_for(book):
    book("import", book.path)
    book("rescreen")
    assert book("rescreen", "--full", "--reason", "the auditor asked").exit_code == 0
    made = json.loads(book("status", "--json").stdout)["rescreens"][0]
    assert (made["trigger"], made["method"], made["reason"]) == ("manual", "full", "the auditor asked")
