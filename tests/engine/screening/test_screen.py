"""The use case on lists of two entities: decisions, provenance, options, faults."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.goods.model import Goods, Origin
from service.engine.matching.model import Party
from service.engine.matching.profile import Profile
from service.engine.model.decision import Decision
from service.engine.model.entity import Designation, Entity, EntityType, ListedDate, Location, Name, PartialDate
from service.engine.model.watchlist import Watchlist
from service.engine.screening.errors import InvalidRequest, NotReady
from service.engine.screening.request import GoodsQuery, Options, PartyQuery, ScreeningRequest
from service.engine.screening.screen import screen
from service.engine.screening.serialization import request_document
from service.engine.snapshot import build_snapshot
from service.screenings.differences import differences

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
FREEZE = Designation("First", "Ministry", "Notice 1", ("asset_freeze",), date(2014, 8, 5), source_url="https://a/")
SECOND = Designation("Second", "Council", "Act 2", ("travel_ban",), date(2020, 1, 1), delisted_on=date(2022, 1, 1))


def listed(watchlist, record, name, *designations):
    return Entity(
        f"{watchlist}:{record}",
        watchlist,
        record,
        EntityType.PERSON,
        (Name(name),),
        Location("entities.csv", record),
        designations,
        birth_dates=(ListedDate("1960-02-03", PartialDate(1960, 2, 3), PartialDate(1960, 2, 3)),),
    )


def watchlist(list_id, *entities):
    return Watchlist(
        list_id, "T", "Ministry", "JP", None, "https://l/", "1", None, "L", list_id * 8, "bundled", entities
    )


@pytest.fixture(scope="module")
def world(snapshot):
    """Two small lists with the profiles and rules of the real ones."""
    one = watchlist("one", listed("one", "1", "Grigory Examplovich", FREEZE, SECOND))
    two = watchlist("two", listed("two", "1", "Zofia Sampleska", FREEZE))
    narrow = Profile("narrow", watchlists=("one",))
    needy = Profile("needy", watchlists=("one", "missing"))
    profiles = dict(snapshot.profiles) | {"narrow": narrow, "needy": needy}
    return build_snapshot([one, two], snapshot.rules, profiles)


def ask(world, *names, goods=(), reference=None, **options):
    parties = tuple(PartyQuery(str(number), Party(EntityType.PERSON, (name,))) for number, name in enumerate(names, 1))
    request = ScreeningRequest(reference, parties, goods, Options(**options))
    return screen(request, world, screening_id="scr_1", screened_at=AT, today=AT.date(), max_name_length=500)


def test_an_exact_name_is_a_hit_with_everything_behind_it(world):
    result = ask(world, "Grigory Examplovich")
    hit = result.parties[0].hits[0]
    assert hit.entity_id == "one:1"
    assert hit.above_threshold
    assert hit.provenance.programme == "First"
    assert hit.provenance.edition_sha256 == "one" * 8
    assert hit.provenance.further_designations == ()
    assert result.decision is result.parties[0].decision


def test_every_designation_of_the_day_is_told(world):
    provenance = ask(world, "Grigory Examplovich", as_of=date(2021, 1, 1)).parties[0].hits[0].provenance
    assert [one.programme for one in provenance.further_designations] == ["Second"]


def test_before_the_first_day_nothing_is_listed(world):
    assert ask(world, "Grigory Examplovich", as_of=date(2014, 8, 4)).decision is Decision.CLEAR
    assert ask(world, "Grigory Examplovich", as_of=date(2014, 8, 5)).decision is not Decision.CLEAR


def test_today_comes_from_the_caller_not_from_a_clock(world):
    assert ask(world, "Zofia Sampleska").as_of == AT.date()


def test_the_worst_answer_is_the_whole_answer(world):
    result = ask(world, "Hanako Yamada", "Grigory Examplovich")
    assert [party.decision is Decision.CLEAR for party in result.parties] == [True, False]
    assert result.decision is result.parties[1].decision


@pytest.mark.parametrize(
    ("options", "searched"),
    [({}, ["one", "two"]), ({"watchlists": ("two",)}, ["two"]), ({"profile": "narrow"}, ["one"])],
)
def test_only_the_watchlists_asked_for_are_searched_and_named(world, options, searched):
    result = ask(world, "Grigory Examplovich", "Zofia Sampleska", **options)
    assert [one.id for one in result.snapshot.watchlists] == searched
    found = {hit.watchlist for party in result.parties for hit in party.hits}
    assert found == set(searched)


def test_a_threshold_of_the_request_counts(world):
    strict = ask(world, "Grigoriy Exampelovitch", threshold=1.0)
    assert strict.decision is Decision.CLEAR
    assert ask(world, "Grigory Examplovich", threshold=1.0).decision is not Decision.CLEAR


def test_a_near_miss_is_shown_but_decides_nothing(world):
    lenient = Profile("lenient", review_threshold=0.99, show_below=0.6)
    near = replace(world, profiles=dict(world.profiles) | {"lenient": lenient})
    party = ask(near, "Grigoriy Exampelovitch", profile="lenient").parties[0]
    assert party.hits
    assert not party.hits[0].above_threshold
    assert party.decision is Decision.CLEAR


def test_the_profile_says_what_blocks(world):
    for threshold, decision in ((0.5, Decision.BLOCK), (1.0, Decision.REVIEW)):
        profile = Profile("p", block_threshold=threshold)
        changed = replace(world, profiles={"p": profile})
        party = Party(EntityType.PERSON, ("Grigoriy Exampelovitch",), birth_date=PartialDate(1960, 2, 3))
        request = ScreeningRequest(parties=(PartyQuery("1", party),), options=Options(profile="p"))
        found = screen(request, changed, screening_id="s", screened_at=AT, today=AT.date(), max_name_length=500)
        assert found.decision is decision


def test_a_name_alone_never_blocks_a_person(world):
    assert ask(world, "Grigory Examplovich").decision is Decision.REVIEW


def test_the_same_question_gets_the_same_answer(world):
    assert ask(world, "Grigory Examplovich", "Hana") == ask(world, "Grigory Examplovich", "Hana")


def test_a_day_to_come_is_refused_unless_the_profile_lets_today_answer(world):
    tomorrow, later = date(2026, 11, 24), date(2026, 11, 25)
    assert [one.code for one in ask(world, "Hana", as_of=tomorrow).warnings][:1] == ["as_of_in_future"]
    with pytest.raises(InvalidRequest, match="still to come"):
        ask(world, "Hana", as_of=later)
    lenient = replace(world, profiles={"lenient": Profile("lenient", future_as_of=True)})
    found = ask(lenient, "Hana", as_of=later, profile="lenient")
    assert (found.as_of, found.warnings[0].code) == (later, "as_of_in_future")


def test_the_answer_names_who_was_screened_and_how_much_was_found(world):
    party = ask(world, "Grigory Examplovich").parties[0]
    assert (party.screened.name, party.screened.type) == ("Grigory Examplovich", EntityType.PERSON)
    assert (party.hits_total, party.truncated) == (len(party.hits), False) == (1, False)
    assert party.hits[0].group_id == "one:1"


def test_goods_are_asked_with_their_day(world):
    goods = (GoodsQuery("g", Goods(origin=Origin(text="Sevastopol"))),)
    assert ask(world, goods=goods, regimes=("JP",)).decision is Decision.BLOCK
    assert ask(world, goods=goods, regimes=("JP",), as_of=date(2014, 8, 4)).decision is Decision.CLEAR


def test_a_list_that_the_profile_needs_and_that_is_missing_stops_the_answer(world):
    with pytest.raises(NotReady, match="missing"):
        ask(world, "Hana", profile="needy")


def test_no_list_at_all_stops_the_answer(world):
    with pytest.raises(NotReady, match="no watchlist"):
        ask(replace(world, watchlists=()), "Hana")


def test_every_fault_is_told_at_once(world):
    with pytest.raises(InvalidRequest) as refused:
        ask(world, "...", "Ltd", profile="none", watchlists=("nowhere",))
    counter_evidence = [fault.pointer for fault in refused.value.faults]
    assert counter_evidence == ["/parties/0/name", "/parties/1/name", "/options/profile", "/options/watchlists/0"]


def test_a_request_is_written_out_as_the_body_that_asks_the_same():
    from service.api.mapping import to_request
    from service.api.schemas.screening_request import ScreeningRequestIn

    party = Party(EntityType.PERSON, ("Hana", "Hanna"), PartialDate(1972, 11), ("JP",))
    request = ScreeningRequest(
        "T-1",
        (PartyQuery("a", party),),
        (GoodsQuery("g", Goods("wine", origin=Origin(text="Yalta", latitude=44.5, longitude=34.2))),),
        Options(as_of=date(2014, 8, 5), watchlists=("one",)),
    )
    import json

    body = ScreeningRequestIn.model_validate_json(json.dumps(request_document(request)))
    assert to_request(body) == request


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(JSON, JSON)
def test_differences_are_found_exactly_if_there_are_any(left, right):
    assert differences(left, left) == ()
    same = left == right and repr(left) == repr(right)
    if not differences(left, right):
        assert left == right
    elif same:
        raise AssertionError("found a difference between equals")


def test_differences_say_where():
    [one] = differences({"a/b": [1, {"c": 2}]}, {"a/b": [1, {"c": 3}]})
    assert (one.pointer, one.recorded, one.replayed) == ("/a~1b/1/c", 2, 3)


def address_of(world, address, **facts):
    party = PartyQuery("1", Party(EntityType.PERSON, ("Nobody Atall",), address=address, **facts))
    request = ScreeningRequest(parties=(party,))
    return screen(request, world, screening_id="scr_1", screened_at=AT, today=AT.date(), max_name_length=500).parties[0]


def test_an_address_in_an_embargoed_territory_is_for_review(world):
    found = address_of(world, "ul. Lenina 1, Simferopol")
    assert found.decision is Decision.REVIEW
    assert found.address.territory == "crimea"


def test_a_street_named_after_it_is_not(world):
    found = address_of(world, "Sevastopolsky prospekt 10, Moscow", countries=("RU",))
    assert found.decision is Decision.CLEAR
    assert found.address.suppressed


def test_without_an_address_nothing_is_read(world):
    assert address_of(world, None).address is None
