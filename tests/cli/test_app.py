"""The command line: what it prints, and the status it leaves with."""

import asyncio
import functools
import json
import socket
import sqlite3
import subprocess
import sys

import pytest

from service.api.mapping import to_request
from service.api.schemas.screening_request import ScreeningRequestIn
from service.bootstrap.runtime import open_runtime
from service.cli import app as cli
from service.cli import compare
from service.settings import Settings
from service.snapshots import loader
from service.snapshots.loader import load_snapshot
from service.storage.errors import RecordsUnavailable

kept = functools.cache(load_snapshot)


def read_once(lists, *_):
    """Reading the lists takes longer than all the rest; once is enough for those that never change."""
    return kept(lists)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command in this process: its status, what it wrote and what it complained of."""

    def run_(*arguments):
        monkeypatch.setenv("SEKISHO_DATA_DIR", str(tmp_path))
        for module in (loader, compare):
            monkeypatch.setattr(module, "load_snapshot", read_once)
        monkeypatch.setattr(sys, "argv", ["sekisho", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        written = capsys.readouterr()
        return left.value.code, written.out, written.err

    return run_


def test_a_clear_name_is_status_0(run):
    status, out, _ = run("screen", "Hanako Yamada", "--type", "person")
    assert status == 0
    assert "CLEAR" in out


def test_a_hit_is_status_1_and_says_why(run):
    status, out, _ = run("screen", "Сергей Аксёнов", "--type", "person", "--birth-date", "1972-11-26")
    assert status == 1
    assert "Sergey AKSYONOV" in out
    assert "MOFA Notice No. 267 of 2014" in out
    assert "birth" in out


def test_json_is_the_answer_of_the_http_door(run):
    status, out, _ = run("screen", "Sergey Aksyonov", "--json", "--watchlist", "jp_crimea_2014")
    answer = json.loads(out)
    assert status == 1
    assert answer["parties"][0]["hits"][0]["entity_id"] == "jp_crimea_2014:026-000002"


def test_the_day_before_nothing_is_listed(run):
    assert run("screen", "Sergey Aksyonov", "--as-of", "2014-08-04")[0] == 0


def test_goods_from_crimea_are_stopped(run):
    status, out, _ = run("goods", "г. Севастополь", "--country", "RU", "--regime", "JP")
    assert status == 1
    assert "BLOCK" in out
    assert run("goods", "Uji, Kyoto", "--country", "JP")[0] == 0


def test_goods_are_drawn_on_a_map(run, tmp_path):
    run("goods", "Yalta, Crimea", "--map", str(tmp_path / "map.svg"))
    assert (tmp_path / "map.svg").read_text(encoding="utf-8").startswith("<svg")


def test_compare(run):
    assert run("compare", "SIS DOO", "SIS d.o.o.", "--type", "entity")[0] == 1
    status, out, _ = run("compare", "Hanako Yamada", "Chernomorneftegaz", "--json")
    assert status == 0
    assert json.loads(out)["match"] is False


def test_watchlists_status(run):
    status, out, _ = run("watchlists", "status", "--json")
    assert status == 0
    assert {"id": "jp_crimea_2014", "entities": 42}.items() <= json.loads(out)["watchlists"][0].items()
    assert "jp_crimea_2014" in run("watchlists", "status")[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["screen", "..."], "cannot be searched"),
        (["screen", "Hanako Yamada", "--nationality", "UK"], "did you mean 'GB'"),
        (["screen", "Hanako Yamada", "--birth-date", "1972-02-30"], "birth-date"),
        (["screen", "Hanako Yamada", "--as-of", "yesterday"], "2014-08-05"),
        (["screen", "Hanako Yamada", "--profile", "none"], "known: default"),
        (["screen", "Hanako Yamada", "--watchlist", "none"], "jp_crimea_2014"),
        (["goods", "tea", "--regime", "MARS"], "JP"),
        (["compare", "Hana", "???"], "cannot be searched"),
        (["serve", "--host", "192.0.2.1"], "SEKISHO_ALLOW_UNAUTHENTICATED"),
        (["dance"], "No such command"),
    ],
)
def test_errors_are_status_2_and_say_what_helps(run, arguments, words):
    status, out, err = run(*arguments)
    assert status == 2
    assert words in err
    assert "clear" not in out.lower()


def test_missing_lists_are_an_error(run, monkeypatch, tmp_path):
    monkeypatch.setenv("SEKISHO_LISTS_DIR", str(tmp_path))
    for arguments in (["screen", "Hanako Yamada"], ["watchlists", "status"], ["compare", "Hana", "Taro"]):
        status, _, err = run(*arguments)
        assert status == 2
        assert "there is no watchlist" in err


def test_records_that_cannot_be_kept_are_an_error(run, monkeypatch):
    monkeypatch.setenv("SEKISHO_DATABASE_URL", "sqlite:////nowhere/at/all.db")
    status, out, err = run("screen", "Hanako Yamada")
    assert status == 2
    assert "cannot be opened" in err
    assert out == ""


def test_a_port_that_is_taken_is_an_error(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, out, err = run("serve", "--port", str(port))
    assert (status, out) == (2, "")
    assert f"cannot listen on 127.0.0.1:{port}: Address already in use" in err
    assert len(err.splitlines()) == 1


def test_arguments_that_are_no_text_are_an_error(run):
    status, out, err = run("screen", "Han\udce9 Yamada")
    assert (status, out) == (2, "")
    assert "argument 2: 'Han? Yamada' is not text" in err


def test_a_data_folder_that_cannot_be_made_names_the_setting(tmp_path):
    (tmp_path / "file").write_text("")
    run_with = Settings(data_dir=tmp_path / "file" / "var")
    with pytest.raises(RecordsUnavailable, match=r"SEKISHO_DATA_DIR: the folder .* cannot be made: Not a directory"):
        open_runtime(run_with)


def test_a_missing_driver_says_what_to_install(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setenv("SEKISHO_DATABASE_URL", "postgresql+psycopg://localhost/sekisho")
    status, out, err = run("screen", "Hanako Yamada")
    assert (status, out) == (2, "")
    assert "which is not installed; install it (pip install 'sekisho[postgres]')" in err


def test_errors_are_json_where_answers_are(run):
    status, out, err = run("screen", "...", "--json")
    assert (status, out) == (2, "")
    assert "cannot be searched" in json.loads(err)["errors"][0]


def test_a_bad_setting_is_named(run, monkeypatch):
    monkeypatch.setenv("SEKISHO_PORT", "many")
    status, _, err = run("serve")
    assert status == 2
    assert "SEKISHO_PORT" in err


def test_what_was_asked_here_is_on_record_and_can_be_replayed(run, tmp_path):
    identifier = json.loads(run("screen", "Сергей Аксёнов", "--json", "--nationality", "ua")[1])["id"]
    opened = open_runtime(Settings(data_dir=tmp_path))
    document = asyncio.run(opened.records.get(identifier))
    asked = to_request(ScreeningRequestIn.model_validate_json(document.request))
    assert asyncio.run(opened.replays.replay(document, asked, opened.clock())).identical
    opened.close()


def test_the_module_answers_help():
    done = subprocess.run([sys.executable, "-m", "service.cli", "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "screen" in done.stdout


def screened(run):
    return json.loads(run("screen", "Hanako Yamada", "--json")[1])["id"]


def test_screenings_are_deleted_only_for_a_reason_and_early_only_if_asked(run):
    screening = screened(run)
    status, _, err = run("records", "delete", "--id", screening, "--reason", "asked", "--yes")
    assert (status, "--early" in err) == (2, True)
    assert run("records", "delete", "--id", screening, "--reason", " ", "--early", "--yes")[0] == 2
    assert run("records", "delete", "--reason", "asked", "--early", "--yes")[0] == 2
    status, out, _ = run("records", "delete", "--id", screening, "--reason", "asked", "--early", "--yes")
    assert (status, out) == (0, "1 screenings deleted\n")
    (event,) = json.loads(run("audit", "events", "--kind", "records_deleted", "--json")[1])["events"]
    assert json.loads(event["details"]) == {"reason": "asked", "screenings": [screening]}
    assert event["actor"].startswith("local")


def test_the_records_are_verified_and_taken_along(run, tmp_path):
    screened(run)
    status, out, _ = run("audit", "verify")
    assert (status, out.split()[0]) == (0, "intact")
    verdict = json.loads(run("audit", "verify", "--json")[1])
    assert (verdict["intact"], verdict["screenings"], verdict["faults"]) == (True, 1, [])
    assert run("audit", "export", str(tmp_path / "bundle"))[0] == 0
    key = next((tmp_path / "bundle" / "keys").iterdir())
    assert run("audit", "verify", "--key", str(key))[0] == 0
    assert run("audit", "export", str(tmp_path / "bundle"))[0] == 2
    (tmp_path / "audit-anchors.jsonl").write_text("{}\n")
    assert run("audit", "verify")[0] == 2


def test_a_change_on_record_is_status_1(run, tmp_path):
    screening = screened(run)
    with sqlite3.connect(tmp_path / "sekisho.db") as database:
        database.execute("DROP TRIGGER screenings_not_changed")
        database.execute("UPDATE screenings SET decision = 'block'")
    status, out, _ = run("audit", "verify")
    assert status == 1
    assert out.startswith("changed")
    assert f"screening {screening}: the screening was changed" in out
