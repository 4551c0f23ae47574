"""The book is screened again when a list changes: nothing missed, nothing twice, nothing for unchanged subjects."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sqlalchemy import select, text

from service.alerts.tables import ALERTS
from service.audit.search import EventQuery
from service.bootstrap.runtime import open_runtime
from service.customers.model import Method, RescreenState, SubjectContent, Trigger
from service.customers.reading import SubjectQuery, find_subjects
from service.customers.record import RECORD
from service.customers.tables import RESCREENS, SUBJECTS, TASKS
from service.customers.writing import Put, put_contents
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.records.action import Action, Performed
from service.settings import Settings
from service.watchlists.editions.importing import ImportOptions
from service.watchlists.service import watchlist_service_of
from service.worker.rescreening import context
from service.worker.rescreening.context import Snapshots
from service.worker.rescreening.leader import lead

LIST = "own_partners"
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
REFERENCES = {"C-1": "Zebulon Quixwell", "C-2": "Thornquist Marbury", "C-3": "Wilhelmina Unlisted"}


class Installation:
    """A data directory with a book and a list of its own, and a clock that moves on."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(data_dir=folder, rescreen_hour=23, record_timeout_seconds=30)
        self.folder = folder
        self.now = START
        self.runtime = None

    def clock(self):
        self.now += timedelta(milliseconds=1)
        return self.now

    def activate(self, *names):
        path = self.folder / "partners.csv"
        rows = "\n".join(f"{abs(hash(name)) % 10**8},person,{name}" for name in names)
        path.write_text(f"id,type,name\n{rows}\n")
        options = ImportOptions(accept=True, reason="test")
        watchlist_service_of(self.settings).import_files(LIST, [path], options)
        return self.load()

    def load(self):
        self.close()
        self.runtime = open_runtime(self.settings, clock=self.clock)
        return self.runtime.snapshots.current()

    def close(self):
        if self.runtime is not None:
            self.runtime.close()

    def put(self, names):
        def run(connection):
            for reference, name in names.items():
                content = SubjectContent(Party(EntityType.PERSON, (name,)))
                put_contents(connection, [Put(reference, content)], actor="t", at=self.clock())
            return Performed(None, ())

        self.runtime.records.perform_now(Action(run))

    def rescreen(self, size=1):
        """Make all rescreens that are due, and give the last."""
        snapshot = self.runtime.snapshots.current()
        lead(self.settings, Snapshots(self.settings, snapshot), size, snapshot.sha256, clock=self.clock)
        return self.runtime.rescreens.list_now(1)[0]

    def rows(self, statement):
        with self.runtime.records.engine.connect() as connection:
            return connection.execute(statement).all()

    def subject(self, reference):
        with self.runtime.records.engine.connect() as connection:
            page = find_subjects(connection, SubjectQuery())
        return next(one for one in page.subjects if one.reference == reference)

    def alerts(self):
        return sorted(row.reference for row in self.rows(select(ALERTS.c.reference)))

    def told(self, type_):
        rows = self.rows(text(f"SELECT data FROM outbox WHERE type = '{type_}' ORDER BY id"))
        return [json.loads(row[0]) for row in rows]


@pytest.fixture
def installation(tmp_path):
    made = Installation(tmp_path)
    yield made
    made.close()


@pytest.fixture
def book(installation):
    installation.activate("Somebody Else")
    installation.put(REFERENCES)
    installation.rescreen()
    return installation


def test_new_subjects_are_screened_in_full(book):
    first = book.runtime.rescreens.list_now(1)[0]
    assert (first.trigger, first.state) == (Trigger.SUBJECT_CHANGED, RescreenState.DONE)
    assert (first.subjects_total, first.screened, first.failed) == (3, 3, 0)
    assert {book.subject(reference).last.decision for reference in REFERENCES} == {"clear"}
    assert book.alerts() == []


def test_an_edition_alerts_those_whom_it_adds_and_nobody_else(book):
    book.activate("Somebody Else", "Zebulon Quixwell")
    made = book.rescreen()
    assert (made.trigger, made.method, made.state) == (Trigger.EDITION_ACTIVATED, "delta", RescreenState.DONE)
    assert (made.entities_changed.added, made.hits.new, made.subjects_total) == (1, 1, 3)
    assert book.alerts() == ["C-1"]
    assert book.subject("C-1").last.decision == "review"
    assert book.subject("C-1").last.rescreen_id == made.id
    changed = book.told("subject.decision_changed")
    assert [(one["reference"], one["before"], one["decision"]) for one in changed] == [("C-1", "clear", "review")]
    assert [one["rescreen_id"] for one in book.told("rescreen.finished")][-1] == made.id


def test_what_was_made_ready_before_the_edition_was_in_use_is_what_would_be_made_then(book, monkeypatch):
    before = book.runtime.snapshots.current().sha256
    book.activate("Somebody Else", "Zebulon Quixwell")
    snapshot = book.runtime.snapshots.current()
    snapshots = Snapshots(book.settings, snapshot)
    stale = book.runtime.rescreens.stale(snapshot.sha256)
    assert stale == (before, START.date())
    snapshots.get_ready(book.runtime.records, *stale, START.date())
    monkeypatch.setattr(context, "difference_of", lambda *_, **__: pytest.fail("made twice"))
    lead(book.settings, snapshots, 1, snapshot.sha256, clock=book.clock)
    made = book.runtime.rescreens.list_now(1)[0]
    assert (made.method, made.state, made.entities_changed.added) == ("delta", RescreenState.DONE, 1)
    assert book.alerts() == ["C-1"]


def test_what_was_made_ready_for_another_day_is_made_anew(book):
    book.activate("Somebody Else", "Zebulon Quixwell")
    snapshot = book.runtime.snapshots.current()
    snapshots = Snapshots(book.settings, snapshot)
    before, since = book.runtime.rescreens.stale(snapshot.sha256)
    snapshots.get_ready(book.runtime.records, before, since - timedelta(days=1), START.date())
    lead(book.settings, snapshots, 1, snapshot.sha256, clock=book.clock)
    assert book.alerts() == ["C-1"]


def test_nothing_is_done_twice(book):
    book.activate("Somebody Else", "Zebulon Quixwell")
    made = book.rescreen()
    assert book.rescreen() == made
    assert book.alerts() == ["C-1"]


def test_a_rollback_is_a_delta_and_ends_hits_while_alerts_stay_open(book):
    book.activate("Somebody Else", "Zebulon Quixwell")
    book.rescreen()
    watchlist_service_of(book.settings).roll_back(LIST, "test")
    book.load()
    made = book.rescreen()
    assert (made.method, made.state, made.hits.ended) == ("delta", RescreenState.DONE, 1)
    assert book.subject("C-1").last.decision == "clear"
    assert [one["reference"] for one in book.told("hit.ended")] == ["C-1"]
    assert book.told("alert.closed") == []


def test_two_editions_in_a_minute_are_both_gone_through(book):
    book.activate("Somebody Else", "Zebulon Quixwell")
    first = book.runtime.snapshots.current().sha256
    book.put({"C-4": "Marbury Thornquist"})
    book.rescreen()
    book.activate("Somebody Else", "Zebulon Quixwell", "Thornquist Marbury")
    made = book.rescreen()
    assert (made.from_snapshot, made.subjects_total) == (first, 4)
    assert book.alerts() == ["C-1", "C-2", "C-4"]


def test_a_changed_profile_is_a_full_run(book, tmp_path, monkeypatch):
    snapshot = book.runtime.snapshots.current()
    other = {"default": snapshot.profiles["default"].__class__("default", review_threshold=0.5)}
    from service.engine.snapshot import build_snapshot

    changed = build_snapshot(snapshot.watchlists, snapshot.rules, other)
    lead(book.settings, Snapshots(book.settings, changed), 1, changed.sha256, clock=book.clock)
    made = book.runtime.rescreens.list_now(1)[0]
    assert (made.trigger, made.method, made.subjects_total) == (Trigger.PROFILE_CHANGED, "full", 3)


def test_the_daily_run_finds_nothing_new_and_happens_once_a_day(book):
    book.activate("Somebody Else", "Zebulon Quixwell")
    book.rescreen()
    book.now = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)  # 23:30 in Tokyo
    made = book.rescreen()
    assert (made.trigger, made.state, made.missed) == (Trigger.DAILY, RescreenState.DONE, 0)
    assert made.hits.unchanged == 1
    assert book.rescreen() == made
    assert book.alerts() == ["C-1"]


def test_a_daily_run_that_finds_what_was_missed_has_failed(book):
    book.activate("Somebody Else", "Zebulon Quixwell")
    with book.runtime.records.engine.begin() as connection:  # as if the delta had been lost
        sha256 = book.runtime.snapshots.current().sha256
        connection.execute(SUBJECTS.update().values(last_snapshot=sha256))
    book.now = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
    made = book.rescreen()
    assert (made.state, made.missed) == (RescreenState.FAILED, 1)
    assert "1 differences" in made.reason
    assert book.alerts() == ["C-1"]
    assert [one["rescreen_id"] for one in book.told("rescreen.failed")] == [made.id]


def test_a_subject_that_cannot_be_searched_is_an_alert_and_counts_as_failed(book):
    book.put({"C-9": "..."})
    made = book.rescreen()
    assert (made.state, made.subjects_total, made.screened, made.failed) == (RescreenState.FAILED, 1, 0, 1)
    assert book.subject("C-9").status == "unscreenable"
    assert book.alerts() == ["C-9"]
    book.activate("Somebody Else", "Another One")
    again = book.rescreen()
    assert (again.subjects_total, again.screened, again.failed) == (4, 3, 1)
    assert book.alerts() == ["C-9"]


def test_every_subject_has_a_row_in_the_record_that_the_certificate_names(book):
    book.activate("Somebody Else", "Zebulon Quixwell")
    made = book.rescreen()
    path = book.settings.rescreens_dir / made.id / RECORD
    rows = {row["reference"]: row for row in pq.read_table(path).to_pylist()}
    assert {reference: row["outcome"] for reference, row in rows.items()} == {
        "C-1": "changed", "C-2": "unchanged", "C-3": "unchanged"
    }  # fmt: skip
    import hashlib

    assert made.certificate["record_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    events = book.runtime.records.events_now(EventQuery("rescreen_finished", subject=made.id, limit=1)).events
    assert json.loads(events[0].details)["certificate_sha256"] == made.certificate_sha256
    assert set(book.rows(select(TASKS.c.part))) == {(None,)}


def test_workers_that_are_forked_share_the_work(book):
    book.put({f"D-{number}": f"Quentin Number{number}" for number in range(20)})
    made = book.rescreen(size=2)
    assert (made.state, made.subjects_total) == (RescreenState.DONE, 20)


def test_a_rescreen_whose_lists_are_gone_fails_and_the_next_takes_its_subjects(book):
    book.activate("Somebody Else", "Zebulon Quixwell")
    store, snapshot = book.runtime.rescreens, book.runtime.snapshots.current()
    planned = store.plan("f" * 64, START.date(), lambda _: (Trigger.EDITION_ACTIVATED, Method.DELTA), daily=False)
    book.now += timedelta(minutes=2)  # nobody else has begun it
    made = book.rescreen()
    states = dict(book.rows(select(RESCREENS.c.id, RESCREENS.c.state)))
    assert states[planned.id] == "failed"
    assert (made.to_snapshot, made.state) == (snapshot.sha256, RescreenState.DONE)
    assert book.alerts() == ["C-1"]


def test_a_rescreen_of_lists_that_are_not_here_is_left_to_whoever_has_just_begun_it(book):
    planned = book.runtime.rescreens.plan(
        "f" * 64, START.date(), lambda _: (Trigger.EDITION_ACTIVATED, Method.DELTA), daily=False
    )
    turns = iter([True, False])
    snapshot = book.runtime.snapshots.current()
    lead(book.settings, Snapshots(book.settings, snapshot), 1, snapshot.sha256, lambda: next(turns), clock=book.clock)
    assert book.runtime.rescreens.list_now(1)[0] == planned
