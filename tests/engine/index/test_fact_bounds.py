"""Points of facts for many pairs at once are those of the scorer, where it does not hold agreement below the name."""

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.index.fact_bounds import FactBounds
from service.engine.index.serialization import pack, unpack
from service.engine.matching.model import FactsRead, Party
from service.engine.matching.secondary_attributes import fact_features
from service.engine.matching.weights import Weights
from service.engine.model.entity import Address, Entity, EntityType, ListedDate, Location, Name, PartialDate
from tests.examples import examples

WEIGHTS = Weights()
DAY = date(2020, 1, 1)
DAYS = st.sampled_from([None, date(2010, 1, 1), DAY, date(2030, 1, 1)])
CODES = st.lists(st.sampled_from(["UA", "RU", "JP"]), max_size=2).map(tuple)
GENDERS = st.sampled_from([None, "male", "female"])


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    year = draw(st.sampled_from([1899, 1936, 1959, 1960, 1961, 1962, 1963, 1969, 1990]))
    month = draw(st.sampled_from([None, 2, 3, 11]))
    day = draw(st.sampled_from([None, 2, 3, 11, 31])) if month else None
    return PartialDate(year, month, 28 if (month, day) == (2, 31) else day)


@st.composite
def listed_dates(draw: st.DrawFn) -> ListedDate:
    if draw(st.integers(0, 9)) == 0:
        return ListedDate("unknown")
    dates = draw(st.lists(partial_dates(), min_size=1, max_size=2))
    first, last = min(dates, key=lambda one: one.year), max(dates, key=lambda one: one.year)
    return ListedDate("said", first, last, draw(st.booleans()), draw(DAYS), draw(DAYS))


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    return Entity(
        id="l:1",
        watchlist="l",
        record_id="1",
        type=EntityType.PERSON,
        names=(Name("Any"),),
        location=Location("f", "1"),
        birth_dates=tuple(draw(st.lists(listed_dates(), max_size=3))),
        nationalities=draw(CODES),
        countries=draw(CODES),
        addresses=tuple(Address("somewhere", country=code) for code in draw(CODES)),
        gender=draw(GENDERS),
    )


@st.composite
def parties(draw: st.DrawFn) -> Party:
    return Party(
        EntityType.PERSON,
        ("Any",),
        birth_date=draw(st.one_of(st.none(), partial_dates())),
        nationalities=draw(CODES),
        countries=draw(CODES),
        gender=draw(GENDERS),
    )


def expected(party: Party, entity: Entity) -> float:
    # With a name score of 0 nothing that agrees is held back: no points are more than 0.55.
    return sum(feature.contribution for feature in fact_features(party, entity, DAY, 0.0, WEIGHTS))


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(parties(), min_size=1, max_size=5), st.lists(entities(), min_size=1, max_size=8))
def test_points_are_those_of_the_scorer(asked: list[Party], listed: list[Entity]) -> None:
    facts = unpack(FactBounds, pack(FactBounds.build(listed)))
    places, numbers = (grid.ravel() for grid in np.indices((len(asked), len(listed))))
    found = facts.of(asked, DAY, WEIGHTS)(places, numbers)
    wanted = [expected(asked[place], listed[number]) for place, number in zip(places, numbers, strict=True)]
    np.testing.assert_allclose(found, wanted, atol=1e-12)


def test_nothing_is_said_of_nothing() -> None:
    nowhere = np.empty(0, dtype=np.intp)
    assert len(FactBounds.build([]).of([Party(EntityType.PERSON, ("Any",))], DAY, WEIGHTS)(nowhere, nowhere)) == 0


@settings(max_examples=examples(60), deadline=None)
@given(entities(), parties(), st.sampled_from([0.5, 0.71, 0.75, 0.9]))
def test_facts_read_from_a_name_never_reach_below_what_is_looked_for(
    entity: Entity, party: Party, score: float
) -> None:
    """What is found with the bound is shown: no contradiction takes off what the bound did not foresee, or it ends at
    the score of an exact name."""
    read = replace(party, gender=None, read=FactsRead(birth_date=True, countries=True, identifiers=frozenset()))
    told = sum(one.contribution for one in fact_features(read, entity, DAY, score, WEIGHTS))
    bound = FactBounds.build([entity]).of([read], DAY, WEIGHTS)(np.array([0]), np.array([0]))[0]
    assert bound >= max(told, 0.0) - 1e-9
    assert told >= 0.0 or score + told >= WEIGHTS.exact_name_floor - 1e-9
