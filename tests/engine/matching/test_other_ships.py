"""A listed ship of one word beside an ordinary word of ships' names is another ship; beside others it is found."""

from datetime import date

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.model import Comparison, Party
from service.engine.matching.score import compare_parties
from service.engine.matching.weights import Weights
from service.engine.model.entity import EntityType


def compared(asked: str, kind: EntityType = EntityType.VESSEL) -> Comparison:
    left, right = Party(kind, (asked,)), Party(EntityType.VESSEL, ("ZARVANEX",))
    return compare_parties(left, right, lexicon=lexicon(), weights=Weights(), on=date(2026, 1, 1))


@pytest.mark.parametrize(
    "asked",
    [
        "BLUE ZARVANEX II",
        "ZARVANEX RIVER",
        "ATLANTIC ZARVANEX",
        "ZARVANEX ATLANTIC",
        "BLUE ZARVANEX II tanker",
        "MARIA ZARVANEX",
    ],
)
@pytest.mark.parametrize("kind", [EntityType.VESSEL, EntityType.UNKNOWN])
def test_another_ship(asked: str, kind: EntityType) -> None:
    assert compared(asked, kind).score < 0.70


@pytest.mark.parametrize(
    "asked", ["ZARVANEX", "ZARVANEX, Panama", "ZARVANEX tanker", "crew change Zarvanex", "Bunkers for ZARVANEXX"]
)
def test_the_same_ship(asked: str) -> None:
    assert compared(asked).score >= 0.70


def test_what_was_left_out_is_said() -> None:
    said = [line.detail for line in compared("crew change ZARVANEX").features if line.name == "words_of_ships"]
    assert said == ["left out as what papers of ships put beside a name: “crew change”"]
