"""The audit chain is stamped when something is new, and an authority that does not answer changes nothing."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine

from service.audit.anchors import Anchoring
from service.audit.event import TIMESTAMPED, Event
from service.audit.search import EventQuery
from service.audit.signing import Signer
from service.audit.timestamp_check import TimestampTerms
from service.bootstrap.verification import verify
from service.records.records import Records
from service.settings import Settings
from service.worker.timestamping import Timestamping, asking, timestamping_of
from tests.audit.authority import NOW, Authority, pem_file, root, serving

ROOT = (root().certificate,)
HOUR = timedelta(hours=1)


class World:
    """Records, an authority, and a clock that both go by."""

    def __init__(self, database):
        self.now, self.database = NOW, database
        self.authority = Authority(at=lambda: self.now)
        self.failing = None
        self.open()

    def open(self):
        self.records = Records(self.database, timeout=5, clock=self.clock, anchors=Anchoring(Signer(), 100_000))
        self.timestamping = self.timestamping_by(self.ask)

    def timestamping_by(self, ask):
        terms = {"every": HOUR, "clock_behind": timedelta(minutes=10)}
        return Timestamping(self.records, ask, ROOT, self.clock, **terms)

    def clock(self):
        self.now += timedelta(milliseconds=1)
        return self.now

    def ask(self, body):
        if self.failing is not None:
            raise OSError(self.failing)
        return self.authority(body)

    def record(self):
        self.records.note_now(Event("key_created", "local", "key_1"))

    def anchor(self):
        self.records._anchor()

    def look(self, after=timedelta()):
        """An hour later and so on: is anything stamped?"""
        self.now += after
        stamped = self.timestamping.look()
        self.anchor()
        return stamped

    def stamps(self):
        return self.records.events_now(EventQuery(kind=TIMESTAMPED)).events

    def verdict(self, **terms):
        return verify(self.records.engine, timestamps=TimestampTerms(ROOT, **terms))


@pytest.fixture
def world(database):
    made = World(database)
    yield made
    made.records.close()


def test_nothing_is_stamped_before_something_is_signed(world):
    assert not world.look()
    world.record()
    assert not world.timestamping.look()
    world.anchor()
    assert world.look()
    assert len(world.authority.requests) == 1
    verdict = world.verdict()
    assert (verdict.intact, verdict.timestamps) == (True, 1), verdict.faults


def test_a_chain_that_rests_is_stamped_no_more(world):
    world.record()
    world.anchor()
    found = [world.look(after=HOUR) for _ in range(8)]
    assert found[0]
    assert not any(found[2:])
    world.record()
    world.anchor()
    assert world.look()
    assert world.verdict().intact


def test_it_is_due_an_hour_after_the_last_also_for_another_process(world):
    for _ in range(2):
        world.record()
        world.anchor()
        world.look()
    assert len(world.stamps()) == 1
    world.records.close()
    world.open()
    assert not world.look(after=HOUR - timedelta(minutes=1))
    assert world.look(after=timedelta(minutes=1))


def test_an_authority_that_is_down_or_answers_nonsense_is_asked_again(world):
    world.record()
    world.anchor()
    world.failing = "status 503"
    assert not world.look()
    world.failing = None
    world.authority.status = "rejection"
    assert not world.look()
    world.authority.status = "granted"
    world.authority.at = lambda: world.now + HOUR
    assert not world.look()
    assert world.stamps() == ()
    assert world.verdict().intact
    world.authority.at = lambda: world.now
    assert world.look()


def test_a_database_that_is_gone_is_no_end(world, monkeypatch):
    world.record()
    world.anchor()
    gone = create_engine("sqlite:////nowhere/at/all.db")
    monkeypatch.setattr(world.records, "_engine", gone)
    assert not world.timestamping.look()
    monkeypatch.undo()
    assert world.look()


def test_the_thread_asks_over_http_and_ends(world):
    world.record()
    world.anchor()
    with serving(world.authority) as address:
        thread = world.timestamping_by(asking(address))
        thread.start()
        for _ in range(600):
            if world.stamps():
                break
            thread.stopped.wait(0.1)
        thread.stop()
    assert len(world.stamps()) == 1


def test_the_settings_say_whether_there_is_an_authority(tmp_path, world):
    certificates = pem_file(tmp_path / "ca.pem", *ROOT)
    for address, wanted in ((None, False), ("https://tsa.example/", True)):
        settings = Settings(timestamp_authority=address, timestamp_certificates=certificates)
        runtime = SimpleNamespace(settings=settings, records=world.records, clock=world.clock)
        assert (timestamping_of(runtime) is not None) is wanted
