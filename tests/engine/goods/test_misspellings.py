"""Slips of the pen: how far a word may be from a name."""

from __future__ import annotations

from service.engine.goods.misspellings import disguised, index_misspellings, nearest_name, slip
from service.engine.goods.rules import OriginRules


def test_one_slip_in_a_short_name_two_in_a_long_one() -> None:
    index = index_misspellings({"crimea": 1, "sevastopol": 2})
    assert nearest_name("crimiea", index) == ("crimea", 1)
    assert nearest_name("cirmea", index) == ("crimea", 1)
    assert nearest_name("crema", index) is None
    assert nearest_name("sebastopal", index) == ("sevastopol", 2)


def test_real_words_are_no_slips(rules: OriginRules) -> None:
    assert slip("crime", rules.misspellings) is None
    assert slip("sassandra", rules.misspellings) is None


def test_disguises(rules: OriginRules) -> None:
    def find(word: str) -> str | None:
        found = disguised(word.lower(), word, rules.phrases, rules.misspellings)
        return found.key if found else None

    assert find("Сrimea") == "crimea"
    assert find("S1mferopol") == "simferopol"
    assert find("RepublicofCrimea") == "crimea"
    assert find("RepublikaKrym") == "krym"
    assert find("crimeaway") is None
