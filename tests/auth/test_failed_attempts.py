"""Wrong keys from one address are counted, and only they."""

from service.auth.failed_attempts import FailedAttempts


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_after_so_many_there_is_one_more_at_a_time():
    clock = Clock()
    failures = FailedAttempts(30, clock)
    assert {failures.count("192.0.2.1") for _ in range(30)} == {0}
    assert failures.count("192.0.2.1") == 2
    clock.now = 2.0
    assert failures.count("192.0.2.1") == 0
    assert failures.count("192.0.2.1") == 2
    clock.now = 100.0
    assert {failures.count("192.0.2.1") for _ in range(30)} == {0}


def test_addresses_do_not_count_for_one_another():
    failures = FailedAttempts(1, Clock())
    addresses = ["192.0.2.1", "192.0.2.2", "2001:db8:0:1::1", "2001:db8:0:2::1", "::ffff:192.0.2.3", "unix", None]
    assert [failures.count(one) for one in addresses] == [0] * len(addresses)


def test_a_network_of_one_customer_is_one_address():
    failures = FailedAttempts(1, Clock())
    assert failures.count("2001:db8::1") == 0
    assert failures.count("2001:db8::ffff:2") == 60
    assert failures.count("::ffff:192.0.2.3") == 0
    assert failures.count("192.0.2.3") == 60


def test_without_a_limit_nothing_is_counted():
    failures = FailedAttempts(0, Clock())
    assert [failures.count("192.0.2.1") for _ in range(1000)] == [0] * 1000


def test_many_addresses_take_no_more_memory_than_some(monkeypatch):
    monkeypatch.setattr("service.auth.failed_attempts._MOST_ADDRESSES", 3)
    failures = FailedAttempts(1, Clock())
    for number in range(5):
        assert failures.count(f"192.0.2.{number}") == 0
    assert [failures.count(f"192.0.2.{number}") for number in (4, 0)] == [60, 0]
