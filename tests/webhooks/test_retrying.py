"""What follows an attempt, for every sequence of answers."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.webhooks.model import Attempt, DeliveryStatus
from service.webhooks.retrying import JITTER, LADDER, MOST_RETRY_AFTER, next_step, retry_after

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

ATTEMPTS = st.one_of(
    st.builds(Attempt, status_code=st.sampled_from([200, 204, 299])),
    st.builds(
        Attempt,
        status_code=st.sampled_from([300, 301, 400, 404, 410, 429, 500, 503]),
        retry_after=st.none() | st.integers(-100, 10**6).map(lambda s: NOW + timedelta(seconds=s)),
    ),
    st.builds(Attempt, error=st.just("no answer within 15 s")),
)


@given(st.lists(st.tuples(ATTEMPTS, st.floats(0, 1)), min_size=len(LADDER), max_size=len(LADDER)))
def test_every_delivery_comes_to_an_end_within_the_ladder(answers):
    now = NOW
    for number, (attempt, chance) in enumerate(answers, 1):
        step = next_step(number, attempt, now, chance)
        assert (step.status is DeliveryStatus.DELIVERED) == attempt.delivered
        assert (step.disable_because is not None) == (step.status is DeliveryStatus.FAILED)
        assert (step.next_attempt_at is not None) == (step.status is DeliveryStatus.PENDING)
        if step.status is not DeliveryStatus.PENDING:
            assert attempt.delivered or attempt.status_code == 410 or number == len(LADDER)
            return
        wait = step.next_attempt_at - now
        assert wait >= LADDER[number] * (1 - JITTER)
        assert wait <= max(LADDER[number] * (1 + JITTER), MOST_RETRY_AFTER)
        if step.pause_until is not None:
            assert attempt.status_code in (429, 503)
            assert step.next_attempt_at >= step.pause_until
        now = step.next_attempt_at
    pytest.fail("the last attempt has to end it")


def test_the_ladder_is_that_of_the_standard():
    waits = [timedelta(0)]
    for number in range(1, 10):
        step = next_step(number, Attempt(500), NOW, 0.5)
        waits.append(step.next_attempt_at - NOW)
    minutes, hours = (lambda n: timedelta(minutes=n)), (lambda n: timedelta(hours=n))
    seconds = [timedelta(0), timedelta(seconds=5)]
    assert waits == [*seconds, minutes(5), minutes(30), *map(hours, (2, 5, 10, 14, 20, 24))]
    assert "10 attempts: status 500" in next_step(10, Attempt(500), NOW, 0.5).disable_because


@pytest.mark.parametrize("status", [429, 503])
def test_a_receiver_that_asks_for_time_is_given_it(status):
    wanted = NOW + timedelta(hours=1)
    step = next_step(1, Attempt(status, retry_after=wanted), NOW, 0.5)
    assert (step.next_attempt_at, step.pause_until) == (wanted, wanted)
    assert next_step(1, Attempt(500, retry_after=wanted), NOW, 0.5).pause_until is None
    far = next_step(1, Attempt(status, retry_after=NOW + timedelta(days=9)), NOW, 0.5)
    assert far.next_attempt_at == NOW + MOST_RETRY_AFTER


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), (" 7 ", 7), ("Mon, 23 Nov 2026 09:01:00 GMT", 60), ("9" * 400, MOST_RETRY_AFTER.total_seconds())],
)
def test_retry_after_is_read(value, seconds):
    assert retry_after(value, NOW) == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize("value", [None, "", "soon", "-5", "1.5", "²", "Mon, 99 Nov 2026"])
def test_what_is_no_retry_after_is_left_out(value):
    assert retry_after(value, NOW) is None
