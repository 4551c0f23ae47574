"""Facts in the text of a name are compared as facts in fields of their own, and said to be read from it."""

from datetime import date

import pytest

from service.engine.matching.facts_in_names import with_facts_in_names
from service.engine.matching.lexicon import lexicon
from service.engine.matching.model import Comparison, Party
from service.engine.matching.score import compare_parties
from service.engine.matching.weights import Weights
from service.engine.model.entity import EntityType, Identifier, PartialDate

LISTED = Party(
    EntityType.PERSON,
    ("Zoran Kestrelic",),
    birth_date=PartialDate(1970, 2, 1),
    nationalities=("RS",),
    identifiers=(Identifier("passport", "K1234567"),),
)


def compared(party: Party) -> Comparison:
    return compare_parties(with_facts_in_names(party), LISTED, lexicon=lexicon(), weights=Weights(), on=date.max)


def lines(party: Party) -> dict[str, tuple[float, str]]:
    return {one.name: (one.score, one.detail) for one in compared(party).features}


def test_what_stands_in_the_name_is_read() -> None:
    party = with_facts_in_names(
        Party(EntityType.PERSON, ("Zoran Kestrelic DOB 01.02.1970 (Serbia) PASSPORT K1234567 SWIFT QUELDEFF",))
    )
    assert party.birth_date == PartialDate(1970, 2, 1)
    assert party.countries == ("RS",)
    assert party.identifiers == (Identifier("passport", "K1234567"), Identifier("bic", "QUELDEFF"))


@pytest.mark.parametrize(
    "text", ["MV Kestrelic Star IMO 9074729", "KESTRELIC STAR (IMO: 9074729) flag Panama", "Kestrelic Star IMO9074729"]
)
def test_the_imo_number_of_a_ship_is_read_from_its_name(text: str) -> None:
    listed = Party(EntityType.VESSEL, ("Zenda Pride",), identifiers=(Identifier("imo", "9074729"),))
    asked = with_facts_in_names(Party(EntityType.VESSEL, (text,)))
    found = compare_parties(asked, listed, lexicon=lexicon(), weights=Weights(), on=date.max)
    assert {one.name: one.detail for one in found.features}["identifier"].endswith("read from the name")


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Zoran Kestrelik DOB 01.02.1970", {"birth_date": PartialDate(1970, 2, 1)}),
        ("Zoran Kestrelik born 1 March 1931", {"birth_date": PartialDate(1931, 3, 1)}),
        ("Zoran Kestrelik passport K1234567", {"identifiers": (Identifier("passport", "K1234567"),)}),
    ],
)
def test_facts_count_as_those_in_fields_of_their_own(text: str, stated: dict[str, object]) -> None:
    apart = lines(Party(EntityType.PERSON, ("Zoran Kestrelik",), **stated))  # type: ignore[arg-type]
    together = lines(Party(EntityType.PERSON, (text,)))
    (name,) = {"birth_date", "identifier"} & apart.keys()
    assert together[name][0] == apart[name][0]
    assert together[name][1] == f"{apart[name][1]}; read from the name"


def test_a_fact_that_disagrees_never_hides_the_listed_name() -> None:
    for text in (
        "Zoran Kestrelic DOB 01.02.1931",
        "Kestrelik Zoran (Peru) (1931) passport X9876543",
        "Z. Kestrelic (1931)",
    ):
        assert compared(Party(EntityType.PERSON, (text,))).score >= 0.7


def test_what_the_party_states_is_not_replaced() -> None:
    stated = Party(EntityType.PERSON, ("Zoran Kestrelic (1931)",), PartialDate(1970), nationalities=("RS",))
    assert with_facts_in_names(stated) is stated


def test_a_body_is_not_born() -> None:
    party = Party(EntityType.ENTITY, ("Zarvanex (1970)",))
    assert with_facts_in_names(party) is party
