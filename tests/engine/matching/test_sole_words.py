"""Names of bodies of which a single word agrees: when a slip in it, or a word beside it, is another company."""

from __future__ import annotations

import pytest

from service.engine.matching.alignment import align
from service.engine.matching.lexicon import lexicon
from service.engine.matching.penalty import Penalty, PenaltyType
from service.engine.matching.sole_words import sole_word_penalties
from service.engine.matching.weights import Weights
from service.engine.normalise.names import prepare

WEIGHTS = Weights()


def penalties(query: str, listed: str) -> list[Penalty]:
    left, right = prepare(query, is_person=False), prepare(listed, is_person=False)
    return sole_word_penalties(align(left, right, lexicon(), WEIGHTS), left, right, WEIGHTS)


@pytest.mark.parametrize(
    ("query", "listed", "points"),
    [
        ("Idec", "Idek", WEIGHTS.short_single_name),
        ("Taiko", "Teaco", WEIGHTS.short_single_name),
        ("Ramesh Traders", "Ganesh Traders", WEIGHTS.short_word_edit),
    ],
)
def test_short_words_a_letter_or_two_apart_are_other_companies(query: str, listed: str, points: float) -> None:
    assert [(one.reason, one.points) for one in penalties(query, listed)] == [(PenaltyType.SHORT_NAME, points)]


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Sanko", "Sanco"),
        ("Zelmanko", "Zelmanka"),
        ("Zelmanko Bank", "Zelmanka Bank"),
        ("Zelmanko Trading", "Zelmanko Trading"),
        ("Zelmanko Trading", "Zelmanko Shipping"),
        ("Nobody", "Zelmanko"),
        ("은행", "은항"),
    ],
)
def test_longer_words_and_equal_ones_may_be_one_company(query: str, listed: str) -> None:
    assert penalties(query, listed) == []


@pytest.mark.parametrize(
    ("query", "listed", "words"),
    [
        ("Emma Qorvatin", "EMMA", ("qorvatin", "")),
        ("Zelmanko Qorvatin", "Zelmanko", ("qorvatin", "")),
        ("King Ltd", "King Romans", ("", "romans")),
        ("Zelmanku Industry", "Zelmanki Transport", None),
    ],
)
def test_one_word_of_several_is_not_everybody_who_has_it(
    query: str, listed: str, words: tuple[str, str] | None
) -> None:
    found = [one for one in penalties(query, listed) if one.reason is PenaltyType.ONE_WORD]
    assert [one.points for one in found] == ([] if words is None and not found else [WEIGHTS.one_listed_word])
    assert words is None or (found[0].query, found[0].listed) == words
