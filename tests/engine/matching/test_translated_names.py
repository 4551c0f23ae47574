"""Names of bodies in two languages: what translators choose, add and leave out, and whose ministry it is."""

from __future__ import annotations

import pytest

from service.engine.matching.alignment import align
from service.engine.matching.lexicon import lexicon
from service.engine.matching.names import score_names
from service.engine.matching.translated_names import are_forms, are_near, is_of_one_state, may_be_near, say_enough
from service.engine.matching.weights import Weights
from service.engine.normalise.names import Kind, prepare
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table

FOUND = 0.70


def score(query: str, listed: str) -> float:
    names = (prepare(text, is_person=False) for text in (query, listed))
    return score_names(*names, lexicon(), Weights()).score


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [
        ("office", "service", True),
        ("information", "intelligence", True),
        ("bank", "fund", False),
        ("hotel", "hospital", False),
    ],
)
def test_words_that_translators_put_for_one_another_are_near(word: str, other: str, near: bool) -> None:
    assert are_near(word, other) is are_near(other, word) is near


def test_words_are_near_in_translation_only() -> None:
    assert score("Zelmanko Information Bank", "Zelmanko Intelligence Bank") < FOUND
    assert score("Banca Zelmanko informații", "Zelmanko Intelligence Bank") >= FOUND


@pytest.mark.parametrize(
    ("query", "listed", "found"),
    [
        ("Zelmanko Maritime", "Zelmanko Shipping", True),
        ("Zelmanko Building Company", "Zelmanko Construction Company", True),
        ("Zelmanko Institute", "Zelmanko Academy", True),
        ("Zelmanko Shipping", "Zelmanko Construction", False),
        ("Zelmenko Maritime", "Zelmanko Shipping", False),
        ("General Maritime", "General Shipping", False),
    ],
)
def test_common_words_of_about_one_meaning_may_stand_for_one_another(query: str, listed: str, found: bool) -> None:
    assert (score(query, listed) >= FOUND) is (score(listed, query) >= FOUND) is found


@pytest.mark.parametrize("table", ["near_in_translation.csv", "near_in_english.csv"])
def test_the_table_holds_folded_words(table: str) -> None:
    words = [word for row in read_table(table) for word in row["words"].split("|")]
    assert words == [fold(word) for word in words]


@pytest.mark.parametrize(
    ("query", "listed", "same"),
    [
        ("Ministerio de Salud", "Ministry of Health [Syria]", True),
        ("Ministry of Health [Syria]", "Ministry of Health", True),
        ("Ministry of Health [Iran]", "Ministry of Health [Syria]", False),
        ("General Trading", "General Trading (Syria)", False),
        ("Directorate", "Directorate [Syria]", False),
    ],
)
def test_a_list_says_in_brackets_whose_ministry_it_is(query: str, listed: str, same: bool) -> None:
    left, right = prepare(query, is_person=False), prepare(listed, is_person=False)
    assert is_of_one_state(align(left, right, lexicon(), Weights()), left, right) is same
    assert (score(query, listed) >= FOUND) is same


def test_four_common_words_of_a_translated_name_say_enough_with_one_word_more() -> None:
    more = "Ředitelství vojenské bezpečnosti a zpravodajské činnosti"
    assert score(more, "Military Security and Intelligence Directorate") >= FOUND
    assert (
        score("Office of Military Security and Intelligence Zelma", "Military Security Intelligence Office 5") < FOUND
    )


@pytest.mark.parametrize("left", [[Kind.PLACE], [Kind.NUMBER], [Kind.NAME, Kind.GENERIC]])
def test_places_numbers_and_two_words_more_are_another_body(left: list[Kind]) -> None:
    names = [prepare("Ministry of National Security and Intelligence Research", is_person=False)] * 2
    alignment = align(*names, lexicon(), Weights())
    assert say_enough(alignment, [Kind.NAME])
    assert not say_enough(alignment, left)


def test_another_word_for_the_body_is_chosen_beside_two_that_agree() -> None:
    assert score("Ufficio cambi Zelmanko", "Zelmanko Money Exchange") >= FOUND
    assert score("Zelmanko Exchange Office", "Zelmanko Money Exchange") < FOUND
    assert score("Hotel Zelmanko di cambio", "Zelmanko Bank Exchange") < FOUND


@pytest.mark.parametrize(
    ("query", "listed", "same"),
    [
        ("Industria minera", "Mining Industries", True),
        ("Presse iranienne", "Iran Press", True),
        ("Banque iranienne", "Syrian Bank", False),
        ("Marine Service", "Marine Services", True),
        ("Trading Group", "Commerce Groups", False),
    ],
)
def test_two_words_are_one_name_in_other_forms(query: str, listed: str, same: bool) -> None:
    assert (score(query, listed) >= FOUND) is same


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Qorvati naftatranspordi ettevõte", "Qorvat Oil Transport Company"),
        ("Spoločnosť pre výrobu cementu Zelmanko", "Zelmanko Cement Production Co."),
    ],
)
def test_a_word_for_company_in_another_language_is_a_legal_form(query: str, listed: str) -> None:
    assert score(query, listed) >= 0.8


@pytest.mark.parametrize(
    ("query", "listed", "found"),
    [
        ("Välisministeerium", "Ministry of Foreign Affairs", True),
        ("Závod námořního průmyslu", "Marine Industries", True),
        ("Estado Mayor de las Fuerzas Armadas", "General Staff of the Armed Forces", True),
        ("Centre d'études et de recherches scientifiques", "Scientific Research Centre", True),
        ("Banque agricole", "Agricultural Insurance Bank", False),
        ("Organizacja Młodzieży", "Youth Group", False),
        ("Ministère des Affaires sociales", "Ministry of Foreign Affairs", False),
        ("Ministerstvo vnitra Ruské federace", "Ministry of Finance of the Russian Federation", False),
    ],
)
def test_words_that_say_nothing_of_their_own_are_added_in_translation(query: str, listed: str, found: bool) -> None:
    assert (score(query, listed) >= FOUND) is (score(listed, query) >= FOUND) is found


def test_names_that_are_near_in_translation_are_no_contradiction() -> None:
    assert score("Qorvatische Freiheitsfalken", "Qorvatische Freedom Hawks") >= FOUND
    assert score("Qorvat Freedom Falcons", "Qorvat Freedom Hawks") < FOUND


def test_words_that_translators_may_change_are_known() -> None:
    assert may_be_near("falcons")
    assert not may_be_near("zelmanko")


def test_two_words_with_one_beginning_are_forms_of_one() -> None:
    assert are_forms("president", "presidential")
    assert not are_forms("president", "premier")
    assert score("Prezidento gvardija", "Presidential Guard") >= FOUND
