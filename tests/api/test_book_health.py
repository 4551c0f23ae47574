"""How the book stands is told where the operator looks."""

from datetime import timedelta

from service.api.app import create_app
from service.auth.api_keys import Wanted, make_key
from service.auth.store import add_key
from service.common.roles import Role
from service.customers.tables import SUBJECTS
from tests.api.routes.test_subjects import LISTED, people, runtime
from tests.conftest import NOW, Client

__all__ = ["people", "runtime"]


def test_readiness_and_metrics_tell_how_the_book_stands(people, runtime):
    officer, client = people["officer"], Client(create_app(runtime))
    officer("PUT", "/subjects/C-1", LISTED)
    assert [one["code"] for one in client.get("/readyz").json()["warnings"] if "subject" in one["code"]] == []
    with runtime.records.engine.begin() as connection:
        connection.execute(SUBJECTS.update().values(last_snapshot="f" * 64))
    codes = [one["code"] for one in client.get("/readyz").json()["warnings"]]
    assert "subjects_waiting" in codes
    key, secret = make_key(Wanted("watch", frozenset([Role.AUDITOR])), by="local", now=NOW - timedelta(1))
    runtime.records.perform_now(add_key(key))
    shown = client.get("/metrics", headers={"Authorization": f"Bearer {secret}"}).text
    assert 'sekisho_book_subjects{status="active"} 1.0' in shown
    assert "sekisho_book_waiting_subjects 1.0" in shown
