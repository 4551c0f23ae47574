"""What a party is, in the words of others."""

import pytest

from service.common.bundled_tables import bundled_rows
from service.engine.model.entity import EntityType
from service.engine.screening.party_words import _key, gender_of, type_of


def test_every_word_means_one_thing():
    words = [(_key(word), row["means"]) for row in bundled_rows("service.engine.screening", "party_words.csv")
             for word in row["words"].split("|")]  # fmt: skip
    assert len({word for word, _ in {*words}}) == len({*words})
    assert {means for _, means in words} == {*EntityType, "male", "female"}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("organisation", "entity"),
        ("Company", "entity"),
        ("Individual", "person"),
        ("natural_person", "person"),
        ("ship", "vessel"),
        ("Personne physique", "person"),
        ("ЮРИДИЧЕСКОЕ ЛИЦО", "entity"),
        ("会社", "entity"),
        ("robot", None),
        ("", None),
        ("male", None),
    ],
)
def test_a_word_stands_for_a_type(word, kind):
    assert type_of(word) == kind


@pytest.mark.parametrize(
    ("word", "gender"), [("M", "male"), ("weiblich", "female"), ("女", "female"), ("person", None)]
)
def test_a_word_stands_for_a_gender(word, gender):
    assert gender_of(word) == gender
