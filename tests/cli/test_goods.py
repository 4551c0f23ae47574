"""`sekisho goods`: its commands, and the words of a declaration without one."""

from __future__ import annotations

import json


def test_words_without_a_command_are_checked(run):
    status, out, _ = run("goods", "Made in DPRK", "--regime", "JP", "--json")
    assert status == 1
    assert json.loads(out)["goods"][0]["measures"][0]["measure_id"] == "JP-KP-all"


def test_a_code_and_a_port(run):
    arguments = ("goods", "China", "--hs-code", "2203", "--port-of-loading", "RUVVO", "--regime", "JP")
    status, out, _ = run(*arguments)
    assert status == 1
    assert "shipped from" in out


def test_measures_are_listed_and_a_lapse_is_told(run):
    status, out, _ = run("goods", "measures", "--regime", "JP", "--origin", "KP", "--json", "--as-of", "2027-03-01")
    listed = json.loads(out)
    assert status == 1
    assert next(one["id"] for one in listed["measures"]) == "JP-KP-all"
    assert {"regime": "JP", "measure": "JP-KP-all", "last_day": "2027-04-13"} in listed["lapsing"]


def test_measures_as_a_table(run):
    status, out, err = run("goods", "measures", "--regime", "CA", "--as-of", "2025-01-01")
    assert status == 0
    assert "CA-KP-3-all" in out
    assert err == ""


def test_a_tariff_is_compared(run, tmp_path):
    file = tmp_path / "taric.csv"
    file.write_text("Goods code,Origin code,Meas. type code\n9999110000,RU,277\n", encoding="utf-8")
    status, out, _ = run("goods", "import-tariff", str(file), "--json")
    assert status == 1
    assert json.loads(out)["differences"][0]["kind"] == "missing_here"
    file.write_text("something else", encoding="utf-8")
    assert run("goods", "import-tariff", str(file))[0] == 2
