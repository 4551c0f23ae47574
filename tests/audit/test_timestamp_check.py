"""Time-stamps that were damaged, are of something else, come from elsewhere, or are missing are found and named."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audit.anchors import Anchoring
from service.audit.event import TIMESTAMPED, Event
from service.audit.signing import Anchor, Signer
from service.audit.timestamp import Timestamp, request_for
from service.audit.timestamp_check import TimestampCheck, TimestampTerms, first_uncovered
from service.audit.timestamp_state import stamp_state
from service.audit.verdict import Findings
from service.bootstrap.verification import verify
from service.common.clock import sortable
from service.records.records import Records
from tests.audit.authority import NOW, STAMPING, Authority, issue, root
from tests.audit.tampered import details_with, link

ROOT = (root().certificate,)
TODAY = date(2026, 11, 23)


class Stamped:
    """Records whose anchors are stamped in whatever way."""

    def __init__(self, database):
        self.now = NOW
        self.records = Records(database, timeout=5, clock=self.clock, anchors=Anchoring(Signer(), 100_000))

    def clock(self):
        self.now += timedelta(milliseconds=1)
        return self.now

    def record(self, *, hours=0):
        self.now += timedelta(hours=hours)
        self.note()
        self.records._anchor()

    def note(self):
        self.records.note_now(Event("key_created", "local", "key_1"))

    def newest(self):
        with self.records.engine.connect() as connection:
            return stamp_state(connection).anchor

    def stamp(self, authority=None, anchor=None, recorded=None):
        """Put a response into the chain without looking at it, as a forger would."""
        anchor = anchor or self.newest()
        request = request_for(anchor)
        response = (authority or Authority(at=self.clock))(request.body)
        timestamp = Timestamp(recorded or anchor, request.nonce, response)
        self.records.note_now(Event(TIMESTAMPED, "sekisho", None, timestamp.details()))

    def verdict(self, **terms):
        return verify(self.records.engine, timestamps=TimestampTerms(**{"trusted": ROOT} | terms))

    def faults(self, **terms):
        return [one.detail for one in self.verdict(**terms).faults]


@pytest.fixture
def stamped(database):
    made = Stamped(database)
    made.record()
    yield made
    made.records.close()


def test_good_ones_are_counted(stamped):
    stamped.stamp()
    stamped.record()
    stamped.stamp()
    verdict = stamped.verdict()
    assert (verdict.intact, verdict.timestamps, verdict.timestamps_unchecked) == (True, 2, 0), verdict.faults
    verdict = stamped.verdict(trusted=())
    assert (verdict.intact, verdict.timestamps, verdict.timestamps_unchecked) == (True, 0, 2)


def test_one_of_an_authority_that_is_not_trusted_is_found(stamped):
    stamped.stamp(Authority(issue("A", issue("Root", ca=True), usages=[STAMPING]), at=stamped.clock))
    (fault,) = stamped.verdict().faults
    assert fault.detail.startswith("its time-stamp is not valid: ")
    assert fault.number == 4


def test_one_of_another_anchor_is_found(stamped):
    first = stamped.newest()
    stamped.record()
    stamped.stamp(recorded=first)
    assert stamped.faults() == ["its time-stamp is not valid: Mismatch between messages"]


def test_one_of_an_anchor_that_never_was_is_found(stamped):
    """As after a chain was written anew: the authority has signed an anchor of another one, with the same place."""
    known = stamped.newest()
    for anchor in (
        Anchor(known.writer, known.number, "ab" * 32, known.public_key, known.signature),
        Anchor(known.writer, 999, known.sha256, known.public_key, known.signature),
        Anchor(known.writer, 1, known.sha256, known.public_key, known.signature),
    ):
        stamped.stamp(anchor=anchor)
    faults = stamped.faults()
    assert [fault.partition(":")[0] for fault in faults] == ["its time-stamp is of another anchor"] * 3
    assert stamped.verdict().timestamps == 0


@pytest.mark.parametrize(
    ("off", "words"),
    [(-1, "before its anchor was made"), (1, "after it was recorded"), (-0.1, None), (0.1, None)],
)
def test_a_clock_that_is_far_from_the_authoritys_is_found(stamped, off, words):
    stamped.stamp(Authority(at=lambda: stamped.now + timedelta(hours=off)))
    faults = stamped.faults()
    assert [words in fault for fault in faults] == ([] if words is None else [True])


def test_a_damaged_one_is_found(stamped):
    stamped.stamp()
    damaged = json.dumps({"anchor": {}, "nonce": "1", "response": "AA=="})
    findings = Findings()
    check = TimestampCheck(findings, stamped.records.engine, TimestampTerms(ROOT))
    check.look([link(TIMESTAMPED, damaged)])
    check.finish()
    assert [one.detail for one in findings.faults] == [
        "its time-stamp is not valid: it is no time-stamp of an anchor (TypeError)"
    ]


@given(details_with(anchor=st.none(), nonce=st.just("5"), response=st.just("AAAA")))
def test_whatever_an_event_holds_it_is_a_fault_and_no_crash(details):
    findings = Findings()
    check = TimestampCheck(findings, None, TimestampTerms(ROOT, required_since=TODAY))
    check.look([link(TIMESTAMPED, details)])
    check.finish()
    assert len(findings.faults) == 1


def test_what_is_missing_is_found_where_that_is_demanded(stamped):
    stamped.stamp()
    for _ in range(5):
        stamped.record(hours=20)
    terms = {"required_since": TODAY, "within": timedelta(hours=24)}
    assert stamped.faults() == []
    (fault,) = stamped.faults(**terms)
    assert fault.startswith("a time-stamp is missing: what was recorded until 2026-11-24T05:")
    assert fault.endswith("within 24 hours, as is demanded since 2026-11-23")
    assert stamped.faults(required_since=date(2026, 11, 26)) == []
    stamped.stamp()
    assert len(stamped.faults(**terms)) == 1, "this one is too late"


def test_what_is_stamped_in_time_is_no_fault(stamped):
    for _ in range(6):
        stamped.stamp()
        stamped.record(hours=20)
    assert stamped.faults(required_since=TODAY) == []


DAY = timedelta(days=1)


def at(day):
    return sortable(datetime(2026, 11, 1, tzinfo=UTC) + day * DAY)


def when(day):
    return datetime(2026, 11, 1, tzinfo=UTC) + day * DAY


@pytest.mark.parametrize(
    ("recorded", "stamps", "missing"),
    [
        ([], [], None),
        ([1], [], None),
        ([1, 1.9], [], None),
        ([1, 2.1], [], None),
        ([1, 2.1, 3.2], [], 1),
        ([1, 2.1, 3.2], [(1, 1.1)], None),
        ([1, 2.1, 3.2, 4.3], [(1, 1.1)], 2.1),
        ([1, 2.1, 3.2], [(1, 3.2)], 1),
        ([1, 2.1, 3.2], [(2.1, 2.2)], None),
        ([1, 2.1, 3.2], [(0.9, 1.1)], 1),
        # After a week in which nothing was recorded there is time to stamp what went before it.
        ([1, 9, 9.5], [], None),
        ([1, 9, 9.5], [(1, 9.9)], None),
        ([1, 9, 9.5, 10.2], [(1, 9.1), (9.5, 9.6)], None),
        ([1, 9, 9.5, 10.2], [(9.5, 10.1)], 1),
    ],
)
def test_the_first_that_no_stamp_covers_in_time(recorded, stamps, missing):
    covering = [(at(anchored), when(stamped)) for anchored, stamped in stamps]
    assert first_uncovered(list(map(at, recorded)), covering, DAY) == (None if missing is None else at(missing))


DAYS = st.lists(st.integers(0, 400).map(lambda tenths: tenths / 10), max_size=30)


@given(DAYS, DAYS, st.randoms(use_true_random=False))
def test_whoever_stamps_all_within_a_day_is_never_at_fault_and_more_stamps_never_hurt(recorded, late, chance):
    recorded = sorted(recorded)
    prompt = [(at(day), when(day + chance.random())) for day in recorded]
    more = [(at(day), when(day + 5)) for day in late]
    assert first_uncovered(list(map(at, recorded)), chance.sample(prompt + more, len(prompt + more)), DAY) is None


def test_times_that_are_none_are_left_to_the_check_of_the_chain():
    assert first_uncovered(["2026", at(1), "2026-11-23T00:00:00"], [], DAY) is None
