"""Acronyms that are all of a body's name."""

import pytest

from service.engine.index.candidates import candidates
from service.engine.index.name_index import NameIndex
from service.engine.index.required_score import NO_NEEDS
from service.engine.matching.acronyms import is_acronym_of
from service.engine.matching.lexicon import lexicon
from service.engine.matching.names import score_names
from service.engine.matching.weights import Weights
from service.engine.normalise.names import prepare

NAMES = (
    "Zelnia Mining Development Trading Corporation",
    "ZMDT Corp",
    "Anka Berg Company",
    "ANSA",
    "Zelnian Tanker Drilling Co",
    "ZTDC",
    "Corporación Nacional de Petróleos Kelpro",
    "CNPK",
    "Келпроский Союз Промышленников Зарво",
    "КСПЗ",
)


PAIRS = ((1, 0), (0, 1), (4, 5), (5, 4), (6, 7), (7, 6), (8, 9), (9, 8))


def are(short: str, name: str) -> bool:
    return is_acronym_of(prepare(short, is_person=False), prepare(name, is_person=False), lexicon())


def test_an_acronym_of_four_letters_stands_for_the_words() -> None:
    assert are("ZMDT", "Zelnia Mining Development Trading Corporation")
    assert are("ZMDT Ltd", "Zelnia Mining Development Trading")


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("CNPK", "Corporación Nacional de Petróleos Kelpro"),
        ("NPKK", "Corporación Nacional de Petróleos Kelpro Kestrel S.A."),
        ("ZTKB", "Zarvo Türk Kalkınma Bankası A.Ş."),
        ("NRFZ", "Nationale Revolutionäre Front Zarvo"),
        ("КСПЗ", "Келпроский Союз Промышленников Зарво"),
    ],
)
def test_a_name_in_another_language_has_the_acronym_of_its_own_words(short: str, name: str) -> None:
    assert are(short, name)


def test_the_legal_form_may_be_in_the_acronym() -> None:
    assert are("ZTDC", "Zelnian Tanker Drilling Company")
    assert are("ZTDC", "Zelnian Tanker Drilling Co.")
    assert not are("ZTDC", "Zelnian Tanker Drilling Ltd")
    assert not are("ZTDC", "Zelnian Tanker Drilling")


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("ZMD", "Zelnia Mining Development"),  # three letters are anybody's
        ("ANSA", "Arka New Steel Agency"),  # a word that can be said may be a name of its own
        ("ZMDT", "Zelnia Mining Development"),
        ("ZMDT Verkaro", "Zelnia Mining Development Trading"),
        ("FLPZ", "Frente Popular de Liberación de Zarvania"),
        ("CNPK", "Corporación Nacional de Petróleos"),
    ],
)
def test_what_is_no_acronym(short: str, name: str) -> None:
    assert not are(short, name)


@pytest.mark.parametrize(("query", "listed"), [(NAMES[at], NAMES[to]) for at, to in PAIRS])
def test_the_index_finds_it_both_ways(query: str, listed: str) -> None:
    names = [prepare(name, is_person=False) for name in NAMES]
    asked, wanted = names[NAMES.index(query)], NAMES.index(listed)
    weights = Weights()
    assert score_names(asked, names[wanted], lexicon(), weights).score >= 0.70
    (found,) = candidates(NameIndex.build(names, lexicon()), [asked], weights, NO_NEEDS)
    assert wanted in [candidate.name for candidate in found]
