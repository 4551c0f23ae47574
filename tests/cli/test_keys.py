"""`sekisho keys`: making, listing and withdrawing keys, and the status it leaves with."""

import json
import sys

import pytest

from service.auth.key_generation import SECRET, sha256_of
from service.auth.store import KeyStore
from service.bootstrap.runtime import open_records
from service.cli import app as cli
from service.settings import Settings


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run `sekisho keys` in this process: its status, what it wrote and what it complained of."""

    def run_(*arguments):
        monkeypatch.setenv("SEKISHO_DATA_DIR", str(tmp_path))
        monkeypatch.setattr(sys, "argv", ["sekisho", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        written = capsys.readouterr()
        return left.value.code, written.out, written.err

    return run_


def kept(tmp_path):
    records = open_records(Settings(data_dir=tmp_path))
    found = KeyStore(records.engine).load()
    records.close()
    return found


def test_a_key_is_shown_once_and_only_its_hash_is_kept(run, tmp_path):
    status, out, err = run("keys", "create", "desk", "--role", "screener", "--role", "auditor", "--days", "30")
    secret = out.strip()
    [key] = kept(tmp_path)
    assert (status, key.secret_sha256) == (0, sha256_of(secret))
    assert SECRET.match(secret)
    assert "not shown again" in err
    assert (key.expires_at - key.created_at).days == 30
    listed = run("keys", "list", "--json")[1]
    assert json.loads(listed)["keys"][0]["roles"] == ["auditor", "screener"]
    assert secret[12:] not in listed + run("keys", "list")[1]
    assert not any(secret[12:].encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_a_withdrawn_key_stays_in_the_list(run, tmp_path):
    key_id = json.loads(run("keys", "create", "desk", "--role", "admin", "--json")[1])["id"]
    assert run("keys", "revoke", f"sk_{key_id}")[0] == 0
    assert json.loads(run("keys", "revoke", key_id, "--json")[1])["state"] == "revoked"
    [key] = kept(tmp_path)
    assert key.revoked_by.startswith("local")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["create", "local", "--role", "admin"], "another name"),
        (["create", "a b", "--role", "admin"], "letters, digits"),
        (["create", "desk"], "--role"),
        (["create", "desk", "--role", "king"], "screener"),
        (["create", "desk", "--role", "admin", "--days", "0"], "still to come"),
        (["revoke", "none"], "there is no key"),
    ],
)
def test_what_cannot_be_done_is_an_error(run, tmp_path, arguments, words):
    status, out, err = run("keys", *arguments)
    assert (status, out) == (2, "")
    assert words in " ".join(err.split())
    assert kept(tmp_path) == ()


def test_other_addresses_are_served_once_there_is_a_key(run, monkeypatch):
    served = []
    monkeypatch.setattr("service.cli.serve._try_to_listen", lambda host, port: served.append(host))
    monkeypatch.setattr("service.cli.serve.uvicorn.run", lambda *_, **options: served.append(options))
    status, _, err = run("serve", "--host", "192.0.2.1")
    assert (status, served) == (2, [])
    assert "sekisho keys create" in " ".join(err.split())
    run("keys", "create", "desk", "--role", "admin")
    status, _, err = run("serve", "--host", "192.0.2.1")
    assert (status, served[0], served[1]["timeout_keep_alive"]) == (0, "192.0.2.1", 75)


def test_with_two_administrators_a_key_waits_for_one_of_them(run, tmp_path, monkeypatch):
    monkeypatch.setenv("SEKISHO_KEYS_NEED_TWO", "true")
    first, second = (run("keys", "create", name, "--role", "admin")[1].strip() for name in ("yamada", "tanaka"))
    status, out, err = run("keys", "create", "desk", "--role", "screener", "--json")
    made = json.loads(out)
    assert (status, made["state"]) == (0, "proposed")
    status, _, err = run("keys", "approve", made["id"])
    assert (status, "may be anybody" in err) == (2, True)
    monkeypatch.setenv("SEKISHO_API_KEY", second)
    assert json.loads(run("keys", "approve", made["id"], "--json")[1])["state"] == "valid"
    assert run("keys", "approve", made["id"])[0] == 2
    assert [key.approved_by for key in kept(tmp_path)] == [None, None, "tanaka"]
    assert first != second
