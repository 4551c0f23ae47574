"""Bodies of which words are written as initials."""

import pytest

from service.engine.matching.initials_of_words import with_initials, with_joined_initials
from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights

KEYS = (
    "kelprom trading zarvanex",
    "kelprom llc shipping zarvanex",
    "bank trading zarvanex",
    "a c de quorvella s v zelmar",
    "llc properties zarvanex",
    "grupo quorvella transporte y zelmar",
    "company kelprom marine zarvanex",
)


def keys(text: str) -> list[str]:
    return [*with_initials(text, lambda word: [key for key in KEYS if word in key.split()], lexicon())]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Z. Kelprom Trading", "kelprom trading zarvanex"),
        ("Zarvanex K. Trading", "kelprom trading zarvanex"),
        ("Zarvanex Kelprom T", "kelprom trading zarvanex"),
        ("Z. Kelprom Shipping", "kelprom llc shipping zarvanex"),
        ("Z. Kelprom Shipping Ltd", "kelprom llc shipping zarvanex"),
        ("Z. Quorvella, S.A. de C.V.", "a c de quorvella s v zelmar"),
        ("Z. Properties LLC", "llc properties zarvanex"),
        ("G. Quorvella y T. Zelmar", "grupo quorvella transporte y zelmar"),
        ("Z. Kelprom Marine C.", "company kelprom marine zarvanex"),
    ],
)
def test_an_initial_stands_for_a_word_of_a_body(text: str, key: str) -> None:
    assert keys(text) == [key]


@pytest.mark.parametrize(
    "text",
    [
        *("X. Kelprom Trading", "Z. Kelprom", "Z. Bank Trading", "Z. K. T.", "Zarvanex", ""),
        *("Z. Properties Ltd", "Z. Properties", "Z. Trading LLC", "Z. Quorvella", "X. Quorvella, S.A. de C.V."),
    ],
)
def test_other_letters_and_too_few_words_stand_for_nothing(text: str) -> None:
    assert keys(text) == []


PERSONS = ("karim vasil zelmarson", "al karim zelmarson", "al vasil zelmarson")
BODIES = ("company kelprom trading zarvanex", "and kelprom ltd quorvella zarvanex")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("KV Zelmarson", ["karim vasil zelmarson"]),
        ("Zelmarson, VK", ["karim vasil zelmarson"]),
        ("AK ZELMARSON", ["al karim zelmarson"]),
        ("AV Zelmarson", ["al vasil zelmarson"]),
        ("KVT Zelmarson", []),
        ("KO Zelmarson", []),
        ("KA Smith", []),
        ("Ali Zelmarson", []),
        ("KV Zelmarson Quorvel", []),
        ("KV", []),
        ("", []),
    ],
)
def test_initials_of_given_names_may_be_one_word(text: str, keys: list[str]) -> None:
    known = frozenset(word for name in PERSONS for word in name.split())
    found = with_joined_initials(
        text, known, lambda word: [key for key in PERSONS if word in key.split()], lexicon(), is_person=True
    )
    assert [*found] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Zarvanex KT", ["company kelprom trading zarvanex"]),
        ("ZARVANEX KTC", ["company kelprom trading zarvanex"]),
        ("Zarvanex KQ", ["and kelprom ltd quorvella zarvanex"]),
        ("Zarvanex KQL", ["and kelprom ltd quorvella zarvanex"]),
        ("KT Zarvanex", []),
        ("Zarvanex Ltd", []),
        ("Trading KZ", []),
    ],
)
def test_initials_of_words_behind_the_first_of_a_body_may_be_one_word(text: str, keys: list[str]) -> None:
    known = frozenset(word for name in BODIES for word in name.split())
    found = with_joined_initials(
        text, known, lambda word: [key for key in BODIES if word in key.split()], lexicon(), is_person=False
    )
    assert [*found] == keys


def test_such_a_person_is_for_review_in_a_comparison_too() -> None:
    match = best_match("AV ZELMARSON", "Arkadi Vasil Zelmarson", is_person=True, lexicon=lexicon(), weights=Weights())
    assert match.total == pytest.approx(0.85)


def test_such_a_body_is_for_review_in_a_comparison_too() -> None:
    match = best_match(
        "Z. Kelprom Trading", "Zarvanex Kelprom Trading", is_person=False, lexicon=lexicon(), weights=Weights()
    )
    assert match.total == pytest.approx(0.85)
