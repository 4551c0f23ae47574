"""Names typed in another keyboard layout."""

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.other_keyboards import retyped
from service.engine.matching.weights import Weights

WORDS = frozenset(("zarvanex", "trading", "baghdad", "bank", "swelon", "wisk", "zarya", "qzarya"))


def keys(text):
    return list(retyped(text, WORDS, lexicon()))


@pytest.mark.parametrize(
    "text",
    [
        "Яфкмфтуч Екфвштп",
        "ЯФКМФТУЧ ЕКФВШТП",
        "ζαρωανεχ τραδινγ",
        "ΖΑΡΩΑΝΕΧ ΤΡΑΔΙΝΓ",
        "ئشقرشىثء فقشيهىل",
        "זשרהשמקס ארשגןמע",
        "ѕарванеџ традинг",
        "ผฟพอฟืำป ะพฟกรืเ",
        "ზარვანეხ ტრადინგ",
        "Wqrvqnex Trqding",
        "Yarvanex Trading",
        ";apkab.q ypaecbi",
        "xstbsmrc ytsfomh",
        "ecbwz resubf",
        "aq4fqh3s 54qe8ht",
    ],
)
def test_the_keys_of_a_name_are_read(text):
    assert "trading zarvanex" in keys(text)


def test_keys_that_may_be_two_are_read_in_each_way():
    assert {"swelon wisk"} <= set(keys("ΣΣΕΛΟΝ ΣΙΣΚ"))
    assert "baghdad bank" in keys("لاشلايشي لاشىن")
    assert "bank qzarya" in keys("фьхн ,юьищь")
    assert "bank zarya" in keys("юьищь, фьхн")


@pytest.mark.parametrize(
    "text",
    [
        "Zarvanex Trading",
        "Maria Zarya",
        "Иван Примеров",
        "Bank-Baghdad",
        "Wq",
        "",
        "株式会社",
        "Quorvella Wqrvqnex",
    ],
)
def test_other_texts_are_left_alone(text):
    assert keys(text) == []


@pytest.mark.parametrize(("query", "score"), [("Wqrvqnex Trqding", 0.88), ("ΖΑΡΩΑΝΕΧ ΤΡΑΔΙΝΓ", 0.88)])
def test_a_pair_is_scored(query, score):
    match = best_match(query, "Zarvanex Trading", is_person=False, lexicon=lexicon(), weights=Weights())
    assert match.total >= score
