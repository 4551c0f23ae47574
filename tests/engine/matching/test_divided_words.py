"""Two words of a person's name written as one, that do not stand side by side in it."""

import pytest

from service.engine.matching.divided_words import divided, parts_of
from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights

LISTED = "ZELMARSON, Oktavian Karim"
WORDS = frozenset(("zelmarson", "oktavian", "karim"))


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("OKTAVIANZELMARSON KARIM", 0.95),
        ("Karim OktavianZelmarson", 0.95),
        ("Oktavian ZelmarsonKarim", 0.95),
        ("oktavianzelmarson", 0.89),
    ],
)
def test_words_that_were_joined_are_divided(text: str, score: float) -> None:
    match = best_match(text, LISTED, is_person=True, lexicon=lexicon(), weights=Weights())
    assert match.total == pytest.approx(score)
    assert any("zelmarson" in feature.detail for feature in match.features())


def test_another_word_beside_them_still_contradicts() -> None:
    text = "OKTAVIANZELMARSON BRIGHT"
    assert best_match(text, LISTED, is_person=True, lexicon=lexicon(), weights=Weights()).total < 0.70


def test_short_words_and_parts_are_left_whole() -> None:
    assert [*parts_of("oktavianzelmarson", WORDS)] == [("oktavian", "zelmarson")]
    assert [*parts_of("annali", frozenset(("anna", "li", "ann", "ali")))] == []
    assert [*parts_of("", WORDS)] == [*parts_of("zelmarson", WORDS)] == []


def test_only_names_that_have_both_words_are_given() -> None:
    found = [key for key, _ in divided("OktavianZelmarson Karim", WORDS, lambda *parts: [" ".join(parts)], lexicon())]
    assert found == ["oktavian zelmarson"]
