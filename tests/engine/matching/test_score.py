"""A company is no ship of one word like its own, and an equal name is looked at whatever its type."""

from datetime import date

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.model import Party
from service.engine.matching.score import compare_parties
from service.engine.matching.weights import Weights
from service.engine.model.entity import EntityType

TODAY = date(2026, 1, 1)


def score(asked: str, listed: str, listed_type: EntityType) -> float:
    left, right = Party(EntityType.ENTITY, (asked,)), Party(listed_type, (listed,))
    return compare_parties(left, right, lexicon=lexicon(), weights=Weights(), on=TODAY).score


@pytest.mark.parametrize("asked", ["Zarvan Trading", "Zarvane Ltd", "Zarvan Shipping Ltd"])
def test_a_company_is_not_a_ship_with_its_word(asked: str) -> None:
    assert score(asked, "ZARVAN", EntityType.VESSEL) < 0.70


@pytest.mark.parametrize("asked", ["Zarvan", "Zarvan Ltd"])
def test_an_equal_name_is_found(asked: str) -> None:
    assert score(asked, "ZARVAN", EntityType.VESSEL) >= 0.70


def test_a_company_is_a_company_with_its_word() -> None:
    assert score("Zarvan Trading", "ZARVAN", EntityType.ENTITY) >= 0.70


def test_a_person_is_not_a_ship_of_one_word() -> None:
    left, right = Party(EntityType.UNKNOWN, ("Zarvan Danielson",)), Party(EntityType.VESSEL, ("ZARVAN",))
    assert compare_parties(left, right, lexicon=lexicon(), weights=Weights(), on=TODAY).score < 0.70
