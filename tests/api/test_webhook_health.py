"""Webhooks that do not get through are warned of and counted."""

from datetime import timedelta

from sqlalchemy import text

from service.api.app import create_app
from service.auth.api_keys import Wanted, make_key
from service.auth.store import add_key
from service.common.roles import Role
from service.storage.database import begin_writing
from service.webhooks.publishing import publish_all
from tests.api.routes.test_webhooks import BODY, ask, runtime
from tests.conftest import NOW, Client

__all__ = ["ask", "runtime"]


def test_disabled_endpoints_and_overdue_deliveries_are_warned_of_and_counted(ask, runtime):
    made = ask("admin", "POST", "/webhooks", {"url": "https://receiver.example/hook"}).json()
    ask("screener", "POST", "/screenings", BODY)
    publish_all(runtime.records.engine, NOW - timedelta(minutes=5))
    client = Client(create_app(runtime))
    (warning,) = (one for one in client.get("/readyz").json()["warnings"] if one["code"].startswith("webhook"))
    assert warning["code"] == "webhooks_overdue"
    assert "300 s (1 wait)" in warning["detail"]
    with begin_writing(runtime.records.engine) as connection:
        connection.execute(text("UPDATE webhook_endpoints SET status = 'disabled'"))
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert made["id"] in next(one["detail"] for one in ready.json()["warnings"] if one["code"] == "webhook_disabled")
    key, secret = make_key(Wanted("reads", frozenset({Role.AUDITOR})), by="local", now=NOW)
    runtime.records.perform_now(add_key(key))
    metrics = Client(create_app(runtime)).get("/metrics", headers={"Authorization": f"Bearer {secret}"}).text
    assert 'sekisho_webhook_endpoints{status="disabled"} 1.0' in metrics
    assert "sekisho_webhook_deliveries_pending 0.0" in metrics
