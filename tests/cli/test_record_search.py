"""`sekisho records`: find, show, export, certificate, verify."""

import csv
import json

import pytest
from typer.testing import CliRunner

from service.cli.app import app_of


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """Runs `sekisho records` where a few screenings are on record."""
    folder = tmp_path_factory.mktemp("records")
    runner = CliRunner(env={"SEKISHO_DATA_DIR": str(folder / "var")})
    for name in ("Sergey Aksyonov", "=SUM(1) Yamada", "Muammar Qadhafi"):
        assert runner.invoke(app_of(), ["screen", name]).exit_code in {0, 1}

    def run(*words):
        return runner.invoke(app_of(), ["records", *words])

    run.folder = folder
    return run


def found(records, *words):
    return json.loads(records("find", *words, "--json").stdout)["screenings"]


def test_screenings_are_found_by_what_is_remembered_of_them(records):
    assert len(found(records)) == 3
    assert [one["match"]["name"] for one in found(records, "--name", "yamada")] == ["=SUM(1) Yamada"]
    assert found(records, "--name", "gaddafi") == []
    assert [one["match"]["name"] for one in found(records, "--name", "gaddafi", "--similar")] == ["Muammar Qadhafi"]
    assert len(found(records, "--watchlist", "jp_crimea_2014", "--min-score", "0.9")) == 1
    assert found(records, "--to", "2020-01-01") == []
    assert found(records, "--from", "2020-01-01", "--limit", "1") == found(records)[:1]
    assert found(records, "--name", "yamada")[0]["id"] in records("find", "--name", "yamada").stdout


def test_what_cannot_be_looked_for_is_refused(records):
    assert records("find", "--name", "...").exit_code == 2
    assert "expected a day" in records("find", "--from", "yesterday").output
    assert records("show", "scr_unknown").exit_code == 2
    assert records("certificate", "scr_unknown").exit_code == 2


def test_an_export_has_no_formulas(records):
    path = records.folder / "found.csv"
    assert records("export", str(path), "--name", "yamada").exit_code == 0
    (row,) = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    assert row["name"] == "'=SUM(1) Yamada"
    assert json.loads(records("export", "-", "--format", "json").stdout)["screenings"] == found(records)


def test_a_certificate_is_written_and_verified(records):
    (one,) = found(records, "--name", "aksyonov")
    path = records.folder / "certificate.json"
    assert records("certificate", one["id"], "--output", str(path)).exit_code == 0
    assert records("verify", str(path)).exit_code == 0
    page = records.folder / "certificate.html"
    assert records("certificate", one["id"], "--format", "html", "--lang", "ja", "--output", str(page)).exit_code == 0
    assert json.loads(path.read_bytes())["sha256"] in page.read_text(encoding="utf-8")
    path.write_bytes(path.read_bytes().replace(b"Aksyonov", b"Aksyonow", 1))
    changed = records("verify", str(path), "--json")
    assert changed.exit_code == 1
    assert not json.loads(changed.stdout)["holds"]
    path.write_text("[]")
    assert records("verify", str(path)).exit_code == 2


def test_an_answer_is_shown_again(records):
    (one,) = found(records, "--name", "aksyonov")
    assert json.loads(records("show", one["id"], "--json").stdout)["id"] == one["id"]
    assert "jp_crimea_2014" in records("show", one["id"]).stdout
