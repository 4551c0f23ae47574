"""Words cut with a full stop are completed to listed ones."""

import pytest

from service.engine.matching.cut_words import completed
from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights

WORDS = sorted(["examplovia", "exampla", "trading", "trad", "zarvanex", "shipping", "ltd"])


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Examplo. Trading Ltd.", ["examplovia ltd trading"]),
        ("EXAMPL. TRADI.", ["examplovia trading"]),
        ("Zarva. Trad.", ["trad zarvanex", "trading zarvanex"]),
        ("Zarvanex Ship.", ["shipping zarvanex"]),
        ("Zarva. Shipp. Exam. Ltd.", ["examplovia ltd shipping zarvanex", "exampla ltd shipping zarvanex"]),
    ],
)
def test_words_are_completed(text, keys):
    assert sorted(completed(text, WORDS)) == sorted(keys)


@pytest.mark.parametrize(
    "text",
    [
        "Examplovia Trading",
        "Examplovia Trading.",
        "Examplovia Ltd.",
        "Qorva. Trading",
        "Zarv.",
        "Zar. Shipping",
        "Prof. Zarvanex",
    ],
)
def test_whole_words_and_too_little_are_left_alone(text):
    assert list(completed(text, WORDS)) == []


def test_a_text_that_could_be_anything_is_left_alone():
    words = sorted(f"{start}{number:03}" for start in ("testa", "probe", "sampl") for number in range(20))
    assert list(completed("Testa. Probe. Sampl.", words)) == []


@pytest.mark.parametrize(("query", "score"), [("ZARVA. Shipp. LTD", 0.85), ("Zorve. Shipp. Ltd", 0.0)])
def test_a_pair_is_scored(query, score):
    match = best_match(query, "Zarvanex Shipping Ltd", is_person=False, lexicon=lexicon(), weights=Weights())
    assert match.total == pytest.approx(score) if score else match.total < 0.7
