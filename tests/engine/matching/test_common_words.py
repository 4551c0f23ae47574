"""How often words are met that no list has counted."""

from __future__ import annotations

import pytest

from service.engine.matching.common_words import common_words
from service.engine.matching.lexicon import lexicon


@pytest.mark.parametrize("word", ["of", "de", "company", "limited", "gesellschaft", "john", "sepp", "academy"])
def test_words_of_tables_are_commoner_than_words_never_met(word: str) -> None:
    assert lexicon().rarity(word) < lexicon().rarity("zelmanko")


def test_small_words_say_less_than_forms_and_forms_less_than_names() -> None:
    rarity = lexicon().rarity
    assert rarity("of") < rarity("company") < rarity("john") < rarity("advertising")


@pytest.mark.parametrize("word", ["il", "le", "kg", "asc"])
def test_syllables_and_short_forms_are_names_too(word: str) -> None:
    assert word not in common_words()


def test_counts_come_first() -> None:
    assert lexicon().rarity("shipping") == lexicon().rarities["shipping"] < lexicon().common["shipping"]


def test_that_a_word_is_common_does_not_make_it_one_met_before() -> None:
    assert not lexicon().is_known("advertising")
