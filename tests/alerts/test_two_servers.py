"""Two officers on two servers at the same moment: one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from service.alerts import decisions, handling
from service.alerts.errors import VersionChanged
from service.alerts.model import Proposal
from service.alerts.reading import read_alert, read_events
from service.alerts.statuses import Outcome
from service.alerts.steps import By
from service.api.app import create_app
from service.audit.search import EventQuery
from service.records.records import Records
from tests.conftest import NOW, Client

BODY = {"parties": [{"id": "buyer", "type": "person", "name": "Sergey Aksyonov"}]}


@pytest.fixture
def servers(database, make_runtime):
    """Two that write to one database, and an alert."""
    first = make_runtime(Records(database, timeout=5))
    second = Records(database, timeout=5)
    alert_id = Client(create_app(first)).post("/v1/screenings", json=BODY).json()["parties"][0]["alert_id"]
    yield (first.records, second), alert_id
    second.close()


def at_once(records, actions):
    """Perform an action on each server at the same moment; what each led to, or its refusal."""
    both = Barrier(len(actions))

    def perform(server, action):
        both.wait()
        try:
            return server.perform_now(action)
        except VersionChanged as refused:
            return refused

    with ThreadPoolExecutor(len(actions)) as threads:
        return [one.result() for one in [threads.submit(perform, *each) for each in zip(records, actions, strict=True)]]


@pytest.mark.parametrize("turn", range(5))
def test_of_two_who_take_an_alert_one_has_it(servers, turn):
    records, alert_id = servers
    people = ("a.yamada", "b.tanaka")
    ended = at_once(records, [handling.assign(alert_id, one, By(one, NOW, 1)) for one in people])
    refused = [one for one in ended if isinstance(one, VersionChanged)]
    (winner,) = (one for one in ended if one not in refused)
    assert len(refused) == 1
    assert f"assigned by {winner.assignee}" in str([change.got for change in refused[0].changes])
    with records[0].engine.connect() as connection:
        assert read_alert(connection, alert_id).assignee == winner.assignee
        assert [one.version for one in read_events(connection, alert_id)] == [1, 2]
    assert len(records[0].events_now(EventQuery("alert_assigned", subject=alert_id)).events) == 1


def test_of_two_who_propose_one_proposal_waits(servers):
    records, alert_id = servers
    proposal = Proposal((1,), Outcome.FALSE_POSITIVE, "name_only", "Another person: only the name is alike.")
    people = ("a.yamada", "b.tanaka")
    ended = at_once(records, [decisions.propose(alert_id, proposal, By(one, NOW, 1)) for one in people])
    assert sum(isinstance(one, VersionChanged) for one in ended) == 1
    assert len(records[0].events_now(EventQuery("disposition_proposed")).events) == 1
