"""Full rescreen = last state + delta, over random editions, subjects, profiles and rollbacks."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from service.customers.delta import difference_of, reduced
from service.customers.model import SubjectContent
from service.customers.state import SubjectHit, SubjectScreener, Unscreenable, compare, merge
from service.engine.matching.model import Party
from service.engine.matching.profile import Profile
from service.engine.model.entity import Designation, Entity, EntityType, Location, Name, PartialDate
from service.engine.model.watchlist import Watchlist
from service.engine.snapshot import build_snapshot
from tests.examples import examples

DAY = date(2026, 1, 1)
NAMES = ("Ivan Petrov", "Ivan Petrovich Petrow", "Anna Ivanova", "Acme Trading", "Acme Trading Ltd", "Иван Петров",
         "Boris Anderson", "Orient Shipping Company", "Orient Shiping Co")  # fmt: skip


def entity(list_id, number, name, *, weak=False, listed_on=None, delisted_on=None, measures=("asset_freeze",)):
    designation = Designation("P", "A", None, measures, listed_on, None, delisted_on)
    names = (Name(name), Name("Vanya", weak=True)) if weak else (Name(name),)
    return Entity(f"{list_id}:{number}", list_id, str(number), EntityType.UNKNOWN, names, Location("f", str(number)),
                  (designation,))  # fmt: skip


def watchlist(list_id, entities, law=None):
    return Watchlist(list_id, list_id, "A", "X", law, "", "e", None, "", f"{list_id}{hash(tuple(entities))}", "f",
                     tuple(entities))  # fmt: skip


DAYS = st.one_of(st.none(), st.integers(0, 5).map(lambda days: DAY + timedelta(days)))


@st.composite
def editions(draw):
    """Two lists of a few entities each, and the day on which they are asked."""
    lists = []
    for list_id in ("one", "two"):
        numbers = draw(st.sets(st.integers(1, 5), max_size=4))
        found = [
            entity(
                list_id, number, draw(st.sampled_from(NAMES)), weak=draw(st.booleans()), listed_on=draw(DAYS),
                delisted_on=draw(DAYS), measures=draw(st.sampled_from([("asset_freeze",), ("travel_ban",)])),
            )
            for number in sorted(numbers)
        ]  # fmt: skip
        lists.append(watchlist(list_id, found, draw(st.sampled_from([None, "law"]))))
    return tuple(lists)


SUBJECTS = st.lists(
    st.builds(
        SubjectContent,
        st.builds(
            Party, st.sampled_from([EntityType.PERSON, EntityType.UNKNOWN]), st.sampled_from(NAMES).map(lambda n: (n,)),
            st.one_of(st.none(), st.just(PartialDate(1972)))
        ),
        profile=st.sampled_from(["default", "low"]),
        watchlists=st.sampled_from([None, ("one",), ("two",)]),
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(editions(), min_size=2, max_size=3), SUBJECTS, st.data())
def test_last_state_and_delta_are_a_full_rescreen(snapshot, stages, subjects, data):
    """The first edition comes back at the end: a rollback is a delta too."""
    profiles = {"default": snapshot.profiles["default"], "low": Profile("low", review_threshold=0.5)}
    known, on, before = None, DAY, None
    for lists in [*stages, stages[0]]:
        asked_on = DAY + timedelta(data.draw(st.integers(0, 5)))
        now = build_snapshot(lists, snapshot.rules, profiles)
        full = SubjectScreener(now, on=asked_on, max_name_length=500).states(subjects)
        if known is not None:
            found = difference_of(before.watchlists, lists, since=on, on=asked_on)
            part = SubjectScreener(reduced(now, found.present), on=asked_on, max_name_length=500, addresses=False)
            delta = part.states(subjects, check=False)
            assert [merge(old, new, found.touched) for old, new in zip(known, delta, strict=True)] == full
        known, on, before = full, asked_on, now


def test_compare_names_what_is_new_changed_and_ended():
    hit = SubjectHit("one:1", "one", "a", "b", 0.9, "review")
    better = replace(hit, score=0.95)
    before, after = {"one:1": hit, "one:2": hit}, {"one:1": better, "one:3": hit}
    change = compare(before, after)
    assert (change.new, change.changed, change.ended) == (("one:3",), ("one:1",), ("one:2",))
    assert not compare(before, before)


def test_a_subject_that_cannot_be_searched_says_why(snapshot):
    screener = SubjectScreener(snapshot, on=DAY, max_name_length=500)
    nameless = SubjectContent(Party(EntityType.PERSON, ("...",)))
    no_profile = SubjectContent(Party(EntityType.PERSON, ("Ivan Petrov",)), profile="none")
    good = SubjectContent(Party(EntityType.PERSON, ("Sergey AKSYONOV",)))
    found = screener.states([nameless, no_profile, good])
    assert isinstance(found[0], Unscreenable)
    assert "searched" in found[0].reason
    assert isinstance(found[1], Unscreenable)
    assert "profile" in found[1].reason
    assert isinstance(found[2], dict)
    assert found[2]
