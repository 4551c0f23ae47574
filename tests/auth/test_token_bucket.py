"""A bucket lets so many through, and no more."""

from hypothesis import given
from hypothesis import strategies as st

from service.auth.token_bucket import TokenBucket


def test_a_second_of_requests_at_once_and_then_at_the_rate():
    bucket = TokenBucket(10, now=0)
    assert [bucket.take(0) for _ in range(11)] == [True] * 10 + [False]
    assert (bucket.left, bucket.wait_seconds, bucket.full_seconds) == (0, 1, 1)
    assert bucket.take(0.1)
    assert not bucket.take(0.1)


def test_less_than_one_a_second_still_lets_one_through():
    bucket = TokenBucket(0.1, now=0)
    assert bucket.take(0)
    assert bucket.wait_seconds == 10
    assert not bucket.take(9.9)
    assert bucket.take(20)


@given(rate=st.floats(0.1, 1000), pauses=st.lists(st.floats(0, 5), min_size=1, max_size=200))
def test_never_more_than_the_rate_and_one_bucket(rate, pauses):
    bucket, now, taken = TokenBucket(rate, now=0), 0.0, 0
    for pause in pauses:
        now += pause
        taken += bucket.take(now)
    assert taken <= bucket.size + rate * now + 1e-6
    assert 0 <= bucket.left <= bucket.size
