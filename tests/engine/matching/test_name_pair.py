"""One name against another in any script: the best way to compare them, its price and its explanation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import (
    NameMatch,
    asked_parts,
    best_match,
    in_latin,
    match_names,
    parts,
    without_name,
)
from service.engine.matching.weights import Weights
from service.engine.model.entity import EntityType
from service.engine.normalise.names import prepare
from tests.examples import examples

WEIGHTS = Weights()


def best(query: str, listed: str, *, is_person: bool = True) -> NameMatch:
    return best_match(query, listed, is_person=is_person, lexicon=lexicon(), weights=WEIGHTS)


@pytest.mark.parametrize(
    ("query", "listed", "is_person"),
    [
        ("Zelmanko Qorvatin", "Qorvatin, Zelmanko", True),
        ("Зелманко Корватин", "Zelmanko Korvatin", True),
        ("Zelmanko Korvatin", "Зелманко Корватин", True),
        ("Anna Testova a.k.a. Zelmanko Qorvatin", "Zelmanko Qorvatin", True),
        ("Zеlmаnkо Qorvаtin", "Zelmanko Qorvatin", True),
        ("avotseT annA", "Anna Testova", True),
        ("Банк Зелманко", "Zelmanko Bank", False),
        ("崔英子", "CHOE Yong Ja", True),
        ("Kim Young-ja", "金英子", True),
        ("崔英子", "최영자", True),
        ("阮文雄", "Nguyễn Văn Hùng", True),
        ("Nguyen Van Hung", "阮文雄", True),
        ("陳大偉", "CHAN Tai Wai", True),
        ("呂正", "LYU Zheng", True),
        ("이영자", "RI Yong Ja", True),
        ("이영자", "Rhee Young-ja", True),
        ("Chu Jung-chi", "Zhu Rongji", True),
        ("Lyu Zheng", "LV Zheng", True),
        ("槇原𠮷郎", "槙原吉郎", True),
        ("Zelmanko DPRK", "Zelmanko Democratic People's Republic of Korea", False),
        ("Zelmanko Democratic People's Republic of Korea", "Zelmanko, North Korea", False),
    ],
)
def test_the_same_party(query: str, listed: str, is_person: bool) -> None:
    assert best(query, listed, is_person=is_person).total >= 0.7


@pytest.mark.parametrize(
    ("query", "listed", "is_person"),
    [
        ("Zelmanko Qorvatin", "Anna Testova", True),
        ("Анна Тестова", "Zelmanko Qorvatin", True),
        ("Zelmanko Shipping", "Qorvatin Shipping", False),
        ("", "Zelmanko Qorvatin", True),
        ("崔英子", "CHOE Yong Chol", True),
        ("阮文雄", "Tran Van Hung", True),
        ("阮文雄", "阮文幸", True),
        ("李正", "李靜", True),
    ],
)
def test_another_party(query: str, listed: str, is_person: bool) -> None:
    assert best(query, listed, is_person=is_person).total < 0.7


def test_names_in_one_script_are_compared_by_letters_and_in_two_by_sound() -> None:
    assert match_names("Анна", "Анна", is_person=True, lexicon=lexicon(), weights=WEIGHTS).same_script
    assert not best("Анна Тестова", "Anna Testova").same_script


def test_what_was_done_to_a_name_has_a_price_and_a_line() -> None:
    whole, part = (
        best("Zelmanko Qorvatin", "Zelmanko Qorvatin"),
        best("Anna Testova a.k.a. Zelmanko Qorvatin", "Zelmanko Qorvatin"),
    )
    assert whole.price == 0
    assert part.total == pytest.approx(part.score.score - part.price)
    assert part.price > 0
    assert "part_of_name" in {line.name for line in part.features()}


def test_disguised_letters_are_told_and_cost_nothing() -> None:
    found = best("<b>Zelmanko</b> Qorvatin", "Zelmanko Qorvatin")
    lines = {line.name: line.contribution for line in found.features()}
    assert found.remark
    assert lines["disguised_spelling"] == 0


@settings(deadline=None, max_examples=examples(40))
@given(
    st.sampled_from(["Zelmanko Qorvatin", "Зелманко Корватин", "Anna Testova", "<i>Anna</i>", "ゼルマンコ", "", "Z."]),
    st.sampled_from(["Zelmanko Qorvatin", "Тестова Анна", "Zelmanko Bank Ltd", "李伟"]),
    st.booleans(),
)
def test_a_total_lies_between_nothing_and_one_and_its_lines_add_up(query: str, listed: str, is_person: bool) -> None:
    found = best(query, listed, is_person=is_person)
    assert 0 <= found.total <= 1
    lines = found.features()
    if found.score.score > 0 and found.total > 0:
        assert sum(line.contribution for line in lines) == pytest.approx(found.total, abs=1e-6)
    assert all(line.detail for line in lines)


def test_the_parts_of_a_name() -> None:
    assert parts("Zelmanko Qorvatin", is_person=True) == [("Zelmanko Qorvatin", False)]
    asked = dict(asked_parts("Anna Testova / Zelmanko", is_person=False, weights=WEIGHTS))
    assert asked["Anna Testova / Zelmanko"] == 0
    assert asked["anna testova"] == WEIGHTS.alternative_part
    assert asked["zelmanko"] == WEIGHTS.one_word_part


@pytest.mark.parametrize(
    ("part", "price"),
    [("International Trading", WEIGHTS.one_word_part), ("Zarvanex Trading", WEIGHTS.alternative_part)],
)
def test_a_part_of_two_common_words_has_to_be_equal(part: str, price: float) -> None:
    asked = dict(asked_parts(f"Example Co., Ltd.; {part}", is_person=False, weights=WEIGHTS))
    assert asked[part.lower()] == price


@pytest.mark.parametrize(
    ("query", "kind", "found"),
    [
        ("Haji Zarvanexkel", EntityType.ENTITY, True),
        ("Zarvanexkel Thornbury", EntityType.ENTITY, True),
        ("Haji Zarvanexkal", EntityType.ENTITY, False),
        ("Zarvanexkel Thornbury", EntityType.UNKNOWN, False),
    ],
)
def test_a_rare_word_of_a_body_is_a_part_that_has_to_be_equal(query: str, kind: EntityType, found: bool) -> None:
    match = best_match(query, "ZARVANEXKEL", is_person=False, lexicon=lexicon(), weights=WEIGHTS, kind=kind)
    assert (match.total >= 0.7) is found


def test_a_word_that_may_be_read_otherwise_is_no_such_part() -> None:
    asked = dict(asked_parts("i.a zarvancorporation", is_person=False, weights=WEIGHTS, kind=EntityType.ENTITY))
    assert "zarvancorporation" not in asked


def test_a_part_is_paid_for_in_latin_letters_too() -> None:
    found = match_names(
        "synthetic", "Зелманковский завод каучука", is_person=False, lexicon=lexicon(), weights=WEIGHTS, part=0.27
    )
    assert found.price == 0.27


@pytest.mark.parametrize(
    ("query", "listed", "unequal"),
    [
        ("Zelmanko Qorvatin", "Zelmanko", True),
        ("Zelmanko", "Zelmanko", False),
        ("Zelmanko", "Zelmanko Qorvatin", False),
    ],
)
def test_whether_a_listed_name_of_one_word_is_just_that(query: str, listed: str, unequal: bool) -> None:
    assert best(query, listed, is_person=False).is_one_word_unequal is unequal


def test_without_a_name_there_is_no_likeness() -> None:
    found = without_name(prepare("Zelmanko", is_person=True), is_person=True)
    assert found.total == 0
    assert found.features()[1].detail == "no name was asked, only an identifier"


def test_a_name_in_latin_letters_is_not_romanised() -> None:
    assert in_latin("Zelmanko Qorvatin", is_person=True) == ()
    (romanised,) = in_latin("З. Корватин", is_person=True)
    assert romanised.latin


@pytest.mark.parametrize("beside", ["& Mary Jones", "and wife", ", Director, Acme Ltd", "account"])
def test_a_name_that_shares_its_field_scores_as_if_it_were_alone(beside: str) -> None:
    alone = best("Oktavian Zelmarson", "ZELMARSON, Oktavian Karim")
    together = best(f"Oktavian Zelmarson {beside}", "ZELMARSON, Oktavian Karim")
    assert together.total == alone.total
    assert [line.detail for line in together.features() if line.name == "joined_names"] == [
        "one of the names that stand together in the field was compared"
    ]
    assert not any(line.name == "joined_names" for line in alone.features())


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("ZELMAR GR.", "Zelmar Group"),
        ("Gpo. Zelmar", "GRUPO ZELMAR"),
        ("Cía. Zelmar", "COMPANIA ZELMAR"),
        ("Zelmar Gral. Trading", "Zelmar General Trading"),
        ("ZELMAR ONE", "ZELMAR I"),
        ("ZELMAR 1", "ZELMAR I"),
        ("ZELMAR I", "ZELMAR ONE"),
        ("ZELMAR 2HO", "ZELMAR 2"),
        ("ZELMAR KELPROM AS OWNERS P/A", "Zelmar Kelprom"),
        ("Zelmar Kelprom as disponent owners", "Zelmar Kelprom"),
        ("M and S Syndicate", "M & S SYNDICATE"),
    ],
)
def test_short_words_and_numbers_of_bodies_and_ships_are_read(query: str, listed: str) -> None:
    assert best(query, listed, is_person=False).total >= 0.9


@pytest.mark.parametrize(
    ("query", "listed"),
    [("M & R Syndicate", "M & S SYNDICATE"), ("S & R Syndicate", "S & Z SYNDICATE"), ("ZELMAR 3", "ZELMAR I")],
)
def test_other_letters_and_numbers_are_other_bodies(query: str, listed: str) -> None:
    assert best(query, listed, is_person=False).total < 0.7


def test_a_ship_of_the_same_number_comes_first() -> None:
    same, other = (best("OKTAVIANOR3", f"OKTAVIANOR {number}", is_person=False).total for number in ("III", "I"))
    assert same > 0.9 > other
