"""What a pairing of two names says, as numbers."""

import pytest

from service.engine.matching.phonetic.features import (
    FEATURES,
    GENERIC_WEIGHT,
    OMITTED_PATRONYMIC,
    features_of,
    word_weights,
)
from service.engine.matching.phonetic.name import SoundName, prepare_sound
from service.engine.matching.phonetic.pairing import pair_names


def name(text: str, *, is_person: bool = True) -> SoundName:
    return prepare_sound(text, is_person=is_person)


def features(query: str, listed: str) -> dict[str, float]:
    left, right = name(query), name(listed)
    pairs = pair_names([(left, [right])])[0][0]
    return dict(zip(FEATURES, features_of(left, right, pairs, word_weights(left), word_weights(right)), strict=True))


def test_names_that_agree_contradict_nothing() -> None:
    found = features("Анна Тестова", "Anna Testova")
    assert found["mean"] > 0.9
    assert found["worst"] > 0.8
    assert (found["contradicted"], found["omitted"], found["one_of_several"], found["disorder"]) == (0, 0, 0, 0)
    assert (found["bias"], found["pairs"]) == (1, 1)


def test_a_word_without_a_partner_is_omitted_and_one_on_each_side_is_contradicted() -> None:
    omitted = features("Анна Тестова", "Anna Testova Zelmanko")
    assert omitted["omitted"] > 0
    assert omitted["contradicted"] == 0
    assert features("Анна Тестова Корватин", "Anna Testova Zelmanko")["contradicted"] > 0


def test_a_patronymic_left_out_counts_little() -> None:
    patronymic = features("Анна Тестова", "Anna Viktorovna Testova")["omitted"]
    surname = features("Анна Тестова", "Anna Zelmanko Testova")["omitted"]
    assert patronymic < surname
    assert patronymic <= OMITTED_PATRONYMIC


def test_one_word_of_several() -> None:
    assert features("Тестова", "Anna Testova")["one_of_several"] == 1
    assert features("Тестова", "Testova")["both_single"] == 1
    assert features("Тестова", "Anna Testova")["one_single"] == 1


def test_names_of_which_nothing_agrees() -> None:
    found = features("Зелманко", "Qorvatin")
    assert (found["mean"], found["worst"], found["nats"], found["pairs"]) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("listed", "disorder"),
    [("Anna Testova Zelmanko", 0), ("Zelmanko Anna Testova", 0), ("Testova Anna Zelmanko", 1 / 3)],
)
def test_words_turned_round_are_in_order_and_exchanged_ones_are_not(listed: str, disorder: float) -> None:
    assert features("Анна Тестова Зелманко", listed)["disorder"] == pytest.approx(disorder)


def test_words_that_any_company_may_have_tell_next_to_nothing() -> None:
    weights = word_weights(name("Банк Зелманко", is_person=False))
    assert weights[0] == GENERIC_WEIGHT
    assert weights[1] > 0.5
