"""The command line: what it prints, and the status it leaves with."""

import asyncio
import json
import os
import socket
import subprocess
import sys

import pytest

from service.api.mapping import to_request
from service.api.schemas.screening_request import ScreeningRequestIn
from service.bootstrap.runtime import open_runtime
from service.cli.app import COMMANDS
from service.settings import Settings
from service.storage.errors import RecordsUnavailable


def test_goods_from_crimea_are_stopped(run):
    status, out, _ = run("goods", "г. Севастополь", "--country", "RU", "--regime", "JP")
    assert status == 1
    assert "BLOCK" in out
    assert run("goods", "Uji, Kyoto", "--country", "JP")[0] == 0


def test_goods_are_drawn_on_a_map(run, tmp_path):
    run("goods", "Yalta, Crimea", "--map", str(tmp_path / "map.svg"))
    assert (tmp_path / "map.svg").read_text(encoding="utf-8").startswith("<svg")


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


def test_help_names_each_command_and_loads_none():
    code = (
        "import atexit, sys; sys.argv = ['sekisho', '--help']; from service.cli import main;"
        "atexit.register(lambda: print('loaded', 'service.cli.screen' in sys.modules)); main()"
    )
    wide = os.environ | {"COLUMNS": "200"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=wide)
    assert done.returncode == 0
    assert all(f" {name} " in done.stdout and summary in done.stdout for name, (_, summary) in COMMANDS.items())
    assert done.stdout.endswith("loaded False\n")
