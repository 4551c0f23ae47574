"""Webhooks at the command line."""

import json
import sys

import pytest
from pydantic_core import from_json

from service.cli import app
from tests.webhooks.receivers import receiver


@pytest.fixture
def run(monkeypatch, tmp_path, capfdbinary):
    monkeypatch.setenv("SEKISHO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("SEKISHO_WEBHOOK_NETWORKS", json.dumps(["127.0.0.0/8"]))

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["sekisho", "webhooks", *arguments, "--json"])
        with pytest.raises(SystemExit) as left:
            app.main()
        captured = capfdbinary.readouterr()
        return left.value.code, from_json(captured.out or captured.err)

    return run


def test_an_endpoint_from_its_beginning_to_its_end(run):
    with receiver() as told:
        code, made = run("create", told.url, "--event", "alert.opened")
        assert (code, made["event_types"], made["secret"][:6]) == (0, ["alert.opened"], "whsec_")
        code, tried = run("test", made["id"])
        assert (code, tried["delivered"], tried["status_code"]) == (0, True, 204)
        assert told.ids == [tried["webhook_id"]]
    assert run("test", made["id"])[0] == 1
    assert run("rotate", made["id"])[1]["secret"] != made["secret"]
    _, listed = run("list")
    assert [one["id"] for one in listed["webhooks"]] == [made["id"]]
    assert "whsec_" not in json.dumps(listed)
    assert run("deliveries", made["id"])[1] == {"deliveries": [], "next": None}
    assert run("delete", made["id"])[1]["status"] == "deleted"
    assert run("list")[1] == {"webhooks": []}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("create", "ftp://receiver.example/"), "url: expected an address such as"),
        (("create", "https://receiver.example/", "--event", "alert.eaten"), "event_types: expected types of events"),
        (("rotate", "whe_1"), "there is no webhook 'whe_1'"),
        (("enable", "whe_1"), "there is no webhook 'whe_1'"),
        (("deliveries", "whe_1"), "there is no webhook 'whe_1'"),
        (("replay", "whd_1"), "there is no delivery 'whd_1'"),
    ],
)
def test_what_cannot_be_done_is_told(run, arguments, words):
    code, told = run(*arguments)
    assert code == 2
    assert told["errors"][0].startswith(words)
