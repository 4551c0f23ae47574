"""Whoever decides is killed in the middle of it, again and again: no decision is lost or doubled, the chain holds."""

import multiprocessing
import os
import random
import signal
import time
from itertools import count

import pytest
from sqlalchemy import text

from service.alerts.decisions import approve, propose
from service.alerts.finding_model import Finding, FoundMatch, Subject, SubjectKind
from service.alerts.listed_fingerprints import ListedFingerprints
from service.alerts.model import Proposal, WantedSuppression
from service.alerts.raising import AlertWriter
from service.alerts.statuses import AlertStatus, Outcome
from service.alerts.steps import By
from service.bootstrap.verification import verify
from service.common.clock import sortable, utc_now
from service.common.ids import new_id
from service.records.model import Document
from service.records.records import Records

ROUNDS = int(os.environ.get("SEKISHO_TEST_KILLS", "5"))
MATCH = FoundMatch("test:1", "test", "e" * 64, "r" * 64, 0.8)


class Unchanged(ListedFingerprints):
    """Lists on which nothing has changed."""

    def __init__(self):
        pass

    def find(self, entity_id):
        return MATCH.entity_sha256, MATCH.rules_sha256


def opened(address):
    records = Records(address, timeout=20)
    records.extend(AlertWriter())
    return records


def decide_for_ever(address, round_, acknowledged):
    """Raise an alert, propose, approve; say so only when each is known to be stored."""
    records = opened(address)
    for number in count():
        at = utc_now()
        alert_id = new_id("alr_", at)
        finding = Finding(Subject(SubjectKind.PARTY, "p", f"{round_:032}{number:032}"), alert_id, "review", (MATCH,))
        records._writer.append_now(
            Document(
                new_id("scr_", at),
                sortable(at),
                None,
                "review",
                "s" * 64,
                "default",
                "p" * 64,
                "1",
                b"{}",
                b"{}",
                findings=(finding,),
            )
        )
        acknowledged.send((alert_id, AlertStatus.OPEN))
        proposal = Proposal(
            (1,), Outcome.FALSE_POSITIVE, "name_only", "Another person of this name.", suppress=WantedSuppression("")
        )
        made = records.perform_now(propose(alert_id, proposal, By("a", utc_now(), 1)))
        acknowledged.send((alert_id, AlertStatus.PROPOSED))
        records.perform_now(approve(made.id, made.content_sha256, By("b", utc_now(), 3), Unchanged))
        acknowledged.send((alert_id, AlertStatus.CLOSED_FALSE_POSITIVE))


def test_no_decision_is_lost_or_doubled(database):
    opened(database).close()  # the tables
    told, processes = {}, multiprocessing.get_context("fork")
    for round_ in range(ROUNDS):
        receiver, sender = processes.Pipe(duplex=False)
        child = processes.Process(target=decide_for_ever, args=(database, round_, sender))
        child.start()
        sender.close()
        told.update([receiver.recv()])
        time.sleep(random.uniform(0.0, 0.3))
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        while True:
            try:
                told.update([receiver.recv()])
            except EOFError:
                break
    records = opened(database)
    try:
        assert_whole(records, told)
    finally:
        records.close()


def assert_whole(records, told):
    order = [AlertStatus.OPEN, AlertStatus.PROPOSED, AlertStatus.CLOSED_FALSE_POSITIVE]
    with records.engine.connect() as connection:
        states = {row[0]: row for row in connection.execute(text("SELECT alert_id, status, version FROM alert_states"))}
        for alert_id, status in told.items():
            assert order.index(AlertStatus(states[alert_id][1])) >= order.index(status)
        events = connection.execute(
            text("SELECT alert_id, max(version), count(*) FROM alert_events GROUP BY alert_id")
        ).all()
        assert {(row[0], row[1], row[1]) for row in events} == {(row[0], row[1], row[2]) for row in events}
        assert {row[0]: row[1] for row in events} == {alert_id: row[2] for alert_id, row in states.items()}
        closed = sum(row[1] == AlertStatus.CLOSED_FALSE_POSITIVE for row in states.values())
        for table in ("disposition_ends", "suppressions", "alert_decided_matches"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == closed
        told_of = text("SELECT count(*) FROM outbox WHERE type = 'alert.closed'")
        assert connection.execute(told_of).scalar() == closed
        in_chain = text("SELECT count(*) FROM audit_events WHERE kind = 'disposition_approved'")
        assert connection.execute(in_chain).scalar() == closed
    verdict = verify(records.engine)
    assert verdict.faults == ()


pytestmark = pytest.mark.timeout(900)
