"""What the commands of backups say."""

import json

from typer.testing import CliRunner

from service.audit.search import EventQuery, search_events
from service.bootstrap.runtime import open_records, open_runtime
from service.cli.app import app_of
from service.settings import Settings


def test_the_commands_say_what_was_done(tmp_path, monkeypatch):
    monkeypatch.setenv("SEKISHO_DATA_DIR", str(tmp_path / "data"))
    open_runtime(Settings()).close()
    made = CliRunner().invoke(app_of(), ["backup", str(tmp_path / "backup"), "--json"])
    assert made.exit_code == 0
    monkeypatch.setenv("SEKISHO_DATA_DIR", str(tmp_path / "new"))
    restored = CliRunner().invoke(app_of(), ["restore", str(tmp_path / "backup"), "--json"])
    assert json.loads(restored.stdout)["intact"]
    records = open_records(Settings())
    [event] = search_events(records.engine, EventQuery("backup_restored")).events
    records.close()
    assert json.loads(event.details)["manifest_sha256"] == json.loads(made.stdout)["sha256"]
