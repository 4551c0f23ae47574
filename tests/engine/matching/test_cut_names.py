"""Names cut at the width of a field are the beginnings of listed names."""

import pytest

from service.engine.matching.cut_names import keys_before_address
from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import match_names
from service.engine.matching.weights import Weights

LISTED = "ZARVANEX INSTITUTE OF INDUSTRIAL KELPROM RESEARCH AND DEVELOPMENT"
PERSON = "KESTRELIC BRIGHTWATERSON, Zoran Maximilian"


def total(query: str, listed: str, *, is_person: bool) -> float:
    return match_names(query, listed, is_person=is_person, lexicon=lexicon(), weights=Weights()).total


@pytest.mark.parametrize("width", [35, 20])
def test_a_name_of_the_width_of_a_field_may_be_cut(width: int) -> None:
    assert total(LISTED[:width], LISTED, is_person=False) == pytest.approx(0.85)


def test_a_given_name_may_stand_before_a_family_name_that_is_cut() -> None:
    assert total("Zoran Maximilian KES", PERSON, is_person=True) == pytest.approx(0.85)


@pytest.mark.parametrize("number", ["4471028833", " 4471028833", "  00447102"])
def test_the_number_of_the_next_field_may_stand_behind(number: str) -> None:
    assert total(LISTED[:22] + number, LISTED, is_person=False) == pytest.approx(0.85)
    assert total(LISTED[:22] + "447", LISTED, is_person=False) < 0.70
    assert total(LISTED[:18] + number, LISTED, is_person=False) < 0.70


@pytest.mark.parametrize("address", ["14 ROSENWEG", "KIROVA STREET 18", "P.O. BOX 4471"])
def test_the_address_of_the_next_field_may_stand_behind(address: str) -> None:
    assert total(LISTED[:30] + address, LISTED, is_person=False) == pytest.approx(0.85)
    assert total(LISTED[:18] + address, LISTED, is_person=False) < 0.70


def test_only_a_border_inside_a_strange_word_before_a_digit_is_one() -> None:
    def keys(text: str) -> list[str]:
        return [*keys_before_address(text, lexicon())]

    assert keys("ZARVANEX KELPROM IND14 ROSENWEG") == ["zarvanex kelprom ind"]
    assert keys("ZARVANEX KELPROM INDROSENWEG") == []
    assert keys("ZARVANEX AND KELPROM OF 14 ROSENWEG") == []
    assert keys("ZARVANEX TRADING AND SHIPPING 14 ROSENWEG") == []
    assert keys("") == []


def test_digits_tell_nothing_of_a_name() -> None:
    assert total("Limited Liability Comp4471028833", "Limited Liability Company Zarvanex", is_person=False) < 0.70


def test_another_width_is_no_cut() -> None:
    assert total(LISTED[:37], LISTED, is_person=False) < 0.70
