"""Which hits are shown: no list that has one is left out."""

from hypothesis import given
from hypothesis import strategies as st

from service.engine.matching.model import Comparison, Match
from service.engine.model.decision import Decision, worst
from service.engine.model.entity import Entity, EntityType, Location, Name
from service.engine.screening.selection import select_hits


def hit(at, watchlist, decision):
    entity = Entity(f"{watchlist}:{at}", watchlist, str(at), EntityType.PERSON, (Name("N"),), Location("f", "r"))
    return Match(entity, Comparison(1 - at / 100, "N", entity.names[0], (), ())), decision


DECISIONS = st.sampled_from([Decision.REVIEW, Decision.BLOCK])
FOUND = st.lists(st.tuples(st.sampled_from("abcdefg"), DECISIONS), max_size=40).map(
    lambda rows: [hit(at, watchlist, decision) for at, (watchlist, decision) in enumerate(rows)]
)


@given(FOUND, st.integers(min_value=1, max_value=12))
def test_every_list_and_the_decision_are_shown_and_the_best_fill_the_limit(found, limit):
    decision = worst(one for _, one in found)
    shown = select_hits(found, decision=decision, limit=limit)
    assert [found.index(one) for one in shown] == sorted(found.index(one) for one in shown)
    assert {match.entity.watchlist for match, _ in shown} == {match.entity.watchlist for match, _ in found}
    assert worst(one for _, one in shown) is decision
    assert len(shown) >= min(limit, len(found))
    lists = {match.entity.watchlist for match, _ in found}
    assert len(shown) <= max(limit, len(lists) + 1)


def test_five_of_seven_lists_do_not_hide_the_other_two():
    found = [hit(at, "abcdefg"[at], Decision.REVIEW) for at in range(7)]
    assert select_hits(found, decision=Decision.REVIEW, limit=5) == found


def test_the_limit_holds_for_one_list():
    found = [hit(at, "a", Decision.REVIEW) for at in range(9)]
    assert select_hits(found, decision=Decision.REVIEW, limit=5) == found[:5]
