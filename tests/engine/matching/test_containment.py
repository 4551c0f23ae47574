"""A listed name that stands inside a longer one is found, unless its words are too common."""

import pytest

from service.engine.matching.containment import rare_words
from service.engine.matching.lexicon import lexicon
from service.engine.matching.names import score_names
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.names import prepare

THRESHOLD = 0.70


def score(query: str, listed: str, *, is_person: bool) -> float:
    left, right = prepare(query, is_person=is_person), prepare(listed, is_person=is_person)
    return score_names(left, right, lexicon(), Weights()).score


@pytest.mark.parametrize(
    "query",
    [
        "Brightwater Goods LLC dba Zoran Kestrelic",
        "Zoran Kestrelic, President of Ruritania and Zenda",
        "Estate of Kestrelic Zoran deceased",
        "Zoran M. Kestrelic acting for Brightwater Goods",
        "Zorran Kestrelic acting for Brightwater Goods",
        "Zoran Ltd dba Brightwater c/o Zoran Kestrelic",
    ],
)
def test_a_person_is_found_inside_a_longer_name(query: str) -> None:
    assert THRESHOLD <= score(query, "Zoran Kestrelic", is_person=True) < 0.9


@pytest.mark.parametrize(
    "query",
    [
        "Zarvanex Kelprom Brightwater Dubai Sales Office",
        "Brightwater Goods trading as Zarvanex Kelprom",
        "Zarvanex Kelprom 14 Harbour Road 7th floor Springfield",
    ],
)
def test_a_body_is_found_inside_a_longer_name(query: str) -> None:
    assert THRESHOLD <= score(query, "Zarvanex Kelprom Ltd", is_person=False) < 0.9


@pytest.mark.parametrize(
    ("query", "listed", "is_person"),
    [
        ("Получатель Зелманко Корватин Тестован доставка груза", "Зелманко Корватин Тестован", True),
        ("المستفيد زلمانكو كورفاتين شارع النصر بغداد", "زلمانكو كورفاتين", True),
        ("شركة زلمانكو كورفاتين للتجارة فرع بغداد", "زلمانكو كورفاتين", False),
        ("Βράβευση Ζελμάνκο Κορβατίν Τεστόβαν Λογιστική", "Ζελμάνκο Κορβατίν Τεστόβαν", True),
    ],
)
def test_a_name_is_found_inside_a_longer_one_in_its_script(query: str, listed: str, is_person: bool) -> None:
    assert THRESHOLD <= score(query, listed, is_person=is_person) < 0.9


@pytest.mark.parametrize(
    ("query", "listed", "is_person"),
    [
        ("Karim Muhammad Ali Bakeries Brightwater", "Muhammad Ali", True),
        ("Zoran Brightwater Goods Harbour Kestrelic", "Zoran Kestrelic", True),
        ("Brightwater Kelprom Zarvanex Goods Harbour Delmont", "Zarvanex Kelprom", False),
        ("Zarvanex Brightwater Goods Harbour Delmont Kelprom", "Zarvanex Kelprom", False),
        ("Brightwater Pakistan Trading Group", "Pakistan Trading", False),
        ("Ibrahim Joey Kestrelic", "Ibrahim Ehai", True),
    ],
)
def test_common_scattered_or_turned_words_are_not_a_name(query: str, listed: str, is_person: bool) -> None:
    assert score(query, listed, is_person=is_person) < THRESHOLD


@pytest.mark.parametrize(
    "query",
    [
        "signed for Zarvanexkel by Tilda Ferngrove",
        "Brightwater Goods, successor in title to ZARVANEXKEL",
        "Zarvanexkel JSC SWIFT QUELDEFF",
    ],
)
def test_a_long_and_rare_word_is_found_alone(query: str) -> None:
    assert THRESHOLD <= score(query, "PJSC Zarvanexkel", is_person=False) < 0.85


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Emma Daniels Ferngrove", "EMMA"),
        ("Zarvan Brightwater Goods", "ZARVAN"),
        ("Zarvanexkel Thornbury", "ZARVANEXKEL"),
        ("Tilda Zarvanexkel Thornbury", "ZARVANEXKEL"),
        ("Maritime Brightwater Goods Harbour", "MARITIME"),
        ("Zarvanexkal Brightwater Goods Harbour", "ZARVANEXKEL"),
    ],
)
def test_a_short_common_or_misspelt_word_alone_is_not_a_name(query: str, listed: str) -> None:
    assert score(query, listed, is_person=False) < THRESHOLD


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Haji Zarvanexkel", ("zarvanexkel",)),
        ("Gerencia Zarvanexkel", ("gerencia", "zarvanexkel")),
        ("Gerencia Zarvanexkel LLC", ()),
        ("Zarvanexkel Trading", ()),
        ("Tilda Zarvanexkel Thornbury", ("zarvanexkel", "thornbury")),
        ("Zarvanexkel", ()),
        ("Emma Zarvan", ()),
        ("Zarvanexkel Qorv Brightwater Tilda Goods", ()),
    ],
)
def test_the_words_of_a_body_that_may_be_a_name_alone(query: str, words: tuple[str, ...]) -> None:
    assert rare_words(prepare(query, is_person=False), lexicon()) == words


@pytest.mark.parametrize("query", ["Zarvan Mujahidin Brigades", "Mujahidin Brigades Ruritania office"])
def test_two_rare_common_words_are_a_name_as_they_stand(query: str) -> None:
    assert THRESHOLD <= score(query, "Mujahidin Brigades", is_person=False) < 0.9


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Zarvan Mujahidin Brigade", "Mujahidin Brigades"),
        ("Zarvan Brigades Mujahidin", "Mujahidin Brigades"),
        ("Zarvan Ministry of Labor", "Ministry of Labor"),
        ("Zarvan Digital Security", "Digital Security"),
    ],
)
def test_two_common_words_otherwise_are_no_name(query: str, listed: str) -> None:
    assert score(query, listed, is_person=False) < THRESHOLD


def test_the_explanation_names_what_stands_beside_and_what_met() -> None:
    left, right = prepare("Goods dba Zoran Kestrelic", is_person=True), prepare("Zoran Kestrelic", is_person=True)
    found = score_names(left, right, lexicon(), Weights())
    assert [one.query for one in found.penalties if one.reason is PenaltyType.CONTAINED] == ["goods dba"]
    assert [(pair.q_first, pair.l_first) for pair in found.alignment.pairs] == [(2, 0), (3, 1)]


def test_a_word_said_again_says_no_more() -> None:
    assert score("Zarva Zarva II", "Zarva II", is_person=False) >= 0.9


@pytest.mark.parametrize(
    "query", ["Albania Cement sports club", "rent flat Albania Cement", "Albania Cement Brightwater Quill"]
)
def test_a_place_and_a_rare_common_word_are_found_as_they_stand(query: str) -> None:
    found = score(query, "ALBANIA CEMENT CO.", is_person=False)
    assert THRESHOLD <= found < 0.9
    assert score("ALBANIA CEMENT CO.", query, is_person=False) == found


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Cement Works of Albania Brightwater", "Albania Cement"),
        ("Albania Brightwater Cement", "Albania Cement"),
        ("Albanian Cement Brightwater", "Albania Cement"),
        ("Noor Albania Trading", "Albania Trading"),
        ("Brightwater Industrial Solutions", "Industrial Solutions"),
    ],
)
def test_common_words_that_stand_otherwise_are_not(query: str, listed: str) -> None:
    assert score(query, listed, is_person=False) < THRESHOLD
