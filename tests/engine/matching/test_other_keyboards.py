"""Names typed in another keyboard layout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.other_keyboards import may_be_retyped, retyped
from service.engine.matching.weights import Weights
from service.engine.normalise.keyboards import layouts
from service.engine.normalise.text import is_ordinary

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


@given(st.lists(st.sampled_from(["zarya", "wisk", "bank", "irin", "swelon"]), min_size=1, max_size=3), st.data())
def test_each_word_of_a_text_that_stands_for_known_ones_may_do_so(words, data):
    """However its letters are written: the capital I of Turkish is another key than its small i."""
    known = frozenset(words)
    layout = dict(data.draw(st.sampled_from([keys for _, keys in layouts()])))
    typed = str.maketrans({american: key for key, american in layout.items() if key.isascii()})
    written = data.draw(st.sampled_from([str.upper, str.title, str.lower]))(" ".join(words).translate(typed))
    if is_ordinary(written) and any(known.issuperset(key.split()) for key in retyped(written, known, lexicon())):
        assert all(may_be_retyped(word, known) for word in written.lower().split())
