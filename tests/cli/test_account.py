"""Who works at the command line."""

from datetime import timedelta

import pytest
import typer

from service.auth.store import revoke_key
from service.cli import account
from service.cli.account import keyed_actor, local_actor
from service.common.roles import Role
from tests.auth.conftest import add, clock, records

__all__ = ["add", "clock", "records"]


@pytest.mark.parametrize("error", [KeyError, OSError])
def test_a_machine_that_knows_no_account_is_local(monkeypatch, error):
    def fail():
        raise error

    monkeypatch.setattr(account, "getuser", lambda: "root")
    assert local_actor() == "local:root"
    monkeypatch.setattr(account, "getuser", fail)
    assert local_actor() == "local"


def test_a_key_says_who_it_is(records, add, clock):
    _, secret = add("yamada", Role.OFFICER)
    assert keyed_actor(records, secret, Role.OFFICER, clock.now()) == "yamada"
    assert keyed_actor(records, None, Role.OFFICER, clock.now()) is None


def test_a_key_that_does_not_do_is_an_error(records, add, clock, capsys):
    key, secret = add("yamada", Role.OFFICER, expires_at=clock.now() + timedelta(days=1))

    def told(secret, role, at):
        with pytest.raises(typer.Exit):
            keyed_actor(records, secret, role, at)
        return " ".join(capsys.readouterr().err.split())

    assert "this API key is unknown" in told("sk_nonsense", Role.OFFICER, clock.now())
    assert "this needs the role supervisor; yamada has officer" in told(secret, Role.SUPERVISOR, clock.now())
    assert "this API key is expired" in told(secret, Role.OFFICER, clock.now() + timedelta(days=2))
    records.perform_now(revoke_key(key, by="a", at=clock.now()))
    assert "this API key is revoked" in told(secret, Role.OFFICER, clock.now())
