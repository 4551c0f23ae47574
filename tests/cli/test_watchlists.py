"""The command line: what it does to the store, and the status it leaves with."""

import json
import sys

import pytest

from service.cli import app as cli
from tests.watchlists.editions.conftest import LIST, write

__all__ = ["write"]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run `sekisho watchlists` in this process: its status, what it wrote and what it complained of."""

    def run_(*arguments):
        monkeypatch.setenv("SEKISHO_DATA_DIR", str(tmp_path / "var"))
        monkeypatch.setattr(sys, "argv", ["sekisho", "watchlists", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        written = capsys.readouterr()
        return left.value.code, written.out, written.err

    return run_


def test_import_status_editions_diff_and_back(run, write):
    assert run("import", LIST, write("1", "2"))[0] == 0
    status, out, _ = run("import", LIST, write("1", "2", "3"), "--json")
    assert (status, json.loads(out)["outcome"]) == (0, "activated")
    rows = {row["id"]: row for row in json.loads(run("status", "--json")[1])["watchlists"]}
    assert (rows[LIST]["entities"], rows[LIST]["last_attempt"]["outcome"]) == (3, "activated")
    stored = json.loads(run("editions", LIST, "--json")[1])
    first, second = (one["sha256"] for one in stored["editions"])
    assert [one["active"] for one in stored["editions"]] == [False, True]
    found = json.loads(run("diff", LIST, first[:8], second[:8], "--json")[1])
    assert [one["name"] for one in found["added"]] == ["Placeholder Trading LLC"]
    assert "Placeholder Trading LLC" in run("diff", LIST, first, second)[1]
    assert run("rollback", LIST, "--reason", "wrong file")[0] == 0
    out = run("editions", LIST)[1]
    assert "rollback" in out
    assert run("activate", LIST, second)[0] == 0


def test_a_refused_import_is_an_error_and_is_seen(run, write):
    run("import", LIST, write("1", "2", "3"))
    status, _, err = run("import", LIST, write("1"))
    assert status == 2
    assert "not shrunk" in err
    assert "--accept" in err
    status, _, err = run("status")
    assert status == 0
    assert "not shrunk" in err
    assert run("import", LIST, write("1"), "--accept")[0] == 0


def test_a_name_that_does_not_find_itself_is_refused(run, write, monkeypatch):
    monkeypatch.setattr("service.watchlists.editions.search_gates.FULL_SCORE", 1.01)
    status, _, err = run("import", LIST, write("1"))
    assert status == 2
    assert "finds itself" in err


def test_canaries_are_asked_for(run, write, tmp_path, monkeypatch):
    path = tmp_path / "canaries.csv"
    path.write_text(f"watchlist,type,name,entity_id\n{LIST},person,Mustera Fiktivna,\n", encoding="utf-8")
    monkeypatch.setenv("SEKISHO_CANARIES_FILE", str(path))
    status, _, err = run("import", LIST, write("1", "2"))
    assert status == 2
    assert "'Mustera Fiktivna' has to be found" in err
    assert run("import", LIST, write("1", "4"))[0] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "nobodys_list", "x.csv"], "one of"),
        (["import", LIST, "missing.csv"], "readable file"),
        (["import", "own_../x", "missing.csv"], "small letters"),
        (["editions", "own_../x"], "small letters"),
        (["activate", LIST, "abcdef"], "no edition is stored"),
        (["rollback", LIST], "active before"),
        (["diff", LIST, "abcdef", "abcdef"], "no edition is stored"),
        (["fetch", LIST], "SEKISHO_LIST_ADDRESSES"),
        (["fetch", "nobodys_list"], "one of"),
        (["import", "jp_crimea_2014", "missing.csv"], "only comes with the program"),
        (["timeline", "eu_fsf"], "no rounds"),
    ],
)
def test_what_cannot_be_done_is_an_error(run, arguments, words):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert words in " ".join(err.split())


@pytest.mark.parametrize(
    "arguments", [["activate", LIST, "abcdef"], ["rollback", LIST], ["import", "jp_crimea_2014", "missing.csv"]]
)
def test_what_could_not_be_done_leaves_nothing_behind(run, arguments):
    run(*arguments)
    rows = json.loads(run("status", "--json")[1])["watchlists"]
    assert [(row["id"], row["last_attempt"]) for row in rows] == [("jp_crimea_2014", None)]


def test_skipped_records_are_shown_with_their_reason(run, tmp_path):
    path = tmp_path / "partners.csv"
    path.write_text("id,type,name\n1,person,Testan Examplov\n2,person,\n", encoding="utf-8")
    run("import", LIST, path)
    status, out, _ = run("skipped", LIST)
    assert status == 0
    assert "the row has no name" in out
    [row] = json.loads(run("skipped", LIST, "--json")[1])["skipped"]
    assert row == {"file": "partners.csv", "record": "2", "line": 3, "reason": "the row has no name"}
    assert run("skipped", "own_nothing")[0] == 2


def test_a_refused_import_says_that_the_edition_before_keeps_serving(run, write):
    run("import", LIST, write("1", "2", "3"))
    assert "keeps serving" in run("import", LIST, write("1"))[2]
    assert run("import", LIST, write("1", "2", "3", "4"), "--dry-run")[1].startswith(f"{LIST}: passed")


def test_status_names_what_came_with_the_program(run):
    status, out, _ = run("status", "--json")
    assert status == 0
    assert {"id": "jp_crimea_2014", "entities": 42}.items() <= json.loads(out)["watchlists"][0].items()
    assert "jp_crimea_2014" in run("status")[1]


def test_the_status_fits_into_80_columns(run, write, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    run("import", LIST, write("1", "2"))
    out = run("status")[1]
    assert all(len(line) <= 80 for line in out.splitlines())
    assert {LIST, "jp_crimea_2014", "2022-05-27", "activated"} <= set(out.replace("│", " ").split())
