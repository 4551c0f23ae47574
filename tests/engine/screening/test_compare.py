"""Two names against each other, and that a screening says the same of them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from service.common.cooperative import run_to_completion
from service.engine.matching.model import Party
from service.engine.model.decision import Decision
from service.engine.model.entity import EntityType
from service.engine.normalise.searchable import unsearchable_reason
from service.engine.screening.compare import compare_in_steps
from service.engine.screening.request import PartyQuery, ScreeningRequest
from service.engine.screening.screen import screen
from service.engine.snapshot import build_snapshot
from tests.bundled import bundled_snapshot
from tests.examples import examples

SNAPSHOT = bundled_snapshot()
LIST = SNAPSHOT.watchlists[0]
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def compared(*pairs):
    steps = compare_in_steps(pairs, SNAPSHOT, profile_id="default", max_name_length=500)
    return [one.match for one in run_to_completion(steps)]


def both(left, right, kind=EntityType.UNKNOWN):
    return compared((Party(kind, (left,)), Party(kind, (right,))))[0]


def decided(name, kind, entry, listed):
    """What is decided about a party of that name where one entry with one name is all that is listed."""
    alone = replace(entry, names=(replace(listed, weak=False),))
    only = build_snapshot([replace(LIST, entities=(alone,))], SNAPSHOT.rules, SNAPSHOT.profiles)
    request = ScreeningRequest(parties=(PartyQuery("1", Party(kind, (name,))),))
    return screen(request, only, screening_id="s", screened_at=AT, today=AT.date(), max_name_length=500).decision


@st.composite
def rewritten(draw):
    """A listed entry, one of its names, and that name with words left out, added or misspelt."""
    entry = draw(st.sampled_from(LIST.entities))
    listed = draw(st.sampled_from(entry.names))
    words = listed.text.split()
    if len(words) > 1 and draw(st.booleans()):
        del words[draw(st.integers(0, len(words) - 1))]
    if draw(st.booleans()):
        words.insert(draw(st.integers(0, len(words))), draw(st.sampled_from(["Bank", "Ltd", "Moscow", "Ivan", "the"])))
    at = draw(st.integers(0, len(words) - 1))
    if len(words[at]) > 4 and draw(st.booleans()):
        words[at] = words[at][:2] + words[at][3:]
    return entry, listed, " ".join(words)


@pytest.mark.parametrize("unknown", [False, True])
@given(case=rewritten())
@settings(max_examples=examples(60), deadline=None)
def test_a_screening_and_a_comparison_agree(unknown, case):
    entry, listed, name = case
    kind = EntityType.UNKNOWN if unknown else entry.type
    assume(unsearchable_reason(name, kind) is None)
    decision = decided(name, kind, entry, listed)
    (match,) = compared((Party(kind, (name,)), Party(entry.type, (listed.text,))))
    assert match == (decision is not Decision.CLEAR)


def test_bodies_of_unknown_type_are_compared_as_bodies():
    pair = ("Foreign Trade Bank Utopia", "Foreign Trade Bank")
    assert both(*pair) == both(*pair, EntityType.ENTITY)
    assert both("Hanako Yamada", "Yamada Hanako")
