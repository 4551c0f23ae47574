"""Names written down by ear, with a word more than the listed name has."""

from __future__ import annotations

import pytest

from service.engine.matching.heard_beside import heard_without_a_word, keys_beside
from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights


def total(query: str, listed: str) -> float:
    return best_match(query, listed, is_person=True, lexicon=lexicon(), weights=Weights()).total


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Falery Medfedef Umzele", "Valery Medvedev"),
        ("Kestrel Fiktor Patourin", "Viktor Baturin"),
        ("Dschordsche Tarvok Nowakowitsch", "Djordje Novakovic"),
        ("Getevan Dschigofani Ostrin", "Ketevan Chikovani"),
    ],
)
def test_a_word_beside_costs_what_it_costs_beside_an_exact_name(query, listed):
    beside = next(word for word in ("Umzele", "Kestrel", "Tarvok", "Ostrin") if word in query)
    alone = " ".join(word for word in query.split() if word != beside)
    assert total(query, listed) == pytest.approx(total(alone, listed) - Weights().missing_word)
    assert total(query, listed) >= 0.7


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Falery Umzele Kestrel", "Valery Medvedev"),
        ("Viktor Kestrel Fedorin", "Viktor Baturin"),
        ("Vladislav Shulpakov Linden", "Vladislav Shcherbakov"),
        ("Ketevan Gigashvili Ostrin", "Ketevan Chikovani"),
        ("Sergei Marwick Bukrov", "Sergei Pokrovsky"),
        ("Javad Hollin Pakzad", "Javad Begzadeh"),
    ],
)
def test_other_names_stay_apart(query, listed):
    assert total(query, listed) < 0.7


def test_the_word_is_named():
    match = best_match(
        "Falery Medfedef Umzele", "Valery Medvedev", is_person=True, lexicon=lexicon(), weights=Weights()
    )
    assert "umzele" in next(line.detail for line in match.features() if line.name == "missing_word")


def test_keys_are_those_of_the_other_words():
    assert [at for at, _ in keys_beside(["falery", "al", "medfedef", "umzele"])] == [0, 3]


@pytest.mark.parametrize(
    "words",
    [["falery", "medfedef"], ["falery"] * 6, ["ismael", "tiago", "vera"], ["anna", "medfedef", "umzele", "mba"]],
)
def test_no_word_is_left_out_of_names_that_are_short_or_long_or_have_titles(words):
    assert not [*keys_beside(words)]


def test_only_latin_letters_are_heard():
    rests = [rest for _, rest, _ in heard_without_a_word("Falery Médfedef Umzele")]
    assert "falery medfedef" in rests
    assert not [*heard_without_a_word("Валерий Медведев Умзеле")]
