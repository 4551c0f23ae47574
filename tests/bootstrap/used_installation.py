"""A data folder in which everything was done once that leaves something on record."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from service.alerts.decisions import propose
from service.alerts.model import Proposal, WantedSuppression
from service.alerts.statuses import Outcome
from service.alerts.steps import By
from service.api.app import create_app
from service.auth.api_keys import Wanted, make_key
from service.auth.store import add_key, revoke_key
from service.bootstrap.runtime import Runtime, open_runtime
from service.bulk.jobs.task_runner import Worker
from service.common.roles import Role
from service.engine.snapshot import Snapshot
from service.settings import Settings
from service.storage.database import engine_of
from service.watchlists.editions.importing import ImportOptions
from service.watchlists.service import watchlist_service_of
from service.webhooks.endpoints import WantedEndpoint, create_endpoint, rotate_secret
from service.worker.bulk.worker import tools_of
from service.worker.rescreening.context import Snapshots
from service.worker.rescreening.leader import lead
from tests.conftest import Client

LISTED = {"type": "person", "name": "Sergey Aksyonov"}
UNLISTED = {"type": "person", "name": "Wilhelmina Unlisted"}
ROWS = b"name,dob\nSergei Aksenov,1972-11-26\nWilhelmina Unlisted,1980\n"
RATIONALE = "Another person: born in another year and place."
IDS = {
    "desk": "SELECT id FROM api_keys WHERE name = 'desk'",
    "chief": "SELECT id FROM api_keys WHERE name = 'chief'",
    "job": "SELECT id FROM bulk_jobs",
    "hit": "SELECT id FROM screenings WHERE reference = 'T-7'",
    "clear": "SELECT id FROM screenings WHERE reference = 'T-8'",
    "alert": "SELECT alert_id FROM dispositions",
    "disposition": "SELECT id FROM dispositions",
    "suppression": "SELECT id FROM suppressions",
    "webhook": "SELECT id FROM webhook_endpoints",
    "subject": "SELECT id FROM subjects WHERE reference = 'C-1'",
    "rescreen": "SELECT id FROM rescreens",
    "first": "SELECT MIN(writer) FROM audit_events",
    "newest": "SELECT MAX(writer) FROM audit_events",
}


class MovingClock:
    """A millisecond goes by from look to look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


def use(settings: Settings) -> Mapping[str, str]:
    """Do everything once. Gives the ids of what was made, by the names of `IDS`, and the edition of the list."""
    clock = MovingClock()
    path = settings.data_dir.parent / "partners.csv"
    path.write_text("id,type,name\n1,person,Zebulon Quixwell\n")
    watchlist_service_of(settings).import_files("own_partners", [path], ImportOptions(accept=True, reason="test"))
    _with_runtime(settings, clock, _first_day)
    snapshot = _with_runtime(settings, clock, _second_day)
    lead(settings, Snapshots(settings, snapshot), 1, snapshot.sha256, clock=clock)
    _with_runtime(settings, clock, _third_day)
    return _ids(settings)


def _with_runtime(settings: Settings, clock: MovingClock, action: Callable[[Runtime], Any]) -> Any:
    runtime = open_runtime(settings, clock=clock)
    try:
        return action(runtime)
    finally:
        runtime.close()


def _first_day(runtime: Runtime) -> None:
    client = Client(create_app(runtime))
    assert client.post("/v1/screenings", json=_body("T-7", LISTED)).json()["decision"] != "clear"
    decide(runtime, client.get("/v1/alerts").json()["alerts"][0])
    job = client.post("/v1/bulk-jobs", files={"file": ("rows.csv", ROWS)}).json()["id"]
    tools = tools_of(runtime.settings, "test", runtime.snapshots.current(), clock=runtime.clock)
    worker = Worker(tools)
    while worker.work():
        pass
    tools.store.close()
    assert client.get(f"/v1/bulk-jobs/{job}/results?format=jsonl").status_code == 200


def _second_day(runtime: Runtime) -> Snapshot:
    client = Client(create_app(runtime))
    for subject in (UNLISTED, LISTED):
        assert client.request("PUT", "/v1/subjects/C-1", json=subject).is_success
    runtime.rescreens.ask_now(runtime.snapshots.current().sha256, runtime.screenings.today(), "t", "why")
    endpoint = runtime.records.perform_now(
        create_endpoint(WantedEndpoint("https://receiver.example/hook"), "local", runtime.clock())
    ).endpoint
    runtime.records.perform_now(rotate_secret(endpoint.id, "local", runtime.clock()))
    for name in ("chief", "desk"):
        key, _ = make_key(Wanted(name, frozenset({Role.SCREENER})), by="local", now=runtime.clock())
        runtime.records.perform_now(add_key(key))
        if name == "chief":
            runtime.records.perform_now(revoke_key(key, by="local", at=runtime.clock()))
    return runtime.snapshots.current()


def _third_day(runtime: Runtime) -> None:
    key, secret = make_key(Wanted("late", frozenset({Role.SCREENER})), by="local", now=runtime.clock())
    runtime.records.perform_now(add_key(key))
    headers = {"Authorization": f"Bearer {secret}"}
    answer = Client(create_app(runtime)).post("/v1/screenings", json=_body("T-8", UNLISTED), headers=headers)
    assert answer.json()["decision"] == "clear"


def decide(runtime: Runtime, alert: dict[str, Any]) -> None:
    """Propose as one person and approve as another, so that the decision is remembered."""
    proposal = Proposal((1,), Outcome.FALSE_POSITIVE, "name_only", RATIONALE, (), (), WantedSuppression(""))
    proposed = propose(alert["id"], proposal, By("a.yamada", runtime.clock(), alert["version"]))
    made = runtime.records.perform_now(proposed)
    by = By("b.tanaka", runtime.clock(), made.alert_version + 1)
    assert runtime.alerts.approve_now(made.id, made.content_sha256, by).suppressions


def _body(reference: str, party: dict[str, str]) -> dict[str, Any]:
    return {"reference": reference, "parties": [{"id": "buyer", **party}]}


def _ids(settings: Settings) -> Mapping[str, str]:
    engine = engine_of(settings.database_address, timeout=5)
    with engine.connect() as connection:
        ids = {name: connection.execute(text(query)).scalars().first() for name, query in IDS.items()}
    engine.dispose()
    active = json.loads((settings.editions_dir / "own_partners" / "active.json").read_text())
    return ids | {"edition": active["edition"]}
