"""Work is counted for names, parties and requests; what took too much is told, and never answered."""

import pytest

from service.engine.index.work import OverLimit, RequestTooLong, SearchWork, TooLongToSearch, WorkLimits

LIMITS = WorkLimits(name=10, party=15, request=40)


def test_a_name_may_take_so_much_and_not_one_unit_more() -> None:
    (name,) = SearchWork(LIMITS).next_party(1).names
    assert name.add(10)
    assert not name.is_over
    assert not name.add(1)
    assert name.is_over
    assert not name.add(0)


def test_all_names_of_a_party_share_its_limit() -> None:
    party = SearchWork(LIMITS).next_party(3)
    assert [name.add(8) for name in party.names] == [True, False, False]
    assert party.is_over
    assert party.units == 16


def test_parties_have_limits_of_their_own() -> None:
    work = SearchWork(LIMITS)
    assert [work.next_party(1).names[0].add(10) for _ in range(4)] == [True] * 4
    work.check_parties()


def test_every_name_and_party_over_its_limit_is_told() -> None:
    work = SearchWork(LIMITS)
    fine, long_name, long_party = (work.next_party(names) for names in (1, 2, 3))
    fine.names[0].add(10)
    long_name.names[1].add(11)
    for name in long_party.names:
        name.add(6)
    with pytest.raises(TooLongToSearch, match="2 names or parties are too long to search") as caught:
        work.check_parties()
    assert caught.value.over == (OverLimit(1, 1, 10), OverLimit(2, None, 15))


def test_a_request_is_over_its_limit_only_if_it_is_one() -> None:
    for one_request in (True, False):
        work = SearchWork(LIMITS, one_request=one_request)
        for _ in range(4):
            work.next_party(1).names[0].add(10)
        work.check_request()
        work.count_known(1)
        if not one_request:
            work.check_request()
            continue
        with pytest.raises(RequestTooLong, match="more than 40 units"):
            work.check_request()


def test_a_party_counts_for_no_more_than_it_may_take() -> None:
    work = SearchWork(LIMITS, one_request=True)
    work.count_known(1_000)
    work.next_party(1).names[0].add(1_000)
    work.check_request()
