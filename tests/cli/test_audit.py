"""Verifying and exporting the audit chain on the command line."""

import json
import sqlite3

from tests.cli.test_records import screened


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
