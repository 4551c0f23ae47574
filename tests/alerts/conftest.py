"""A runtime whose clock a test moves, and short words for what people do."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic_core import from_json, to_json

from service.alerts.decisions import withdraw
from service.alerts.model import Proposal, WantedSuppression
from service.alerts.raising import raise_alerts
from service.alerts.reading import read_alert
from service.alerts.statuses import Outcome
from service.alerts.steps import By
from service.bootstrap.runtime import Runtime
from service.engine.goods.rules import OriginRules
from service.engine.matching.model import Party
from service.engine.matching.profile import load_profiles
from service.engine.model.entity import Designation, Entity, EntityType, Location, Name
from service.engine.model.watchlist import Watchlist
from service.engine.screening.request import Options, PartyQuery, ScreeningRequest
from service.engine.screening.serialization import request_document
from service.engine.snapshot import Snapshot, build_snapshot
from service.records.records import Records
from service.settings import Settings, bundled_lists
from tests.alerts.raised import found, raised
from tests.bundled import bundled_rules
from tests.conftest import NOW

RATIONALE = "Another person: only the name is alike."
PROFILES = load_profiles(bundled_lists() / "profiles")

IVANOV = Entity(
    id="test:1",
    watchlist="test",
    record_id="1",
    type=EntityType.PERSON,
    names=(Name("Pyotr Zavarzin"),),
    location=Location("test.csv", "1"),
    designations=(Designation("Test programme", "Test authority", measures=("asset_freeze",)),),
)


def watchlist(*entities: Entity, **changed: Any) -> Watchlist:
    edition = Watchlist(
        id="test",
        title="Test",
        authority="Test authority",
        jurisdiction="XX",
        legal_basis=None,
        source_url="https://example.com/",
        edition="1",
        published_on=None,
        licence="none",
        sha256=f"{hash(entities) & (1 << 64) - 1:064x}",
        format="csv",
        entities=entities,
    )
    return replace(edition, **changed)


@pytest.fixture(scope="session")
def rules() -> OriginRules:
    return bundled_rules()


@dataclass
class Office:
    """A runtime, what is listed, and what time it is."""

    runtime: Runtime
    rules: OriginRules
    listed: list[Watchlist]
    now: list[datetime] = field(default_factory=lambda: [NOW])
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)

    def screen(self, name: str = "Pyotr Zavarzin", *, subject_id: str | None = None, **party: Any) -> dict[str, Any]:
        asked = PartyQuery("p", Party(EntityType.PERSON, (name,), **party), subject_id)
        request = ScreeningRequest("T-1", (asked,), (), Options(limit=5))
        document = to_json(request_document(request))
        answer = self.runner.run(self.runtime.screenings.screen(request, document=document)).answer
        return from_json(answer)

    def list(self, *entities: Entity, **changed: Any) -> None:
        """Let another edition come into use."""
        self.listed[:] = [watchlist(*entities, **changed)]
        self.runtime.snapshots.load()

    def later(self, **span: float) -> None:
        self.now[0] += timedelta(**span)

    def by(self, actor: str, alert_id: str) -> By:
        return By(actor, self.now[0], self.alert(alert_id).version)

    def alert(self, alert_id: str) -> Any:
        with self.runtime.records.engine.connect() as connection:
            return read_alert(connection, alert_id)

    def propose(self, alert_id: str, outcome: Outcome = Outcome.FALSE_POSITIVE, *, by: str = "a", **given: Any) -> Any:
        suppress = WantedSuppression("") if outcome is Outcome.FALSE_POSITIVE else None
        matches = tuple(one.match_id for one in self.alert(alert_id).matches if one.status == "open")
        values = {"match_ids": matches, "reason_code": "name_only", "rationale": RATIONALE, "suppress": suppress}
        proposal = Proposal(outcome=outcome, **(values | given))
        return self.runtime.alerts.propose_now(alert_id, proposal, self.by(by, alert_id))

    def withdraw(self, disposition: Any, *, by: str) -> Any:
        return self.runtime.records.perform_now(withdraw(disposition.id, None, self.by(by, disposition.alert_id)))

    def approve(self, disposition: Any, *, by: str = "b") -> Any:
        by_whom = self.by(by, disposition.alert_id)
        return self.runtime.alerts.approve_now(disposition.id, disposition.content_sha256, by_whom)

    def decide(self, alert_id: str, outcome: Outcome = Outcome.FALSE_POSITIVE, **given: Any) -> Any:
        decided = self.approve(self.propose(alert_id, outcome, **given))
        self.runtime.alerts.suppressions.refresh()
        return decided

    def close(self) -> None:
        self.runner.close()
        self.runtime.close()


def open_office(address: str, data_dir: Any, rules: OriginRules, *entities: Entity) -> Office:
    now, listed = [NOW], [watchlist(*(entities or (IVANOV,)))]

    def load(_: Snapshot | None) -> Snapshot:
        return build_snapshot(tuple(listed), rules, PROFILES)

    runtime = Runtime(Settings(data_dir=data_dir), Records(address, timeout=5), load, lambda: now[0])
    runtime.snapshots.load()
    return Office(runtime, rules, listed, now)


@pytest.fixture
def office(tmp_path, rules, database) -> Any:
    opened = open_office(database, tmp_path, rules)
    yield opened
    opened.close()


Make = Callable[..., Office]


@pytest.fixture
def alert_id(transaction):
    one = raised(found("test:1"), found("test:2"))
    raise_alerts(transaction, [one])
    return one.finding.alert_id


@pytest.fixture
def act(transaction, alert_id):
    """Does something in the name of an actor who has just looked at the alert."""

    def do(action, *given, by="a", looked_at=None):
        version = read_alert(transaction, alert_id).version if looked_at is None else looked_at
        return action(*given, By(by, NOW, version)).run(transaction)

    return do
