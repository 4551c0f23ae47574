"""Rows of files lead to alerts and know what was decided, as parties over HTTP do."""

import json
from datetime import timedelta

import pyarrow.parquet as pq
import pytest

from service.alerts.decisions import propose
from service.alerts.model import Proposal, WantedSuppression
from service.alerts.reading import read_alert
from service.alerts.revoking import revoke
from service.alerts.search import AlertQuery, SuppressionQuery, find_alerts, find_suppressions
from service.alerts.statuses import Outcome
from service.alerts.steps import By
from service.common.clock import sortable
from service.engine.screening.request import Options
from tests.conftest import NOW

HEADER = "customer_id,name,dob\n"
AKSENOV = "C-1,Sergei Aksenov,1972-11-26\n"


class Officers:
    """What people do with the alerts of a bench."""

    def __init__(self, bench):
        self.bench, self.runtime = bench, bench.job_service._runtime

    def read(self, action, *given, **named):
        with self.runtime.records.engine.connect() as connection:
            return action(connection, *given, **named)

    def alerts(self):
        return self.read(find_alerts, AlertQuery()).alerts

    def decide(self, alert_id, outcome=Outcome.FALSE_POSITIVE, at=NOW):
        alert = self.read(read_alert, alert_id)
        open_ = tuple(one.match_id for one in alert.matches if one.status == "open")
        remembered = WantedSuppression("") if outcome is Outcome.FALSE_POSITIVE else None
        proposal = Proposal(open_, outcome, "name_only", "Another person, born elsewhere.", suppress=remembered)
        made = self.runtime.records.perform_now(propose(alert_id, proposal, By("a", at, alert.version)))
        by = By("b", at, self.read(read_alert, alert_id).version)
        return self.runtime.alerts.approve_now(made.id, made.content_sha256, by)

    def rows(self, job):
        return pq.read_table(self.bench.job_service.folder(job.id).result).to_pylist()


@pytest.fixture
def officers(bench_on_each):
    return Officers(bench_on_each)


def screened(bench, content, **options):
    return bench.done(bench.submit(content, options=Options(**options))[0])


def test_a_decision_about_a_row_is_remembered_for_the_next_file(bench_on_each, officers):
    job = screened(bench_on_each, HEADER + AKSENOV)
    (alert,) = officers.alerts()
    assert (alert.screening_id, alert.subject.key, alert.reference) == (f"{job.id}-1", "id:C-1", "C-1")
    (suppression,) = officers.decide(alert.id).suppressions
    again = screened(bench_on_each, HEADER + AKSENOV)
    assert again.id != job.id  # what is remembered belongs to the question
    (row,) = officers.rows(again)
    assert (row["decision"], row["hits"], row["suppressed_hits"]) == ("clear", 1, 1)
    assert json.loads(row["sekisho_answer"])["parties"][0]["hits"][0]["suppressed_by"] == suppression
    assert (again.totals.decisions["clear"], again.totals.suppressed_hits) == (1, 1)
    assert len(officers.alerts()) == 1
    (shown,) = officers.read(find_suppressions, sortable(NOW), SuppressionQuery()).suppressions
    assert (shown.times_applied, shown.last_applied_at is None) == (1, False)


def test_a_subject_that_is_not_what_it_was_ends_the_decision(bench_on_each, officers):
    screened(bench_on_each, HEADER + AKSENOV)
    officers.decide(officers.alerts()[0].id)
    changed = screened(bench_on_each, HEADER + "C-1,Sergei Aksenov,1972-11\n")
    assert officers.rows(changed)[0]["decision"] == "review"
    (shown,) = officers.read(find_suppressions, sortable(NOW), SuppressionQuery()).suppressions
    assert (shown.status, shown.lapsed_because) == ("lapsed", "subject_changed")
    assert [one.status for one in officers.alerts()] == ["open", "closed_false_positive"]


def test_without_an_id_what_is_screened_tells_subjects_apart(bench_on_each, officers):
    rows = "name,dob\nSergei Aksenov,1972-11-26\nSERGEI AKSENOV,1972-11-26\nNatalia Poklonskaya,1980-03-18\n"
    screened(bench_on_each, rows)
    assert len(officers.alerts()) == 2
    officers.decide(next(one.id for one in officers.alerts() if one.screening_id.endswith("-1")))
    found = officers.rows(screened(bench_on_each, rows))
    assert [row["decision"] for row in found] == ["clear", "clear", "block"]
    assert [row["suppressed_hits"] for row in found] == [1, 1, 0]
    assert found[0]["top_entity_id"] is not None


PARTIES = "customer_id,name,Notify party\n"
TWO = "C-1,Sergei Aksenov,Natalia Poklonskaya\n"


@pytest.mark.parametrize(("decided", "left"), [("party", "notify_party"), ("notify_party", "party")])
def test_a_decision_about_one_party_of_a_row_reaches_no_other(bench_on_each, officers, decided, left):
    screened(bench_on_each, PARTIES + TWO)
    alerts = {one.subject.item_id: one for one in officers.alerts()}
    assert {item: one.subject.subject_id for item, one in alerts.items()} == {"party": "C-1", "notify_party": None}
    officers.decide(alerts[decided].id)
    (row,) = officers.rows(screened(bench_on_each, PARTIES + TWO))
    answered = {one["id"]: one for one in json.loads(row["sekisho_answer"])["parties"]}
    assert (answered[decided]["decision"], answered[left]["decision"]) == ("clear", alerts[left].decision)
    assert (row["hits"], row["suppressed_hits"], row["decision"]) == (2, 1, alerts[left].decision)


def test_two_parties_of_a_row_who_are_one_lead_to_one_alert(bench_on_each, officers):
    rows = "name,Consignee,Notify party\nTesta Testova,Sergei Aksenov,Sergei Aksenov\n"
    job = screened(bench_on_each, rows)
    (alert,) = officers.alerts()
    led_to = bench_on_each.job_service.store.alerts(job.id, after=0, limit=5)
    assert [(one.row, one.item_id) for one in led_to] == [(1, "consignee"), (1, "notify_party")]
    officers.decide(alert.id)
    (row,) = officers.rows(screened(bench_on_each, rows))
    assert (row["decision"], row["hits"], row["suppressed_hits"]) == ("clear", 2, 2)


def test_a_decision_about_an_id_does_not_reach_another_party_of_that_name(bench_on_each, officers):
    screened(bench_on_each, HEADER + AKSENOV)
    officers.decide(officers.alerts()[0].id)
    (row,) = officers.rows(screened(bench_on_each, PARTIES + "C-1,Testa Testova,Sergei Aksenov\n"))
    assert (row["decision"], row["suppressed_hits"]) == ("review", 0)


def test_what_is_ended_while_rows_are_screened_hides_nothing(bench_on_each, officers, monkeypatch):
    screened(bench_on_each, HEADER + AKSENOV)
    (suppression,) = officers.decide(officers.alerts()[0].id).suppressions
    job, _ = bench_on_each.submit(HEADER + AKSENOV)
    worker = bench_on_each.worker()
    write = worker._tools.task_queue.screened

    def ended_first(task, outcome, raised):
        monkeypatch.setattr(worker._tools.task_queue, "screened", write)
        officers.runtime.records.perform_now(revoke(suppression, "It was the same person.", "c", NOW))
        write(task, outcome, raised)

    monkeypatch.setattr(worker._tools.task_queue, "screened", ended_first)
    while worker.work(job.id):
        pass
    assert officers.rows(job)[0]["decision"] == "block"
    assert [one.status for one in officers.alerts()] == ["open", "closed_false_positive"]


def test_what_is_approved_while_a_job_runs_is_for_the_next(bench_on_each, officers):
    screened(bench_on_each, HEADER + AKSENOV, limit=1)
    job, _ = bench_on_each.submit(HEADER + AKSENOV)
    officers.decide(officers.alerts()[0].id, at=NOW + timedelta(seconds=1))
    assert officers.rows(bench_on_each.done(job))[0]["decision"] == "block"


def test_a_true_match_stays_one_and_rejects_the_row(bench_on_each, officers):
    screened(bench_on_each, HEADER + AKSENOV)
    officers.decide(officers.alerts()[0].id, Outcome.TRUE_MATCH)
    job = screened(bench_on_each, HEADER + AKSENOV, limit=1)
    (row,) = bench_on_each.job_service.store.alerts(job.id, after=0, limit=5)
    assert (row.status, row.alert_status) == ("reject", "closed_true_match")
