"""What a search may cost is counted: the same for a name wherever and with whomever it is asked."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.common.cooperative import run_to_completion
from service.engine.index.entity_index import EntityIndex, Search
from service.engine.index.work import OverLimit, RequestTooLong, SearchWork, TooLongToSearch, WorkLimits
from service.engine.matching.lexicon import lexicon
from service.engine.matching.model import Party
from service.engine.matching.profile import Profile
from service.engine.model.entity import Entity, EntityType, Location, Name
from tests.examples import examples

WORDS = ("Mohammed", "Ahmad", "Ali", "Hassan", "Omar", "Examplov", "Testan", "Zelmanov")
LISTED = [
    Entity(
        id=f"list:{at}",
        record_id=str(at),
        watchlist="list",
        type=EntityType.PERSON if at % 2 else EntityType.ENTITY,
        names=(Name(" ".join([*WORDS[at % 8 :], *WORDS[: at % 8]][: 2 + at % 4])),),
        location=Location("f", str(at)),
    )
    for at in range(60)
]
INDEX = EntityIndex.build(LISTED, lexicon())
NO_LIMITS = WorkLimits(10**9, 10**9, 10**9)
parties = st.builds(
    Party,
    st.sampled_from((EntityType.PERSON, EntityType.ENTITY, EntityType.UNKNOWN)),
    st.lists(
        st.lists(st.sampled_from((*WORDS, "M", "Qwertz")), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=3
    ).map(tuple),
)


def search(asked, limits=NO_LIMITS, *, together=16, one_request=False):
    """The work for each party, and what was found or raised."""
    work = SearchWork(limits, one_request=one_request)
    terms = Search(Profile("test"), date(2026, 1, 1), 0.7, together=together)
    try:
        found = run_to_completion(INDEX.search_in_steps(asked, terms, work))
    except (TooLongToSearch, RequestTooLong) as error:
        return work, error
    return work, found


def units(asked, **how):
    return [one.units for one in search(asked, **how)[0].parties]


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(parties, min_size=1, max_size=8))
def test_the_work_for_a_party_is_the_same_alone_and_among_others(asked):
    alone = [units([one])[0] for one in asked]
    assert units(asked, together=1000) == units(asked, together=2) == alone
    assert min(alone) > 0


@settings(max_examples=examples(30), deadline=None)
@given(st.lists(parties, min_size=1, max_size=6), st.integers(100, 4_000), st.integers(100, 8_000))
def test_what_takes_too_much_is_never_answered(asked, name, party):
    counted = search(asked)[0].parties
    too_long = {
        at for at, one in enumerate(counted) if one.units > party or any(each.units > name for each in one.names)
    }
    for together in (2, 1000):
        _, found = search(asked, WorkLimits(name, party, 10**9), together=together)
        if isinstance(found, TooLongToSearch):
            assert {one.party for one in found.over} == too_long
        else:
            assert not too_long
            assert found == search(asked)[1]


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(parties, min_size=1, max_size=6), st.integers(100, 20_000))
def test_a_request_is_refused_by_what_all_its_parties_take(asked, most):
    limits = WorkLimits(10**9, 10**9, most)
    total = sum(units(asked))
    for together in (1, 16):
        _, found = search(asked, limits, together=together, one_request=True)
        assert isinstance(found, RequestTooLong) == (total > most)
    assert not isinstance(search(asked, limits)[1], RequestTooLong)


def test_remembered_parties_count_as_if_they_were_searched():
    asked = [Party(EntityType.PERSON, ("Mohammed Ali",))]
    (taken,) = units(asked)
    work = SearchWork(WorkLimits(10**9, 10**9, 2 * taken - 1), one_request=True)
    work.count_known(taken)
    with pytest.raises(RequestTooLong):
        run_to_completion(INDEX.search_in_steps(asked, Search(Profile("test"), date(2026, 1, 1), 0.7), work))


def test_the_party_and_name_are_told():
    asked = [Party(EntityType.PERSON, ("Qorvel Zelvik",)), Party(EntityType.PERSON, ("Qorvel", "Mohammed Ali Hassan"))]
    plain = search(asked)[0].parties
    heavy = plain[1].names[1].units
    assert heavy > plain[0].units
    _, error = search(asked, WorkLimits(heavy - 1, 10**9, 10**9))
    assert error.over == (OverLimit(1, 1, heavy - 1),)


def test_many_too_long_parties_of_one_request_end_it():
    asked = [Party(EntityType.PERSON, ("Mohammed Ali Hassan",))] * 100
    work, error = search(asked, WorkLimits(1, 10**9, 10**9), one_request=True)
    assert isinstance(error, TooLongToSearch)
    assert len(work.parties) < 50


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
