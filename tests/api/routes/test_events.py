"""The feed of events over HTTP."""

from service.webhooks.publishing import publish_all
from tests.api.routes.test_webhooks import BODY, ask, runtime
from tests.conftest import NOW

__all__ = ["ask", "runtime"]


def test_an_alert_is_in_the_feed_and_on_its_way(ask, runtime):
    made = ask("admin", "POST", "/webhooks", {"url": "https://receiver.example/hook"}).json()
    start = ask("officer", "GET", "/events").json()
    assert start == {"events": [], "next": None, "more": False}
    alert_id = ask("screener", "POST", "/screenings", BODY).json()["parties"][0]["alert_id"]
    page = ask("officer", "GET", "/events").json()
    assert [(one["type"], one["data"]["alert_id"]) for one in page["events"]] == [("alert.opened", alert_id)]
    assert ask("officer", "GET", f"/events?after={page['next']}").json()["events"] == []
    assert ask("officer", "GET", "/events?type=alert.closed&type=watchlist.stale").json()["events"] == []
    gone = ask("officer", "GET", "/events?after=evt_0")
    assert (gone.status_code, gone.json()["type"]) == (410, "urn:sekisho:problem:cursor-unknown")
    publish_all(runtime.records.engine, NOW)
    (delivery,) = ask("auditor", "GET", f"/webhooks/{made['id']}/deliveries").json()["deliveries"]
    assert (delivery["status"], delivery["event_id"]) == ("pending", page["events"][0]["id"])
    assert ask("admin", "POST", f"/webhooks/deliveries/{delivery['id']}/replay").json()["attempt"] == 0
    assert ask("admin", "POST", "/webhooks/deliveries/whd_1/replay").status_code == 404
    assert ask("admin", "POST", f"/webhooks/{made['id']}/enable").status_code == 409
