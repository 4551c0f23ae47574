from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from service.engine.matching.model import Party
from service.engine.matching.secondary_attributes import fact_features
from service.engine.matching.weights import Weights
from service.engine.model.entity import Entity, EntityType, ListedDate, Location, Name, PartialDate

BORN = PartialDate(1960, 2, 3)
LISTED = Entity(
    "l:1",
    "l",
    "1",
    EntityType.PERSON,
    (Name("Any One"),),
    Location("f", "1"),
    birth_dates=(ListedDate("1960-02-03", BORN, BORN),),
    nationalities=("UA",),
    gender="male",
)
ASKED = [
    Party(EntityType.PERSON, ("Any One",), birth_date=born, nationalities=countries, gender=gender)
    for born in (None, BORN, PartialDate(1961), PartialDate(1930))
    for countries in ((), ("UA",), ("FR",))
    for gender in (None, "male", "female")
]


def _sum(party: Party, name_score: float) -> float:
    features = fact_features(party, LISTED, date(2020, 1, 1), name_score, Weights())
    return name_score + sum(feature.contribution for feature in features)


@given(st.sampled_from(ASKED), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_beside_the_same_facts_the_better_name_is_never_worse(party: Party, one: float, other: float) -> None:
    assert _sum(party, min(one, other)) <= _sum(party, max(one, other)) + 1e-9


@given(st.sampled_from(ASKED), st.floats(0.0, 1.0))
def test_agreement_lifts_to_certainty_at_most(party: Party, name_score: float) -> None:
    assert _sum(party, name_score) <= 1.0 + 1e-9
