"""A name that is looked for among the parties of screenings."""

import pytest

from service.records.search_keys import SearchKeys
from service.screenings.wanted_name import ROUNDS, WantedName

KEYS = SearchKeys(b"k" * 32)


@pytest.fixture
def wanted(snapshot):
    return lambda name, similar=True: WantedName(name, snapshot, KEYS, similar=similar)


def found_in(wanted, *names, aliases=()):
    """The round in which a screening of these parties is found, and the party."""
    parties = [{"id": f"p{n}", "name": name, "aliases": list(aliases)} for n, name in enumerate(names)]
    for round_ in range(ROUNDS):
        match = wanted.match(parties, round_)
        if match is not None:
            return round_, match.party_id
    return None


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Anna Maria Primerova",), (0, "p0")),
        (("PRIMEROVA, Anna",), (0, "p0")),
        (("Boris Beispiel", "Anna Primerova"), (0, "p1")),
        (("Boris Beispiel",), None),
        (("Anna Beispiel", "Boris Primerova"), None),
        ((), None),
    ],
)
def test_exactly_every_word_is_had_by_one_party(wanted, names, found):
    assert found_in(wanted("Anna Primerova", similar=False), *names) == found


def test_other_names_of_a_party_count_too(wanted):
    assert found_in(wanted("Anna Primerova", similar=False), "A. P.", aliases=["Anna Primerova"]) == (0, "p0")


@pytest.mark.parametrize("name", ["Anna Primerova", "Anna Primerowa", "ANNA  PRIMEROVA"])
def test_a_name_that_sounds_the_same_is_found_first(wanted, name):
    assert found_in(wanted("Anna Primerova"), name) == (0, "p0")


def test_a_name_that_is_another_is_not_found_in_any_round(wanted):
    assert found_in(wanted("Anna Primerova"), "Oleg Sidorov") is None


def test_a_screening_is_found_in_its_first_round_only(wanted):
    name = wanted("Anna Primerova")
    parties = [{"id": "a", "name": "Anna Primerova"}, {"id": "b", "name": "Primerova"}]
    assert name.match(parties, 0).party_id == "a"
    assert [name.match(parties, round_) for round_ in (1, 2)] == [None, None]


def test_a_party_without_an_id_goes_by_its_place(wanted):
    match = wanted("Primerova", similar=False).match([{"name": "Boris"}, {"name": "Anna Primerova"}], 0)
    assert (match.party_id, match.name) == ("2", "Anna Primerova")
    assert 0 < match.score <= 1


@pytest.mark.parametrize(
    ("wanted_name", "name", "found"),
    [
        ("Primerava", "Anna Maria Primerova", True),
        ("Primertova", "Anna Maria Primerova", True),
        ("aksenof", "Sergei Aksenov", True),
        ("Prxmertova", "Anna Maria Primerova", False),
        ("Li Wei", "Lu Wei", False),
        ("...", "Anna Primerova", False),
    ],
)
def test_one_word_with_one_letter_wrong_finds_a_longer_name(wanted, wanted_name, name, found):
    assert (found_in(wanted(wanted_name), name) is not None) == found
