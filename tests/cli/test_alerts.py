"""Deciding at the command line: only a key tells who somebody is."""

import json
import sys

import pytest
from pydantic_core import from_json

from service.cli import app


@pytest.fixture
def run(monkeypatch, tmp_path, capfdbinary):
    monkeypatch.setenv("SEKISHO_DATA_DIR", str(tmp_path))

    def run(*arguments, key=None):
        if key is None:
            monkeypatch.delenv("SEKISHO_API_KEY", raising=False)
        else:
            monkeypatch.setenv("SEKISHO_API_KEY", key)
        monkeypatch.setattr(sys, "argv", ["sekisho", *arguments, "--json"])
        with pytest.raises(SystemExit) as left:
            app.main()
        captured = capfdbinary.readouterr()
        return left.value.code, from_json(captured.out or captured.err)

    return run


def test_an_alert_is_decided_by_two(run):
    keys = {
        name: run("keys", "create", name, "--role", role)[1]["secret"]
        for name, role in (("a.yamada", "officer"), ("b.tanaka", "supervisor"))
    }
    _, answer = run("screen", "Sergey Aksyonov")
    alert = answer["parties"][0]["alert_id"]
    assert [one["id"] for one in run("alerts", "list", "--status", "open")[1]["alerts"]] == [alert]
    words = ("--outcome", "false_positive", "--reason", "name_only", "--rationale", "Another person of this name.")
    code, made = run("alerts", "decide", alert, *words, "--suppress-days", "30", "--version", "1", key=keys["a.yamada"])
    assert (code, made["proposed_by"]) == (0, "a.yamada")
    version = str(run("alerts", "show", alert)[1]["version"])
    approve = ("alerts", "approve", made["id"], "--sha256", made["content_sha256"], "--version", version)
    assert "may be anybody" in json.dumps(run(*approve)[1])
    assert run(*approve, key=keys["a.yamada"])[0] == 2
    code, decided = run(*approve, key=keys["b.tanaka"])
    assert (code, decided["alert"]["status"]) == (0, "closed_false_positive")
    assert run("screen", "Sergey Aksyonov")[1]["decision"] == "clear"
